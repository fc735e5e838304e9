"""Having a colleague stand in: she gets the keys to the open cases, with an end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.utils import timezone

from fristed.casework import access
from fristed.casework.models import Access
from fristed.casework.rules.standing_in import span
from fristed.gate import Actor, action, asking, scope
from fristed.organisation.actions import standing_in
from fristed.organisation.queries import PersonOn
from fristed.vault import granting
from fristed.vault.choices import Ground
from fristed.vault.queries import parts_held


@dataclass(frozen=True)
class Lent:
    """The keeper's grants for somebody's time as a stand-in, asked for before any transaction."""

    given: Mapping[int, granting.Given] = field(repr=False)  # case -> grant
    starts_on: date
    ends_on: date

    @classmethod
    def ask(
        cls,
        actor: Actor,
        colleague: PersonOn,
        *,
        cases: Mapping[str, int],
        starts_on: date,
        ends_on: date,
    ) -> Self:
        """cases   reference -> database key of her open cases

        :raises KeeperAway: nothing was given.
        """
        starts_at, ends_at = span(starts_on, ends_on, timezone.get_default_timezone())
        with scope(actor):
            held = parts_held(actor.id)
        wanted = [
            granting.Wanted(
                file=ref,
                holder=colleague.ref,
                holder_account=colleague.id,
                ground=Ground.STAND_IN,
                starts_at=starts_at,
                ends_at=ends_at,
                parts=held.get(ref, granting.ALL_PARTS),  # of a case she took over: what she got
            )
            for ref in cases
        ]
        given = granting.ask(actor.assertion, wanted) if wanted else []
        return cls(dict(zip(cases.values(), given, strict=True)), starts_on, ends_on)


ask_to_appoint = asking("case.appoint_stand_in", may=access.may_have_cases)


@action("case.appoint_stand_in", may=access.may_appoint_stand_in)
def appoint_stand_in(actor: Actor, colleague: PersonOn, *, lent: Lent, on: date) -> None:
    """Let the colleague stand in, with keys to the open cases. Cases started later follow.

    :raises RuleBroken: see `organisation.rules.standing_in.check_stand_in`.
    """
    standing_in.start_stand_in(
        actor, colleague, starts_on=lent.starts_on, ends_on=lent.ends_on, on=on
    )
    for case, given in lent.given.items():
        granting.keep(case, given)
        Access.objects.keep(given.ref)


@dataclass(frozen=True)
class Ended:
    """Grants the keeper has taken back for good, before the rows follow."""

    grants: Sequence[str]

    @classmethod
    def ask(cls, actor: Actor, colleague: PersonOn) -> Self:
        """:raises KeeperAway: nothing was taken back."""
        with scope(actor):
            grants = Access.objects.given_to(colleague.id, Ground.STAND_IN)
        if grants:
            granting.take_back(actor.assertion, grants)
        return cls(grants)


@action("case.end_stand_in", may=access.may_end_appointment)
def end_stand_in(
    actor: Actor, colleague: PersonOn, *, ended: Ended, on: date, at: datetime
) -> None:
    """End it today. The keeper has forgotten the grants already; now the rows follow."""
    standing_in.end_stand_in(actor, colleague, on=on)
    granting.mark_revoked(ended.grants, at=at)
    Access.objects.end(ended.grants)
