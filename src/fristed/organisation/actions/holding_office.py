"""Appointing somebody to an office, and ending it: leaders, analysts, administrators and the like.

The keeper is told first of those it goes by, before any transaction, as in `appointing`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from fristed.gate import Actor, action, asking
from fristed.kernel.roles import Role
from fristed.kernel.rules import RuleBroken
from fristed.organisation import access
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import OfficeOn
from fristed.organisation.rules.appointing import check_appointment, check_last_day, check_office
from fristed.vault import keeper

ask_to_change_office = asking("office.ask", may=access.may_change_office)


@dataclass(frozen=True)
class NewOffice:
    """Who gets which office, where, and from when. `ref` is its own; `person`, `account` hers."""

    ref: str
    person: str
    account: int
    name: str
    role: Role
    unit: str
    unit_name: str
    kind: UnitKind
    employer: str
    professional_lead: str
    starts_on: date
    ends_on: date | None

    def check(self, *, on: date) -> None:
        """:raises RuleBroken: see `rules.appointing`."""
        check_office(self.role, self.kind)
        check_appointment(starts_on=self.starts_on, ends_on=self.ends_on, on=on)

    def tell(self, actor: Actor) -> "NewOffice":
        """Have the keeper put her in its register, where it goes by the office.

        :raises KeeperRefused: `not_recent`, or `not_allowed`.
        """
        days: dict[str, Any] = {"starts_on": self.starts_on, "ends_on": self.ends_on}
        _tell(actor, "appoint", self.role, self.unit, self.person, **days)
        return self


@dataclass(frozen=True)
class EndedOffice:
    office: OfficeOn
    last_day: date

    @property
    def ref(self) -> str:
        return self.office.ref

    @property
    def account(self) -> int:
        return self.office.account

    def tell(self, actor: Actor, *, on: date) -> "EndedOffice":
        """Have the keeper take her out of its register.

        :raises RuleBroken: `in_the_past`, or `last_administrator`.
        :raises KeeperRefused: `not_recent`, or `not_allowed`.
        """
        check_last_day(last_day=self.last_day, on=on)
        office = self.office
        try:
            _tell(actor, "end", office.role, office.unit, office.person, last_day=self.last_day)
        except keeper.KeeperRefused as refused:
            if refused.code == "last_administrator":
                raise _last_administrator() from refused
            raise
        return self


@action("office.appoint", may=access.may_change_office)
def appoint_to_office(actor: Actor, officer: access.Officer, *, told: NewOffice) -> None:
    """Let her have the office. The database too asks whether the actor administers.

    :raises RuleBroken: `already_in_office`.
    """
    values: list[Any] = [told.ref, told.account, told.unit, told.role, told.employer]
    values += [told.professional_lead, told.starts_on, told.ends_on]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select organisation_appoint_to_office(%s,%s,%s,%s,%s,%s,%s,%s)", values)
    except IntegrityError as fault:
        message = _("Personen har alt denne rollen i den tiden.")
        raise RuleBroken("already_in_office", message) from fault


@action("office.end", may=access.may_change_office)
def end_office(actor: Actor, officer: access.Officer, *, told: EndedOffice) -> None:
    """Let it end after that day; what has not begun by then is taken away.

    :raises RuleBroken: `last_administrator`: the house must have somebody to appoint others.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select organisation_end_office(%s, %s)", [told.ref, told.last_day])
    except IntegrityError as fault:
        raise _last_administrator() from fault


def _tell(actor: Actor, what: str, role: Role, unit: str, person: str, **days: Any) -> None:
    """The keeper goes by who leads and who administers, and by no other office."""
    if role == Role.LEADER:
        keeper.call(f"leader.{what}", assertion=actor.assertion, unit=unit, person=person, **days)
    elif role == Role.ADMINISTRATOR:
        keeper.call(f"administrator.{what}", assertion=actor.assertion, person=person, **days)


def _last_administrator() -> RuleBroken:
    message = _("Det må være minst én administrator igjen. Oppnevn en annen først.")
    return RuleBroken("last_administrator", message)
