"""Codes that may be counted, sealed by the keeper under the counting key of a quarter.

Sealing them takes a person's assertion; opening them takes the counting job's token, and the
keeper logs it. The keys open codes and no text.
"""

from collections.abc import Iterable

from fristed.sealing.counts import open_count
from fristed.vault import keeper

__all__ = ["keys", "open_count", "seal"]


def seal(assertion: str, *, ref: str, quarter: str, payload: str) -> bytes:
    """Call before the action, outside any transaction.

    :raises KeeperAway: try again later.
    """
    item = {"ref": ref, "quarter": quarter, "payload": payload}
    (sealed,) = keeper.call("count.seal", assertion=assertion, items=[item])["items"]
    return keeper.as_bytes(sealed["sealed"])


def keys(token: str, quarters: Iterable[str]) -> dict[str, bytes]:
    """The quarters' counting keys, for the counting job alone.

    token   what stands in the keeper's `count.token`

    :raises KeeperRefused: `wrong_token`, or `destroyed` for a quarter whose key is gone.
    """
    answer = keeper.call("count.keys", token=token, purpose="count", quarters=sorted(quarters))
    return {quarter: keeper.as_bytes(key) for quarter, key in answer["keys"].items()}
