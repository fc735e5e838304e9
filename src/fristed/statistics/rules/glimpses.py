"""True counts beside the protected ones, for one analyst: sealed to a key that is kept nowhere.

The key's private half stands in the page the analyst has open and is sent back with it; the sealed
counts stay with the draft for an hour at most. Neither opens anything without the other.
"""

import json
from collections.abc import Sequence
from typing import Final

from fristed.kernel.rules import RuleBroken
from fristed.sealing import hpke

MINUTES: Final = 60


def context(draft: str) -> bytes:
    """What binds the seal to its draft."""
    return f"fristed statistics glimpse {draft}".encode()


def opened(draft: str, *, private: str, sealed: bytes, why_not: str) -> Sequence[int]:
    """The true cells in the table's own order.

    :raises RuleBroken: `not_yours`: another page asked for them.
    """
    try:
        text = hpke.open_sealed(bytes.fromhex(private), context(draft), sealed)
    except (ValueError, hpke.SealBroken) as broken:
        raise RuleBroken("not_yours", why_not) from broken
    cells: list[int] = json.loads(text)
    return cells
