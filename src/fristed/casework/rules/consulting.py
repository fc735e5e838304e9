"""The competence team: who answers whom, its meetings, and what it may offer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.rules.sealed import Sealed
from fristed.kernel.rules import RuleBroken

AGENCY: Final = "kt-"
"""What an agency's unit in the team is called: this and its code. Its members are in the team's
own unit too."""
MINUTES_EACH: Final = 10
MOST_ON_AGENDA: Final = 12  # two hours


@dataclass(frozen=True)
class Waiting:
    """A matter that could be on the agenda. last_on: the day a meeting last treated it."""

    id: int
    received_on: date
    last_on: date | None


@dataclass(frozen=True)
class Refund(Sealed):
    """Whose journey home is to be paid, and why there are no other means."""

    mission: str = ""
    travellers: str = ""
    why: str = ""


@dataclass(frozen=True)
class Decided:
    """A decision as a meeting asks of it: who does it, by when."""

    owner: int | None
    due_on: date | None


def agency_of(units: Collection[str]) -> str:
    """The code of the agency somebody represents in the team; empty for none."""
    return min((unit.removeprefix(AGENCY) for unit in units if unit.startswith(AGENCY)), default="")


def answers(assignments: Iterable[str], caller: str, law: str, *, coordinator: str) -> str:
    """Which agency answers: by the law that is asked about, else by the dated list of
    "caller.agency".

    law           "law.agency", or empty where nobody has said which
    coordinator   who answers where the list says nothing
    """
    if law:
        return law.split(".", 1)[1]
    by_caller = dict(one.split(".", 1) for one in assignments)
    return by_caller.get(caller, coordinator)


def suggested(members: Iterable[int], *, on_duty: int | None, away: Collection[int]) -> int | None:
    """Who of the agency's members answers: whoever has the duty, else the first who is there."""
    there = [one for one in members if one not in away]
    return on_duty if on_duty in there else next(iter(there), None)


def agenda(waiting: Iterable[Waiting]) -> list[int]:
    """Who has waited longest first: never treated before treated, then by day."""
    order = sorted(waiting, key=lambda one: (one.last_on or date.min, one.received_on, one.id))
    return [one.id for one in order[:MOST_ON_AGENDA]]


def planned(starts_at: datetime, position: int) -> tuple[datetime, datetime]:
    """From when to when a matter is on: ten minutes each. position: from 0."""
    start = starts_at + timedelta(minutes=MINUTES_EACH * position)
    return start, start + timedelta(minutes=MINUTES_EACH)


def check_closable_meeting(items: Mapping[int, bool], decisions: Iterable[Decided]) -> None:
    """A meeting ends when every matter is treated and every decision is somebody's by a day.

    items   matter -> whether it was treated or postponed

    :raises RuleBroken: `item_waiting`, `decision_without_owner`.
    """
    if not all(items.values()):
        raise RuleBroken(
            "item_waiting",
            _("En sak på dagsordenen er ikke behandlet. Vedta noe, eller utsett den."),
        )
    if any(one.owner is None or one.due_on is None for one in decisions):
        raise RuleBroken(
            "decision_without_owner",
            _("Et vedtak mangler ansvarlig eller frist. Sett det før møtet avsluttes."),
        )


def check_eligible(*, over_18: bool, needs_protection: bool, wants_help: bool) -> None:
    """Who the housing and support offer is for.

    Source: bufdir.no and veiviseren.no on the offer: over 18, needs protection, wants the help.

    :raises RuleBroken: `not_eligible`.
    """
    if not (over_18 and needs_protection and wants_help):
        raise RuleBroken(
            "not_eligible",
            _("Tilbudet er for personer over 18 år som trenger beskyttelse og selv ønsker hjelp."),
        )


def check_granted(*, amount: int, granted: int, outcome: str) -> None:
    """:raises RuleBroken: `amount_wrong`."""
    if granted > amount or (outcome == "granted") != (granted > 0):
        raise RuleBroken(
            "amount_wrong", _("Beløpet må være over null og høyst det det er søkt om.")
        )


def days_waited(asked_on: date, decided_on: date | None, on: date) -> int:
    """How long the municipality took, or has taken so far  [days]."""
    return ((decided_on or on) - asked_on).days
