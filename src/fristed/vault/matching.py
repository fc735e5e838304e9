"""Asking the keeper whether others work with the same person. What was typed is not kept."""

from fristed.vault import keeper


def is_known_elsewhere(assertion: str, identifier: str, *, file: str = "") -> bool:
    """Call outside any transaction.

    file   the asker's own case, which then stands in the index; empty: only she is told

    :raises KeeperAway: ask again later.
    :raises KeeperRefused: `malformed`, `no_grant`, `cap_reached`.
    """
    answer = keeper.call("match.ask", assertion=assertion, identifier=identifier, file=file)
    return bool(answer["found"])


def told_since(token: str, since: int) -> list[tuple[int, str, str]]:
    """Number, pair and case of what the keeper wants owners to know. For the worker."""
    rows = keeper.call("match.told", token=token, since=since)["matches"]
    return [(row["n"], row["pair"], row["file"]) for row in rows]
