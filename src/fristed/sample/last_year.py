"""A made-up year of professionals' questions, last year: so that there is something to count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from fristed.gate import Actor
from fristed.guidance import queries
from fristed.guidance.actions import following, passing
from fristed.guidance.actions.asking import Asked
from fristed.guidance.choices import Acted, Why
from fristed.sample.inquiries import EXAMPLE, answer, schools_in, send, take_up
from fristed.sample.people import Account, SignedUp
from fristed.vault import granting

SERVICES: Final = ("upper_secondary", "nav", "refugee_service", "lower_secondary")
ACTED: Final = (Acted.YES, Acted.YES, Acted.PARTLY, Acted.YES, Acted.NO)
TOLD: Final = ("nora", "police", "crisis_centre", "adviser")
WAITED: Final = (1, 2, 3, 4, 5, 6, 20, 26)  # hours by the clock


@dataclass(frozen=True)
class Sent:
    """goes   who has it first: "team", "region", "back" (the region hands it on) or "course" """

    ref: str
    goes: str
    at: datetime


def ask_last_year(professionals: Mapping[str, Account], now: datetime) -> Sequence[Sent]:
    """Thirty: to the expert team, to the region that keeps or gives back, and for a course."""
    today = timezone.localdate(now)
    goes = ["team"] * 12 + ["region"] * 7 + ["back"] * 5 + ["course"] * 6
    return [_ask(professionals["vera"], number, kind, today) for number, kind in enumerate(goes)]


def answer_last_year(people: Mapping[str, SignedUp], sent: Sequence[Sent]) -> None:
    maja, yrsa, amina = (people[key].actor() for key in ("maja", "yrsa", "amina"))
    answering = {"team": maja, "back": maja, "region": yrsa, "course": amina}
    for number, one in enumerate(sent):
        at = one.at + timedelta(hours=WAITED[number % len(WAITED)])
        if one.goes == "back":
            take_up(yrsa, one.ref, one.at)
            address = granting.pass_on(yrsa.assertion, one.ref, "fagteam")
            inquiry = queries.inquiry_by_ref(yrsa, one.ref)
            passing.pass_on_inquiry(yrsa, inquiry, to=address, why=Why.HANDED_BACK, at=one.at)
        told = () if one.goes == "course" else (TOLD[number % len(TOLD)],)
        answer(answering[one.goes], one.ref, "Svar på et spørsmål i fjor.", told, at)


def tell_what_came(account: Account, sent: Sequence[Sent]) -> None:
    """Two weeks after each answer, as the partner door asks it: a teacher tells if she acted."""
    person = account.user
    asker = Actor(person.pk, person.ref, person.name, "partner", assertion=account.assertion)
    for number, one in enumerate(sent):
        following.tell_what_came(
            asker,
            queries.own_inquiry(asker, one.ref),
            acted=ACTED[number % len(ACTED)],
            service=TOLD[number % len(TOLD)],
            is_unsure=number % len(WAITED) == 0,
            at=one.at + timedelta(days=16),
        )


def _ask(account: Account, number: int, goes: str, today: date) -> Sent:
    day = date(today.year - 1, 1 + number % 12, 9 + number // 12)
    at = timezone.make_aware(datetime.combine(day, time(9)))
    schools = schools_in("03", today)
    asked = Asked(
        kind="course" if goes == "course" else "guidance",
        urgency="ordinary",
        role="caseworker",
        service=SERVICES[number % len(SERVICES)],
        audience="nobody" if goes == "course" else "youth",
        county="31" if goes in {"region", "back"} else "03",
        language="nb",
        text=EXAMPLE + "Et spørsmål fra i fjor.",
        school=schools[number % 2] if goes == "course" else "",  # the others never asked
    )
    return Sent(send(account, asked, at=at, on=today), goes, at)
