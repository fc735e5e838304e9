"""Who may put a table on the shelf, and who may take it off the page again."""

from dataclasses import dataclass
from typing import Any, Protocol

from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import Role


class Draft(Protocol):
    """A table somebody has made and nobody has released."""

    @property
    def ref(self) -> Any: ...

    @property
    def drafted_by(self) -> Any:
        """Account reference."""


@dataclass(frozen=True)
class OnTheShelf:
    """A released table, to decide on."""

    ref: str


@dataclass(frozen=True)
class Released:
    """A released estimate, to decide on."""

    ref: str
    released_by: str


def may_release_table(actor: Actor, draft: Draft) -> Decision:
    """An analyst, and never the one who made it: two people have seen every figure."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    return deny("drafted_it") if draft.drafted_by == actor.ref else ALLOW


def may_release_edition(actor: Actor, begun: Draft) -> Decision:
    """An analyst or a leader, and never the one who began the report."""
    if not actor.roles & {Role.ANALYST, Role.LEADER}:
        return deny("not_analyst")
    return deny("drafted_it") if begun.drafted_by == actor.ref else ALLOW


def may_release_estimate(actor: Actor, answered: Draft) -> Decision:
    """An analyst, and never the one who planned the exercise."""
    return may_release_table(actor, answered)


def may_announce_revision(actor: Actor, table: OnTheShelf) -> Decision:
    """Any analyst. What comes is drafted and released by two, as everything is."""
    return ALLOW if Role.ANALYST in actor.roles else deny("not_analyst")


def may_withdraw_table(actor: Actor, table: OnTheShelf) -> Decision:
    """Any analyst, at once and alone: what is wrong must not stand until somebody is back."""
    return ALLOW if Role.ANALYST in actor.roles else deny("not_analyst")


def may_withdraw_estimate(actor: Actor, released: Released) -> Decision:
    """An analyst who did not release it. It points at nobody, so nothing is urgent; and a figure
    that somebody would rather not have is not taken away by one person."""
    if Role.ANALYST not in actor.roles:
        return deny("not_analyst")
    return deny("released_it") if released.released_by == actor.ref else ALLOW
