"""From sent to closed: what may follow what."""

from typing import Final

from django.utils.translation import gettext as _

from fristed.guidance.choices import Status
from fristed.kernel.rules import RuleBroken

NEXT: Final = {
    Status.SENT: {Status.READ, Status.TAKEN_UP},
    Status.READ: {Status.TAKEN_UP},
    Status.TAKEN_UP: {Status.ANSWERED, Status.CLOSED},
    Status.ANSWERED: {Status.TAKEN_UP, Status.CLOSED},
    Status.CLOSED: {Status.TAKEN_UP},
}
"""An answered or closed one is taken up again when whoever sent it writes more."""

WAITING: Final = frozenset({Status.SENT, Status.READ, Status.TAKEN_UP})


def check_next(now: str, wanted: Status) -> None:
    """:raises RuleBroken: `not_next`."""
    if wanted not in NEXT[Status(now)]:
        raise RuleBroken(
            "not_next",
            _("Dette kan ikke gjøres nå. Noen andre kan ha vært her. Last siden på nytt."),
        )


def reopened(now: str, *, is_taken: bool) -> Status:
    """Where an inquiry stands when whoever sent it writes more."""
    if now in WAITING:
        return Status(now)
    return Status.TAKEN_UP if is_taken else Status.SENT
