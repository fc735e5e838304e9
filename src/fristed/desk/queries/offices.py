"""Who has which office, who gave it to them, and what one person is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts import queries as accounts
from fristed.audit import queries as trail
from fristed.audit.queries import TrailLine
from fristed.desk.queries.overseeing import ROLES
from fristed.gate import Actor
from fristed.kernel.roles import Role
from fristed.organisation import queries as organisation
from fristed.organisation.queries import OfficeOn
from fristed.organisation.rules.appointing import OFFICES

LOOKS_BACK: Final = timedelta(days=365)


class Office(Protocol):
    """One there is, or one to come."""

    @property
    def ref(self) -> str: ...

    @property
    def account(self) -> int: ...

    @property
    def name(self) -> str: ...

    @property
    def role(self) -> Role: ...

    @property
    def unit_name(self) -> str: ...

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date | None: ...


@dataclass(frozen=True)
class OfficeLine:
    """may_end   whether it is somebody else's than the one who looks"""

    ref: str
    name: str
    role: str
    unit: str
    starts_on: date
    ends_on: date | None
    may_end: bool = False


@dataclass(frozen=True)
class HistoryLine:
    on: date
    who: str
    what: str


@dataclass(frozen=True)
class OfficesPage:
    offices: Sequence[OfficeLine]
    history: Sequence[HistoryLine]


def offices_page(actor: Actor, *, now: datetime) -> OfficesPage:
    """Those of today and to come, and a year of who appointed and ended them."""
    today = timezone.localdate(now)
    found = organisation.offices_on(OFFICES, today - LOOKS_BACK)
    return OfficesPage(
        offices=[office_line(one, actor) for one in found if _is_on(one, today)],
        history=_history(found, now),
    )


def own_offices_page(actor: Actor, *, now: datetime) -> OfficesPage:
    """All that she is, and who made her that."""
    found = organisation.offices_of(actor.id, timezone.localdate(now))
    return OfficesPage([office_line(one, actor) for one in found], _history(found, now))


def office_by_ref(ref: str, *, on: date) -> OfficeOn | None:
    return next((one for one in organisation.offices_on(OFFICES, on) if one.ref == ref), None)


def office_line(office: Office, actor: Actor) -> OfficeLine:
    return OfficeLine(
        ref=office.ref,
        name=office.name,
        role=str(ROLES[office.role]),
        unit=office.unit_name,
        starts_on=office.starts_on,
        ends_on=office.ends_on,
        may_end=office.account != actor.id,
    )


def _is_on(office: OfficeOn, day: date) -> bool:
    return office.ends_on is None or office.ends_on >= day


def _history(offices: Collection[OfficeOn], now: datetime) -> list[HistoryLine]:
    """What the trail says of them, newest first. What was refused or undone is left out."""
    by_ref = {one.ref: one for one in offices}
    lines = [one for one in trail.lines_about(*by_ref, now=now) if one.ended == "done"]
    names = accounts.names_of({one.actor for one in lines})
    return [
        HistoryLine(
            on=timezone.localdate(one.at),
            who=names.get(one.actor, _("Noen uten konto")),
            what=_what(one, by_ref[one.subject]),
        )
        for one in lines
        if one.action in {"office.appoint", "office.end"}
    ]


def _what(line: TrailLine, office: OfficeOn) -> str:
    words = {"name": office.name, "role": str(ROLES[office.role]), "unit": office.unit_name}
    if line.action == "office.appoint":
        return _("oppnevnte %(name)s som %(role)s (%(unit)s)") % words
    return _("avsluttet oppnevningen av %(name)s som %(role)s (%(unit)s)") % words
