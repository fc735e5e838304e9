"""An answer that carries its reason."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Decision:
    """Yes, or no with a reason code that reaches the page."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Decision(True)


def deny(reason: str) -> Decision:
    return Decision(False, reason)


class Denied(Exception):
    """The gate said no. From outside it looks like a page that does not exist."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
