"""What a mission writes of its countries: notes for those who help there, briefs for services."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import BriefReader
from fristed.casework.models import BriefReading, CountryBrief, CountryNote
from fristed.casework.rules.abroad import brief_review_on, check_brief_length, check_review
from fristed.gate import Actor, action, asking
from fristed.guidance import queries as inquiries
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import UnitOn

ask_to_see_countries = asking("country.list", may=access.may_see_countries)
ask_to_write_of_country = asking("country.write", may=access.may_write_of_country)


@dataclass(frozen=True)
class Described:
    """A note or a brief as it was typed. heading: the note's topic, the brief's title."""

    country: str
    heading: str
    text: str
    source: str
    is_sample: bool = False


@action("country.write_note", may=access.may_write_of_country)
def write_country_note(
    actor: Actor, mission: UnitOn, *, note: Described, review_on: date, on: date, instead: str = ""
) -> None:
    """Keep a note of her mission's.

    instead   the note it takes the place of, if it does

    :raises RuleBroken: see `rules.abroad.check_review`; `no_such_note`.
    """
    check_review(review_on, on=on)
    if instead:
        _end(CountryNote, mission, instead, on)
    CountryNote.objects.create(
        ref=new_ref("lnd"),
        unit=mission.code,
        country=note.country,
        topic=note.heading,
        text=note.text,
        source=note.source,
        written_on=on,
        by_id=actor.id,
        review_on=review_on,
        is_sample=note.is_sample,
    )


@action("country.review_note", may=access.may_write_of_country)
def review_country_note(
    actor: Actor, mission: UnitOn, *, note: str, review_on: date, on: date
) -> None:
    """It still holds: look at it again later.

    :raises RuleBroken: see `rules.abroad.check_review`; `no_such_note`.
    """
    check_review(review_on, on=on)
    there = CountryNote.objects.filter(unit=mission.code, ref=note, ended_on=None)
    if not there.update(review_on=review_on):
        raise RuleBroken("no_such_note", _("Notatet finnes ikke, eller er tatt bort."))


@action("country.end_note", may=access.may_write_of_country)
def end_country_note(actor: Actor, mission: UnitOn, *, note: str, on: date) -> None:
    """It does not hold any more, and nothing takes its place.

    :raises RuleBroken: `no_such_note`.
    """
    _end(CountryNote, mission, note, on)


@action("country.write_brief", may=access.may_write_of_country)
def write_brief(
    actor: Actor, mission: UnitOn, *, brief: Described, pages: int, on: date, instead: str = ""
) -> str:
    """Keep a brief for services in Norway; answers its reference. Looked at again in six months.

    pages   as it was printed

    :raises RuleBroken: see `rules.abroad.check_brief_length`; `no_such_note`.
    """
    check_brief_length(pages)
    before = CountryBrief.objects.filter(unit=mission.code, ref=instead).first()
    if instead:
        _end(CountryBrief, mission, instead, on)
    return _keep(actor, mission, brief, on=on, from_inquiry=before.from_inquiry if before else "")


@action("country.write_brief_of_inquiry", may=access.may_write_of_country)
def write_brief_of_inquiry(
    actor: Actor, mission: UnitOn, *, inquiry: str, brief: Described, pages: int, on: date
) -> str:
    """The same of a question to her mission: what one asked, others need too. Nothing of the
    question stands in it.

    :raises RuleBroken: see `rules.abroad.check_brief_length`; `no_such_question`.
    """
    if inquiries.inquiry_by_ref(actor, inquiry).unit != mission.code:
        raise RuleBroken("no_such_question", _("Spørsmålet er ikke til stasjonen din."))
    check_brief_length(pages)
    return _keep(actor, mission, brief, on=on, from_inquiry=inquiry)


@action("country.review_brief", may=access.may_write_of_country)
def review_brief(actor: Actor, mission: UnitOn, *, brief: str, on: date) -> None:
    """It still holds: another six months.

    :raises RuleBroken: `no_such_note`.
    """
    there = CountryBrief.objects.filter(unit=mission.code, ref=brief, ended_on=None)
    if not there.update(review_on=brief_review_on(on)):
        raise RuleBroken("no_such_note", _("Orienteringen finnes ikke, eller er tatt bort."))


@action("country.give_brief", may=access.may_see_countries)
def give_brief(actor: Actor, person: Actor, *, brief: int, reader: BriefReader, on: date) -> None:
    """A service was given the brief: counted by the sort of service and the day."""
    BriefReading.objects.count_one(brief, reader, on=on)


def _end(kind: type[CountryNote | CountryBrief], mission: UnitOn, ref: str, on: date) -> None:
    there = kind.objects.filter(unit=mission.code, ref=ref, ended_on=None)
    if not there.update(ended_on=on):
        raise RuleBroken("no_such_note", _("Det finnes ikke, eller er tatt bort."))


def _keep(actor: Actor, mission: UnitOn, brief: Described, *, on: date, from_inquiry: str) -> str:
    row = CountryBrief.objects.create(
        ref=new_ref("ori"),
        unit=mission.code,
        country=brief.country,
        title=brief.heading,
        text=brief.text,
        source=brief.source,
        written_on=on,
        by_id=actor.id,
        review_on=brief_review_on(on),
        from_inquiry=from_inquiry,
        is_sample=brief.is_sample,
    )
    return row.ref
