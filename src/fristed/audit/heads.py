"""The chains' heads, sealed by the keeper every few seconds."""

from fristed.audit import checking
from fristed.vault import keeper


def seal() -> None:
    """Have the keeper seal where each chain ends now.

    :raises KeeperAway: the trail goes on without; the next seal covers it.
    """
    for chain in checking.chains():
        head = checking.head_of(chain)
        if head is not None:
            keeper.call("head", chain=head.chain, n=head.number, hash=head.hash)


def sealed() -> dict[str, checking.Head]:
    """The newest head of each chain that the keeper has sealed."""
    answer = keeper.call("heads")
    return {
        head["chain"]: checking.Head(head["chain"], head["n"], keeper.as_bytes(head["hash"]))
        for head in answer["heads"]
    }
