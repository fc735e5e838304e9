"""From when until when somebody stands in, on the clock."""

from datetime import date, datetime, time, timedelta, tzinfo


def span(starts_on: date, ends_on: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """From the start of the first day to the end of the last."""
    return (
        datetime.combine(starts_on, time.min, zone),
        datetime.combine(ends_on + timedelta(days=1), time.min, zone),
    )
