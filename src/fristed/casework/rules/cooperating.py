"""Cooperation around one pupil: what a plan, a part of it and a meeting must say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from fristed.casework.rules.sealed import Sealed
from fristed.kernel.rules import RuleBroken


@dataclass(frozen=True)
class Purpose(Sealed):
    """goal   what they want to reach together
    why    needed without consent, with the law as it stood
    """

    goal: str = ""
    why: str = ""
    law: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Gathering(Sealed):
    """clock      when on its day, "13.30"
    services   codes of those who are there
    people     references of people in the case who are there
    others     in words
    """

    clock: str = ""
    place: str = ""
    services: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    others: str = ""


@dataclass(frozen=True)
class Does(Sealed):
    """What somebody does, and who there."""

    what: str = ""
    who: str = ""


def check_purpose(purpose: Purpose, *, has_open_plan: bool) -> None:
    """:raises RuleBroken: `no_goal` or `plan_open`."""
    if has_open_plan:
        raise RuleBroken("plan_open", _("Saken har en samarbeidsplan fra før. Avslutt den først."))
    if not purpose.goal.strip():
        raise RuleBroken("no_goal", _("Skriv hva dere vil oppnå sammen."))


def check_in_force(*, ended_on: date | None, withdrawn_on: date | None) -> None:
    """A plan that rested on a consent ends with it: nobody talks of her any more.

    :raises RuleBroken: `plan_over` or `consent_withdrawn`.
    """
    if ended_on is not None:
        raise RuleBroken("plan_over", _("Samarbeidsplanen er avsluttet."))
    if withdrawn_on is not None:
        raise RuleBroken(
            "consent_withdrawn",
            _("Samtykket er trukket. Avslutt planen, eller lag en ny på et annet grunnlag."),
        )


def check_part(does: Does) -> None:
    """:raises RuleBroken: `nothing_said`."""
    if not does.what.strip():
        raise RuleBroken("nothing_said", _("Skriv hva som skal gjøres."))
