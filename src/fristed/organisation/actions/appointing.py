"""Appointing a member of a unit, and ending a membership.

The keeper is told first, before any transaction: it decides on its own whether the asker leads the
unit. What it took and we did not keep gives nobody anything, and may be said once more.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation import access
from fristed.organisation.queries import MemberOn
from fristed.organisation.rules.appointing import check_appointment, check_last_day, role_in
from fristed.vault import keeper

ask_to_appoint = asking("membership.ask", may=access.may_appoint)


@dataclass(frozen=True)
class Appointment:
    """Whom, with whom she is employed, and from when. `person`, `account`: hers."""

    person: str
    account: int
    employer: str
    professional_lead: str
    starts_on: date
    ends_on: date | None

    def tell(self, actor: Actor, unit: access.Team, *, on: date) -> "Appointment":
        """Have the keeper put her in its register.

        :raises RuleBroken: see `rules.appointing`; or `yourself`.
        :raises KeeperRefused: `not_recent`, or `not_allowed`.
        """
        role_in(unit.kind)
        check_appointment(starts_on=self.starts_on, ends_on=self.ends_on, on=on)
        if self.account == actor.id:
            raise RuleBroken("yourself", _("Du kan ikke oppnevne deg selv."))
        keeper.call(
            "member.appoint",
            assertion=actor.assertion,
            unit=unit.ref,
            person=self.person,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
        )
        return self


@dataclass(frozen=True)
class Ending:
    member: MemberOn
    last_day: date

    def tell(self, actor: Actor, unit: access.Team, *, on: date) -> "Ending":
        """Have the keeper take her out of its register: from then on it gives her no key.

        :raises RuleBroken: `in_the_past`.
        :raises KeeperRefused: `not_recent`, or `not_allowed`.
        """
        check_last_day(last_day=self.last_day, on=on)
        keeper.call(
            "member.end",
            assertion=actor.assertion,
            unit=unit.ref,
            person=self.member.person,
            last_day=self.last_day,
        )
        return self


@action("membership.appoint", may=access.may_appoint)
def appoint_member(actor: Actor, unit: access.Team, *, told: Appointment) -> None:
    """Let her belong to the unit. The database too asks whether the actor leads it.

    :raises RuleBroken: `already_member`.
    """
    values: list[Any] = [new_ref("mdl"), told.account, unit.ref, role_in(unit.kind), told.employer]
    values += [told.professional_lead, told.starts_on, told.ends_on]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select organisation_appoint(%s,%s,%s,%s,%s,%s,%s,%s)", values)
    except IntegrityError as fault:
        message = _("Personen hører alt til enheten i den tiden.")
        raise RuleBroken("already_member", message) from fault


@action("membership.end", may=access.may_appoint)
def end_membership(actor: Actor, unit: access.Team, *, told: Ending) -> None:
    """Let it end after that day; what has not begun by then is taken away."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_end_membership(%s, %s, %s)",
            [told.member.ref, unit.ref, told.last_day],
        )
