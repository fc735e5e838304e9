"""Taking over a case whose only holder has left: its leader names who, and she takes it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from fristed.casework import access
from fristed.casework.models import Access, Case
from fristed.gate import Actor, action, asking
from fristed.organisation.queries import PersonOn
from fristed.vault import granting
from fristed.vault.choices import Ground

ask_to_propose_take_over = asking("case.propose_take_over", may=access.may_propose_take_over)
ask_to_take_over_left = asking("case.take_over_left", may=access.may_take_over)
ask_to_look_for_one = asking("case.look_for_take_over", may=access.may_have_cases)


@dataclass(frozen=True)
class Proposed:
    """The keeper has seen that whoever answered for it has left, and knows who is named."""

    holder: PersonOn

    @classmethod
    def ask(cls, actor: Actor, case: Case, holder: PersonOn) -> Self:
        """:raises KeeperRefused: `not_recent`, `holder_still_here`, `same_person`."""
        granting.propose_take_over(actor.assertion, case.ref, holder.ref)
        return cls(holder)


@action("case.propose_take_over", may=access.may_propose_take_over)
def propose_take_over(actor: Actor, case: Case, *, proposed: Proposed) -> PersonOn:
    """Recorded in the case's own access log. She who is named has a week to take it."""
    return proposed.holder


@dataclass(frozen=True)
class Left:
    """The keeper's grant for the one who was named; those who left hold nothing any more."""

    given: granting.Given = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, case: Case, *, at: datetime) -> Self:
        """:raises KeeperRefused: `not_recent`, `nothing_proposed`, `holder_still_here`."""
        wanted = granting.Wanted(
            file=case.ref,
            holder=actor.ref,
            holder_account=actor.id,
            ground=Ground.HAND_OVER,
            starts_at=at,
        )
        return cls(granting.take_over(actor.assertion, wanted))


@action("case.take_over_left", may=access.may_take_over)
def take_over_left(actor: Actor, case: Case, *, left: Left, on: date, at: datetime) -> None:
    """The case is hers. Its tasks stay in it, for her to give anew."""
    granting.keep(case.pk, left.given)
    Access.objects.keep(left.given.ref)
    former = Access.objects.follow_hand_over(left.given.ref, unit=case.unit, on=on)
    granting.mark_revoked(former, at=at)
