"""What the missions know of their countries: notes in use, and briefs for services in Norway."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import BriefReader
from fristed.casework.models import BriefReading, CountryBrief, CountryNote
from fristed.casework.rules.abroad import brief_review_on
from fristed.codelists import queries as codelists
from fristed.gate import Actor, scope
from fristed.organisation import queries as organisation
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import UnitOn
from fristed.ui import wording

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class NoteLine:
    """A note in use. is_old: it was to be looked at again before today."""

    ref: str
    country_code: str
    country: str
    topic_code: str
    topic: str
    text: str
    source: str
    by: str
    written_on: date
    review_on: date
    is_old: bool
    is_sample: bool


@dataclass(frozen=True)
class BriefLine:
    """
    readers        sort of service -> how often it was given it, in words
    from_inquiry   reference of the question it began with, or nothing
    """

    id: int
    ref: str
    country_code: str
    country: str
    title: str
    text: str
    source: str
    written_on: date
    review_on: date
    is_old: bool
    is_sample: bool
    readers: tuple[tuple[str, int], ...]
    from_inquiry: str


@dataclass(frozen=True)
class MissionLine:
    """may_write   she is its envoy"""

    code: str
    city: str
    notes: tuple[NoteLine, ...]
    briefs: tuple[BriefLine, ...]
    may_write: bool


def countries_page(actor: Actor, *, on: date) -> tuple[MissionLine, ...]:
    """Every mission, her own first."""
    missions = organisation.missions_on(on)
    with scope(actor):
        notes = list(_in_use(CountryNote.objects.all()))
        briefs = list(CountryBrief.objects.filter(ended_on=None).order_by("country", "id"))
        readings = list(
            BriefReading.objects.filter(brief__in=[row.pk for row in briefs]).order_by("id")
        )
    lines = [
        MissionLine(
            code=mission.unit,
            city=mission.city,
            notes=_oldest_first(_note(row, on) for row in notes if row.unit == mission.unit),
            briefs=tuple(_brief(row, readings, on) for row in briefs if row.unit == mission.unit),
            may_write=bool(access.may_write_of_country(actor, mission_unit(mission.unit))),
        )
        for mission in missions
    ]
    return tuple(sorted(lines, key=lambda one: (not one.may_write, one.city)))


def notes_about(country: str, *, unit: str, on: date) -> tuple[NoteLine, ...]:
    """What the mission for a country says of it. Inside a scope."""
    rows = _in_use(CountryNote.objects.filter(country=country, unit=unit))
    return tuple(_note(row, on) for row in rows)


def brief_by_ref(actor: Actor, ref: str, *, on: date) -> BriefLine | None:
    with scope(actor):
        row = CountryBrief.objects.filter(ref=ref).first()
        if row is None:
            return None
        readings = list(BriefReading.objects.filter(brief=row).order_by("id"))
    return _brief(row, readings, on)


def brief_of_inquiry(actor: Actor, inquiry: str) -> tuple[str, str] | None:
    """The reference and the title of the brief in use that a question led to."""
    with scope(actor):
        rows = CountryBrief.objects.filter(from_inquiry=inquiry, ended_on=None)
        return rows.order_by("-id").values_list("ref", "title").first()


def note_by_ref(actor: Actor, unit: str, ref: str, *, on: date) -> NoteLine | None:
    with scope(actor):
        row = _in_use(CountryNote.objects.filter(unit=unit, ref=ref)).first()
    return _note(row, on) if row else None


def mission_unit(code: str) -> UnitOn:
    """A mission as the gate asks about it."""
    return UnitOn(code, UnitKind.MISSION, code)


def areas_of(unit: str, *, on: date) -> list[tuple[str, str]]:
    """The countries of a mission, to choose from."""
    mission = next((one for one in organisation.missions_on(on) if one.unit == unit), None)
    codes = [area.country for area in mission.areas if area.country] if mission else []
    return [(code, codelists.label("country", code, on=on)) for code in codes]


def printed_brief(country: str, text: str, source: str, *, written_on: date) -> dict[str, object]:
    """The values of `countries/brief.typ`. No person stands in them."""
    mission = organisation.mission_for(country, written_on)
    return {
        "facts": [
            (_("Land"), codelists.label("country", country, on=written_on)),
            (_("Skrevet ved"), mission.city if mission else "–"),
            (_("Dato"), wording.day(written_on)),
            (_("Ses på igjen"), wording.day(brief_review_on(written_on))),
            (_("Kilde"), source),
        ],
        "parts": [part for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()],
    }


def _oldest_first(notes: Iterable[NoteLine]) -> tuple[NoteLine, ...]:
    """What should have been looked at again, before the rest."""
    return tuple(sorted(notes, key=lambda note: not note.is_old))


class _By(TypedDict):
    by_name: str


def _in_use(rows: QuerySet[CountryNote]) -> QuerySet[WithAnnotations[CountryNote, _By]]:
    named = rows.filter(ended_on=None).annotate(by_name=F("by__name"))
    return named.order_by("country", "topic", "id")


def _note(row: WithAnnotations[CountryNote, _By], on: date) -> NoteLine:
    return NoteLine(
        ref=row.ref,
        country_code=row.country,
        country=codelists.label("country", row.country, on=on),
        topic_code=row.topic,
        topic=codelists.label("country_topic", row.topic, on=on),
        text=row.text,
        source=row.source,
        by=row.by_name,
        written_on=row.written_on,
        review_on=row.review_on,
        is_old=row.review_on <= on,
        is_sample=row.is_sample,
    )


def _brief(row: CountryBrief, readings: Iterable[BriefReading], on: date) -> BriefLine:
    return BriefLine(
        id=row.pk,
        ref=row.ref,
        country_code=row.country,
        country=codelists.label("country", row.country, on=on),
        title=row.title,
        text=row.text,
        source=row.source,
        written_on=row.written_on,
        review_on=row.review_on,
        is_old=row.review_on <= on,
        is_sample=row.is_sample,
        readers=_readers([one for one in readings if one.brief_id == row.pk]),
        from_inquiry=row.from_inquiry,
    )


def _readers(readings: Sequence[BriefReading]) -> tuple[tuple[str, int], ...]:
    counted = [
        (str(reader.label), sum(one.times for one in readings if one.reader == reader))
        for reader in BriefReader
    ]
    return tuple((label, times) for label, times in counted if times)
