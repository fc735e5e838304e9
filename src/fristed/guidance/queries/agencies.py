"""Contact persons in other agencies."""

from dataclasses import dataclass, field
from datetime import date

from fristed.codelists import queries as codelists
from fristed.gate import Actor, scope
from fristed.guidance.models import AgencyContact
from fristed.guidance.rules.agencies import is_stale


@dataclass(frozen=True)
class AgencyContactLine:
    """is_stale   nobody has asked for a long time whether it still holds"""

    ref: str
    agency: str
    name: str = field(repr=False)
    reach: str = field(repr=False)
    substitute: str = field(repr=False)
    starts_on: date
    confirmed_on: date
    is_stale: bool


def agency_contact_by_ref(actor: Actor, ref: str) -> AgencyContact:
    """One that does not exist is kept by nobody, and the gate says no."""
    with scope(actor):
        return AgencyContact.objects.filter(ref=ref).first() or AgencyContact(ref=ref)


def agency_contacts(actor: Actor, *, on: date) -> tuple[AgencyContactLine, ...]:
    """Those of today, by agency."""
    today = AgencyContact.objects.filter(ends_on=None, starts_on__lte=on)
    with scope(actor):
        rows = list(today.order_by("agency", "id"))
    return tuple(
        AgencyContactLine(
            ref=row.ref,
            agency=codelists.label("agency", row.agency, on=on),
            name=row.name,
            reach=row.reach,
            substitute=row.substitute,
            starts_on=row.starts_on,
            confirmed_on=row.confirmed_on,
            is_stale=is_stale(row.confirmed_on, on=on),
        )
        for row in rows
    )
