"""When something happened and when it was written. Both are always shown."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

LATE_AFTER: Final = timedelta(hours=48)
"""Our own limit: after two days the reason for writing so late is asked for."""

MOST_MINUTES: Final = 24 * 60
LONGEST_NOTE: Final = 20_000  # characters


def is_late(*, happened_at: datetime, written_at: datetime) -> bool:
    return written_at - happened_at > LATE_AFTER


def check_written(
    *,
    happened_at: datetime,
    written_at: datetime,
    late_because: str,
    on_paper_at: datetime | None = None,
) -> None:
    """Check that an entry may say it happened then, and was first written in between.

    :raises RuleBroken: `not_happened_yet`, `late_without_reason` or `paper_time_wrong`.
    """
    if happened_at > written_at:
        raise RuleBroken("not_happened_yet", _("Tidspunktet har ikke vært ennå."))
    if is_late(happened_at=happened_at, written_at=written_at) and not late_because.strip():
        raise RuleBroken(
            "late_without_reason", _("Det er over to døgn siden. Skriv hvorfor det føres nå.")
        )
    if on_paper_at and not happened_at <= on_paper_at <= written_at:
        raise RuleBroken(
            "paper_time_wrong", _("Det er først skrevet etter at det skjedde, og før nå.")
        )


def check_minutes(minutes: int) -> None:
    """:raises RuleBroken: `minutes_wrong`."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise RuleBroken("minutes_wrong", _("Skriv minutter fra 0 til 1440."))
