"""A profile's codes in words, in the order an adviser asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fristed.casework.choices import SHAREABLE
from fristed.casework.rules.profiles import NOT_ASKED, UNKNOWN, Experience, Profile
from fristed.codelists import queries as codelists
from fristed.organisation import queries as organisation
from fristed.ui import wording


@dataclass(frozen=True)
class Fact:
    """One thing that is registered about the person. `stated_on`: the day it was said, if kept."""

    label: str
    value: str
    stated_on: date | None = None


def facts_of(profile: Profile, on: date) -> tuple[Fact, ...]:
    """What is known, and the three things that say so when they are not known."""
    known = [
        Fact(_("Alder"), _coded("age_band", profile.age_band, on), profile.age_stated_on),
        Fact(_("Fødselsmåned"), _month(profile.birth_month)),
        Fact(_("Kjønn"), _coded("gender", profile.gender, on)),
        *(_experience(said) for said in profile.experiences),
        Fact(_("Elevens skole"), _school(profile)),
        Fact(
            _("Ved skolen siden"), wording.day(profile.school_since) if profile.school_since else ""
        ),
        Fact(_("Hvorfor skolen ble endret"), profile.school_because),
        Fact(_("Hvorfor en skole i nærområdet"), _need(profile, on)),
        Fact(_("Kommune"), _place(profile.municipality, on)),
        Fact(_("Hvor personen er"), _location(profile, on)),
        Fact(_("Hvordan kontakten kom"), _coded("contact_route", profile.contact_route, on)),
        Fact(_("Landbakgrunn"), _coded("country", profile.country_background, on)),
        Fact(_("Vern av adresse"), _coded("address_protection", profile.address_protection, on)),
        Fact(_("Ekteskapet, hvor langt"), _coded("marriage_stage", profile.marriage_stage, on)),
        Fact(_("Ekteskapet, hva slags"), _coded("marriage_form", profile.marriage_form, on)),
    ]
    return tuple(fact for fact in known if fact.value)


def parts_in_words(parts: Sequence[str]) -> str:
    if "*" in parts:
        return _("hele saken, med de oppføringene som er valgt")
    return ", ".join(str(label) for part, label in SHAREABLE.items() if part in parts)


def guideline_title(kept: str, on: date) -> str:
    """The guideline a case was registered by, with its version; as kept, if it is gone."""
    code, _space, version = kept.partition(" ")
    try:
        return f"{codelists.document_on(code, on).title} ({version})"
    except codelists.NotInForce:
        return kept


def _experience(said: Experience) -> Fact:
    answer = _coded("coercion_experience", said.answer, said.on)
    if said.answer == NOT_ASKED and said.because:
        because = _coded("not_asked_reason", said.because, said.on)
        answer = _("Ikke spurt: %(because)s") % {"because": because[:1].lower() + because[1:]}
    return Fact(_("Egen opplevelse av tvang"), answer, said.on)


def _location(profile: Profile, on: date) -> str:
    place = _coded("person_location", profile.location, on)
    country = _coded("country", profile.location_country, on)
    return f"{place}: {country}" if country else place


def _place(code: str, on: date) -> str:
    return codelists.municipality_on(code, on).name if code else ""


def _school(profile: Profile) -> str:
    return organisation.school_name(profile.school) if profile.school else ""


def _month(birth_month: str) -> str:
    year, _mark, month = birth_month.partition("-")
    return f"{month}.{year}" if month else ""


def _need(profile: Profile, on: date) -> str:
    need = _coded("neighbour_need", profile.school_need, on)
    return need[:1].upper() + need[1:]


def _coded(name: str, value: str, on: date) -> str:
    if not value or (value == UNKNOWN and name not in ("age_band", "gender")):
        return ""
    return codelists.label(name, value, on=on)
