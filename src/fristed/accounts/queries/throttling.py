"""How often one network may try something that is not signing in."""

from datetime import datetime

from fristed.accounts.models import Attempts
from fristed.accounts.rules.attempts import Limit


def count_attempt(limit: Limit, address: str, at: datetime) -> datetime | None:
    """Count an attempt before it is made. None: it may be made; else when to try again."""
    return Attempts.objects.take_from_network(limit, address, at)
