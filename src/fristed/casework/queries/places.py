"""Where a new case belongs, and who may be given a task or stand in."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from fristed.accounts import queries as accounts
from fristed.casework.models import Case
from fristed.casework.queries.cases import opened_that_day, readers_of
from fristed.casework.rules.naming import working_name
from fristed.casework.rules.schools import Served
from fristed.casework.rules.standing_in import Covering, span
from fristed.casework.rules.starting import service_of
from fristed.codelists import queries as codelists
from fristed.gate import Actor, scope
from fristed.kernel.roles import Role
from fristed.organisation import queries as organisation
from fristed.organisation.queries import PersonOn, SchoolOn
from fristed.vault.queries import barred_among

MANDATES = {Role.ADVISER: "mandate_advisers"}
GUIDELINE = "registration_guideline"
NEARBY = "neighbour_need"


@dataclass(frozen=True)
class PlaceForCase:
    """What is already known of a case before it is started.

    service           the one the case is counted under, in words
    school, mandate   empty for an envoy
    schools           those she serves, her own first
    deployment        hers at the first of them
    covering          who stands in for her, now or later
    """

    name: str
    unit: str
    unit_name: str
    service: str
    school: str
    school_name: str
    schools: tuple[SchoolOn, ...]
    deployment: str
    municipality: str
    county: str
    mandate: str
    guideline: str
    covering: tuple[Covering, ...]


def place_for_case(actor: Actor, *, on: date) -> PlaceForCase:
    """Where her next case belongs: her unit, her school, the texts in force that day.

    :raises NoUnit: she belongs to none.
    """
    unit = min(actor.units, default="")
    schools = organisation.schools_of(actor.id, on)
    school = next(iter(schools), None)
    municipality = school.municipality if school else ""
    return PlaceForCase(
        name=working_name(on, earlier_that_day=opened_that_day(actor, on)),
        unit=unit,
        unit_name=organisation.unit_on(unit, on).name,
        service=codelists.label("service", service_of(actor.roles), on=on),
        school=school.ref if school else "",
        school_name=school.name if school else "",
        schools=schools,
        deployment=school.deployment if school else "",
        municipality=municipality,
        county=codelists.municipality_on(municipality, on).county if municipality else "",
        mandate=_mandate(actor, on),
        guideline=_title(GUIDELINE, on),
        covering=covering_for(actor, on=on),
    )


def served_by(actor: Actor, *, on: date) -> Served:
    """Which pupils she may follow up that day, and for which reasons."""
    schools = organisation.schools_of(actor.id, on)
    return Served(
        own={one.ref for one in schools if not one.is_neighbour},
        near={one.ref for one in schools if one.is_neighbour},
        needs=dict(needs_on(on)),
    )


def needs_on(on: date) -> list[tuple[str, str]]:
    """Why a pupil nearby may be followed up; nothing before the mandate that opened for it."""
    try:
        return codelists.choices_for_form(NEARBY, on)
    except codelists.NotInForce:
        return []


def owners_for_task(actor: Actor, case: Case) -> tuple[tuple[int, str], ...]:
    """Those with access to the case, herself first."""
    with scope(actor):
        readers = readers_of(case)
        names = accounts.names_by_id(readers)
    others = sorted((name, account) for account, name in names.items() if account != actor.id)
    own = [(actor.id, names[actor.id])] if actor.id in names else []
    return (*own, *((account, name) for name, account in others))


def possible_stand_ins(actor: Actor, *, on: date) -> tuple[PersonOn, ...]:
    """Colleagues in her units who hold cases themselves."""
    people = organisation.colleagues_of(actor, on)
    return tuple(one for one in people if one.role in (Role.ADVISER, Role.ENVOY))


@dataclass(frozen=True)
class StandInLine:
    """A stand-in of hers, now or later."""

    colleague: PersonOn
    starts_on: date
    ends_on: date


def stand_ins_of(actor: Actor, *, on: date) -> tuple[StandInLine, ...]:
    known = {one.id: one for one in organisation.colleagues_of(actor, on)}
    return tuple(
        StandInLine(known[account], starts_on, ends_on)
        for account, starts_on, ends_on in organisation.stand_ins_of(actor.id, on)
        if account in known
    )


def open_cases_of(actor: Actor, *, colleague: int) -> dict[str, int]:
    """Reference and key of every open case she is responsible for and can lend to a colleague: not
    those closed to her by name, and not shielded ones, which take a second person each."""
    with scope(actor):
        rows = Case.objects.filter(adviser_id=actor.id, status="open")
        cases = dict(rows.filter(file__shielded_on=None).values_list("ref", "pk"))
        closed = barred_among(colleague, cases.values())
        return {ref: key for ref, key in cases.items() if key not in closed}


def covering_for(actor: Actor, *, on: date) -> tuple[Covering, ...]:
    """Those who stand in for her, now or later."""
    zone = timezone.get_default_timezone()
    return tuple(
        Covering(one.colleague.ref, one.colleague.id, *span(one.starts_on, one.ends_on, zone))
        for one in stand_ins_of(actor, on=on)
    )


def _mandate(actor: Actor, on: date) -> str:
    codes = [code for role, code in MANDATES.items() if role in actor.roles]
    return ", ".join(_title(code, on) for code in codes)


def _title(document: str, on: date) -> str:
    found = codelists.document_on(document, on)
    return f"{found.title} ({found.version})"
