"""When the team she writes to is at work, and how long the first answer has taken."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from fristed.contact.rules.promising import FIRST_ANSWER_WORKING_DAYS, Waited
from fristed.kernel.clocks import Town
from fristed.organisation.queries import calendar_of

MEASURED_FOR: Final = timedelta(days=365)


@dataclass(frozen=True)
class Hours:
    """opens_at   when somebody reads next, where nobody does now
    town       whose clock that is
    answer_by  the first answer comes that day at the latest
    """

    is_open: bool
    opens_at: datetime
    town: Town
    answer_by: date

    @property
    def is_abroad(self) -> bool:
        return self.town.zone != timezone.get_default_timezone_name()


def hours_of(unit: str, now: datetime) -> Hours:
    today = timezone.localdate(now)
    calendar = calendar_of(unit, today)
    opens_at = calendar.next_open(now)
    return Hours(
        is_open=opens_at == now,
        opens_at=opens_at,
        town=calendar.town,
        answer_by=calendar.after_days(calendar.town.local(now).date(), FIRST_ANSWER_WORKING_DAYS),
    )


def first_answers(on: date) -> Waited | None:
    """Of the last year, the whole country together; None where there are too few to tell."""
    with connection.cursor() as cursor:
        cursor.execute("select * from contact_first_answers(%s)", [on - MEASURED_FOR])
        total, median, p90 = cursor.fetchone()
    waited = Waited(total, median or 0, p90 or 0)
    return waited if waited.may_be_told else None
