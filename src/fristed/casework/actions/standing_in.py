"""Having a colleague stand in: she gets the keys to the open cases, with an end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.utils import timezone

from fristed.casework import access
from fristed.casework.models import Access
from fristed.casework.queries import address_files
from fristed.casework.rules.standing_in import Covering, span
from fristed.gate import Actor, action, asking, scope
from fristed.organisation.actions import standing_in
from fristed.organisation.queries import PersonOn
from fristed.vault import granting
from fristed.vault.choices import Ground
from fristed.vault.queries import parts_held
from fristed.vault.sealing import NewFile


def _wanted_by(
    one: Covering, file: str | NewFile, *, parts: Sequence[str] = granting.ALL_PARTS
) -> granting.Wanted:
    """A key for somebody who stands in, for as long as she does."""
    return granting.Wanted(
        file=file,
        holder=one.ref,
        holder_account=one.id,
        ground=Ground.STAND_IN,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        parts=parts,
    )


@dataclass(frozen=True)
class Lent:
    """The keeper's grants for somebody's time as a stand-in, asked for before any transaction.

    given       case -> grant
    addresses   file -> grant to the addresses of a journey that is not over
    """

    given: Mapping[int, granting.Given] = field(repr=False)
    addresses: Mapping[int, granting.Given] = field(repr=False)
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
        zone = timezone.get_default_timezone()
        one = Covering(colleague.ref, colleague.id, *span(starts_on, ends_on, zone))
        with scope(actor):
            held = parts_held(actor.id)
            files = address_files(cases.values(), away=True)
        wanted = [  # of a case she took over: what she got
            *(_wanted_by(one, ref, parts=held.get(ref, granting.ALL_PARTS)) for ref in cases),
            *(_wanted_by(one, ref) for ref in files),
        ]
        given = granting.ask(actor.assertion, wanted) if wanted else []
        return cls(
            given=dict(zip(cases.values(), given[: len(cases)], strict=True)),
            addresses=dict(zip(files.values(), given[len(cases) :], strict=True)),
            starts_on=starts_on,
            ends_on=ends_on,
        )


ask_to_appoint = asking("case.appoint_stand_in", may=access.may_have_cases)


@action("case.appoint_stand_in", may=access.may_appoint_stand_in)
def appoint_stand_in(actor: Actor, colleague: PersonOn, *, lent: Lent, on: date) -> None:
    """Let the colleague stand in, with keys to the open cases and to where those are who are
    abroad. What is started later follows.

    :raises RuleBroken: see `organisation.rules.standing_in.check_stand_in`.
    """
    standing_in.start_stand_in(
        actor, colleague, starts_on=lent.starts_on, ends_on=lent.ends_on, on=on
    )
    for case, given in lent.given.items():
        granting.keep(case, given)
        Access.objects.keep(given.ref)
    for file, given in lent.addresses.items():
        granting.keep(file, given)


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
