"""Taking over a case whose only holder has left: its leader names who, and she takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from fristed.casework import access
from fristed.casework.models import Access, Case, TripAddresses
from fristed.casework.queries import address_refs
from fristed.gate import Actor, action, asking, scope
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
        with scope(actor):
            addresses = address_refs(case.pk)
        for file in (case.ref, *addresses):
            granting.propose_take_over(actor.assertion, file, holder.ref)
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
        return cls(granting.take_over(actor.assertion, _wanted(actor, case.ref, at)))


def _wanted(actor: Actor, file: str, at: datetime) -> granting.Wanted:
    return granting.Wanted(
        file=file,
        holder=actor.ref,
        holder_account=actor.id,
        ground=Ground.HAND_OVER,
        starts_at=at,
    )


@action("case.take_over_left", may=access.may_take_over)
def take_over_left(actor: Actor, case: Case, *, left: Left, on: date, at: datetime) -> None:
    """The case is hers. Its tasks stay in it, for her to give anew."""
    granting.keep(case.pk, left.given)
    Access.objects.keep(left.given.ref)
    former = Access.objects.follow_hand_over(left.given.ref, unit=case.unit, on=on)
    granting.mark_revoked(former, at=at)


@dataclass(frozen=True)
class LeftAddresses:
    """The same for the addresses of the case's journeys: file -> grant."""

    given: Mapping[int, granting.Given] = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, case: Case, *, at: datetime) -> Self:
        """After she has taken the case.

        :raises KeeperRefused: as `Left.ask`.
        """
        with scope(actor):
            rows = TripAddresses.objects.filter(case_id=case.pk).order_by("file_id")
            files = list(rows.values_list("file_id", "ref"))
        return cls(
            {
                key: granting.take_over(actor.assertion, _wanted(actor, ref, at))
                for key, ref in files
            }
        )


@action("case.take_over_addresses", may=access.may_agree_trip)
def take_over_addresses(actor: Actor, case: Case, *, left: LeftAddresses) -> None:
    """And so are the addresses of its journeys."""
    for file, given in left.given.items():
        granting.keep(file, given)
