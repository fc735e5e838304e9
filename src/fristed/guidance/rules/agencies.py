"""When a contact in another agency must be asked about again."""

from datetime import date, timedelta
from typing import Final

CONFIRM_WITHIN: Final = timedelta(days=90)
"""Our own limit: people change posts."""


def is_stale(confirmed_on: date, *, on: date) -> bool:
    return on - confirmed_on > CONFIRM_WITHIN
