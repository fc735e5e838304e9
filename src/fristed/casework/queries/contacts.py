"""A mission's register of whom it can ask, opened for somebody who works there."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from fristed.casework import access
from fristed.casework.choices import ContactKind, ContactPlace
from fristed.casework.models import Contact, ContactRegister
from fristed.casework.queries.whole import opened
from fristed.casework.rules.abroad import Contact as Told
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.vault.queries import file_by_id, holds_grant


@dataclass(frozen=True)
class ContactLine:
    """told   None where the text is not what was sealed"""

    ref: str
    kind: str
    place: str
    told: Told | None
    may_know_of_case: bool
    kept_on: date
    by: str


@dataclass(frozen=True)
class ContactsPage:
    """hides_persons   she sees organisations only"""

    lines: tuple[ContactLine, ...]
    hides_persons: bool
    may_keep: Decision

    def line(self, ref: str) -> ContactLine | None:
        return next((one for one in self.lines if one.ref == ref), None)


def own_mission(actor: Actor) -> str:
    """The mission she works at; empty for who works at none."""
    return min((unit for unit in actor.units if actor.roles & access.AT_A_MISSION), default="")


def register_of(actor: Actor) -> ContactRegister:
    """Her mission's, or one that is not made yet: its unit is what the gate asks about."""
    unit = own_mission(actor)
    with scope(actor):
        found = ContactRegister.objects.filter(unit=unit).first()
    return found or ContactRegister(unit=unit)


def has_register_key(actor: Actor, register: ContactRegister) -> bool:
    with scope(actor):
        return holds_grant(actor.id, register.file_id)


def register_quarter(actor: Actor, register: ContactRegister) -> str:
    """Which quarter's key it is wrapped for."""
    with scope(actor):
        return file_by_id(register.pk).quarter


def contacts_page(actor: Actor, register: ContactRegister, grant: ReadGrant) -> ContactsPage:
    """Three statements and one call to the keeper. What she may not open, she is not shown."""
    with scope(actor):
        rows = list(
            Contact.objects.filter(register_id=register.pk, ended_on=None)
            .annotate(by_name=F("by__name"))
            .order_by("kind", "id")
        )
    if rows:
        grant.unlock([row.body for row in rows])
    shown = [row for row in rows if not grant.withholds(row.body)]
    lines = []
    for row in shown:
        said = opened(row.body, grant)
        lines.append(
            ContactLine(
                ref=row.ref,
                kind=str(ContactKind(row.kind).label),
                place=str(ContactPlace(row.place).label),
                told=Told.from_text(said) if said else None,
                may_know_of_case=row.may_know_of_case,
                kept_on=row.kept_on,
                by=row.by_name,
            )
        )
    may_keep = access.may_keep_contacts(actor, register)
    return ContactsPage(tuple(lines), hides_persons=not may_keep, may_keep=may_keep)
