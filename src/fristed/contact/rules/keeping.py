"""How long a conversation is kept."""

from datetime import date
from typing import Final

from fristed.kernel.periods import months_after

QUIET_MONTHS: Final = 6  # our own limit; a lawyer has not read it yet


def is_over(*, last_on: date, on: date) -> bool:
    """Whether it has been quiet for so long that it ends by itself, answered or not."""
    return months_after(last_on, QUIET_MONTHS) < on


def expires_on(ended_on: date, months: int | None) -> date | None:
    """The day after which its key may be destroyed with its quarter's; None without a rule that is
    signed off.

    months   how long the signed-off rule says an ended conversation is kept  [months]
    """
    return None if months is None else months_after(ended_on, months)
