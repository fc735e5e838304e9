"""How often somebody who has not signed in may ask."""

from datetime import timedelta
from typing import Final

from fristed.accounts.rules.attempts import Limit

FROM_ONE_NETWORK: Final = Limit("question", 20, timedelta(minutes=30))
"""A whole town hall is one network; another network is not slowed by it (C21)."""
