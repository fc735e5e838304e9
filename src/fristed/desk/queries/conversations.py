"""One conversation as who answers it sees it: what was said, who has it, and what may help her."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.conf import settings

from fristed.casework import access as casework_access
from fristed.contact import access
from fristed.contact import queries as contact
from fristed.contact.choices import Urgency
from fristed.gate import Actor, Decision
from fristed.notices.queries import ReplyLine, channels, reply_library
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import unit_names, units_on
from fristed.portal.queries import signed_links
from fristed.portal.rules.languages import ALL, BY_CODE, Language

ANSWERING: Final = frozenset({UnitKind.ADVISER_TEAM, UnitKind.MISSION, UnitKind.EXPERT_TEAM})
"""The sorts of team whose work it is to answer young people."""


@dataclass(frozen=True)
class NoraPage:
    """A page she can be pointed at."""

    title: str
    address: str


@dataclass(frozen=True)
class Aid:
    """Nora's signed-off pages in one language, and the languages there are."""

    language: Language
    languages: tuple[Language, ...]
    pages: tuple[NoraPage, ...]


@dataclass(frozen=True)
class Handling:
    """Who has a conversation and what may be done with it.

    holder       who has taken it; empty while nobody has
    offered_to   the team it is offered to, by name, or empty
    may_reach    whether a neutral text can be sent from here, when she has asked for one
    texts        ready-made ones, with what they stand on and until when
    """

    urgency: Urgency
    holder: str
    is_hers: bool
    offer: str
    offered_to: str
    may_let_go: Decision
    may_pass_on: Decision
    may_be_second_eye: Decision
    may_start_case: Decision
    may_reach: bool
    texts: tuple[ReplyLine, ...]
    aid: Aid


def handling_of(actor: Actor, row: Any, *, language: str, on: date) -> Handling:
    """row        the conversation's, contact's own
    language   which of nora's pages to show; hers where it is empty or none of ours
    """
    offer = contact.offer_of(actor, row)
    return Handling(
        urgency=Urgency(row.urgency),
        holder=contact.holder_of(actor, row),
        is_hers=row.taken_by_id == actor.id,
        offer=offer.ref if offer else "",
        offered_to=unit_names(on)[offer.to_unit] if offer else "",
        may_let_go=access.may_let_go(actor, row),
        may_pass_on=access.may_pass_on_conversation(actor, row),
        may_be_second_eye=access.may_be_second_eye(actor, row),
        may_start_case=casework_access.may_have_cases(actor, actor),
        may_reach=bool(channels()) and bool(access.may_answer_conversation(actor, row)),
        texts=reply_library(actor, on=on).in_use,
        aid=aid_in(language if language in BY_CODE else row.language),
    )


def aid_in(language: str) -> Aid:
    pages = tuple(
        NoraPage(link.title, f"{settings.FRISTED_NORA}/les/{link.number}{_ending(language)}")
        for link in signed_links(language)
    )
    return Aid(BY_CODE[language], ALL, pages)


def offers_to(actor: Actor, on: date) -> list[contact.OfferedConversation]:
    """What other teams offer hers, the teams by name."""
    names = unit_names(on)
    return [replace(one, from_unit=names[one.from_unit]) for one in contact.offered_to(actor)]


def answering_units(actor: Actor, on: date) -> list[tuple[str, str]]:
    """Other teams than hers, to whom a conversation may be offered."""
    return [
        (unit.code, unit.name)
        for unit in units_on(on)
        if unit.kind in ANSWERING and unit.code not in actor.units
    ]


def _ending(language: str) -> str:
    return "" if language == "nb" else f"/{language}"
