"""People of a case, how each may be reached now, and cases that belong together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import get_day_names
from django.db import connection
from django.utils.translation import gettext as _

from fristed.accounts import queries as accounts
from fristed.casework import access
from fristed.casework.choices import ChannelKind, PersonRole, VoicemailRule
from fristed.casework.models import Case, CaseLink, PersonInCase
from fristed.casework.models import Channel as ChannelRow
from fristed.casework.queries.whole import is_whole, opened
from fristed.casework.rules.contacting import Channel, check_safe_now
from fristed.casework.rules.linking import Link
from fristed.casework.rules.people import Person
from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.kernel.rules import RuleBroken
from fristed.ui import wording
from fristed.vault.queries import manifest


@dataclass(frozen=True)
class ChannelLine:
    """A way to reach somebody. `refusal` says why not now; empty when it is safe.

    seen   which sealed text this is, for a form made from it
    """

    ref: str
    seen: str
    channel: Channel
    kind: str
    hours: str
    voicemail: str
    ended_on: date | None
    refusal: str


@dataclass(frozen=True)
class PersonLine:
    """Somebody in words. `person` is what is kept."""

    ref: str
    seen: str
    person: Person
    relation: str
    role: str
    arenas: str
    language: str
    protection: str
    ended_on: date | None
    channels: tuple[ChannelLine, ...]


@dataclass(frozen=True)
class LinkLine:
    """That another case exists, and whom to ask.

    ref         of the link, when it was made from this case
    case        the other case's reference, only for somebody who may read it anyway
    why         kind and purpose, only where the link was made
    """

    ref: str
    case: str
    owner: str
    kind: str
    purpose: str
    linked_on: date


@dataclass(frozen=True)
class PeoplePage:
    ref: str
    name: str
    persons: tuple[PersonLine, ...]
    former: tuple[PersonLine, ...]
    links: tuple[LinkLine, ...]
    is_whole: bool
    may_keep: Decision
    may_contact: Decision
    may_link: Decision

    def person(self, ref: str) -> PersonLine | None:
        return next((one for one in (*self.persons, *self.former) if one.ref == ref), None)

    def channel(self, ref: str) -> tuple[PersonLine, ChannelLine] | None:
        found = (
            (one, channel)
            for one in (*self.persons, *self.former)
            for channel in one.channels
            if channel.ref == ref
        )
        return next(found, None)


def people_page(actor: Actor, case: Case, grant: ReadGrant, *, at: datetime) -> PeoplePage:
    """Six statements and one call to the keeper, however many people there are."""
    with scope(actor):
        row = Case.objects.only("ref", "name").get(pk=case.pk)
        people = list(PersonInCase.objects.filter(case_id=case.pk).order_by("id"))
        channels = list(ChannelRow.objects.filter(case_id=case.pk).order_by("id"))
        links = list(CaseLink.objects.filter(case_id=case.pk))
        linked = _linked(case)
        owners = accounts.names_by_id(frozenset(one.adviser for one in linked))
        ledger = manifest(case.ref)
    texts = [row.name, *(one.body for one in (*people, *channels, *links))]
    grant.unlock(texts, ledger)
    lines = [_person(one, channels, grant, at) for one in people]
    return PeoplePage(
        ref=case.ref,
        name=opened(row.name, grant) or "",
        persons=tuple(one for one in lines if one.ended_on is None),
        former=tuple(one for one in lines if one.ended_on is not None),
        links=tuple(_links(linked, links, owners, grant)),
        is_whole=is_whole(
            grant, (line.slot for line in ledger), texts, PersonInCase, ChannelRow, CaseLink
        ),
        may_keep=access.may_keep_people(actor, case),
        may_contact=access.may_contact_person(actor, case),
        may_link=access.may_link_case(actor, case),
    )


@dataclass(frozen=True)
class _Linked:
    link: str
    readable: str
    adviser: int
    linked_on: date


def _linked(case: Case) -> list[_Linked]:
    """Both directions, as the database tells who may see this case."""
    with connection.cursor() as cursor:
        cursor.execute("select * from casework_linked(%s)", [case.pk])
        return [_Linked(*row) for row in cursor.fetchall()]


def _links(
    linked: Iterable[_Linked], rows: Iterable[CaseLink], owners: Any, grant: ReadGrant
) -> Iterable[LinkLine]:
    bodies = {row.ref: row.body for row in rows}
    for one in linked:
        said = opened(bodies[one.link], grant) if one.link in bodies else None
        link = Link.from_text(said) if said else Link("", "")
        yield LinkLine(
            ref=one.link,
            case=one.readable,
            owner=owners.get(one.adviser, ""),
            kind=codelists.label("case_link", link.kind) if link.kind else "",
            purpose=link.purpose,
            linked_on=one.linked_on,
        )


def _person(
    row: PersonInCase, channels: Iterable[ChannelRow], grant: ReadGrant, at: datetime
) -> PersonLine:
    said = opened(row.body, grant)
    person = Person.from_text(said) if said else Person(name=_("Kan ikke leses"))
    return PersonLine(
        ref=row.ref,
        seen=row.body.header.item,
        person=person,
        relation=codelists.label("person_relation", person.relation),
        role=str(PersonRole(person.role).label),
        arenas=", ".join(codelists.label("arena", one) for one in person.arenas),
        language=codelists.label("plan_language", person.language) if person.language else "",
        protection=codelists.label("address_protection", person.protection)
        if person.protection
        else "",
        ended_on=row.ended_on,
        channels=tuple(_channel(one, grant, at) for one in channels if one.person_id == row.pk),
    )


def _channel(row: ChannelRow, grant: ReadGrant, at: datetime) -> ChannelLine:
    said = opened(row.body, grant)
    channel = Channel.from_text(said) if said else Channel(note=_("Kan ikke leses"))
    return ChannelLine(
        ref=row.ref,
        seen=row.body.header.item,
        channel=channel,
        kind=str(ChannelKind(channel.kind).label),
        hours=_hours(channel),
        voicemail=str(VoicemailRule(channel.voicemail).label),
        ended_on=row.ended_on,
        refusal=_refusal(channel, row.ended_on, at),
    )


def _refusal(channel: Channel, ended_on: date | None, at: datetime) -> str:
    try:
        check_safe_now(channel, ended_on=ended_on, at=at)
    except RuleBroken as broken:
        return str(broken)
    return ""


def _hours(channel: Channel) -> str:
    """mandag, onsdag kl. 13.30-15.00 Oslo"""
    if not channel.days:
        return ""
    names = get_day_names("wide", locale=wording.LOCALES[wording.language()])
    days = ", ".join(names[int(day) - 1] for day in channel.days)
    if len(channel.days) == 7:
        days = _("alle dager")
    return _("%(days)s kl. %(from)s–%(to)s %(town)s") % {
        "days": days,
        "from": channel.from_clock,
        "to": channel.to_clock,
        "town": channel.town,
    }
