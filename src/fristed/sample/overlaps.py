"""An overlap exercise that is under way, and what five services outside would send.

Loading only starts it. Playing it to the end multiplies a million points, so that is a command of
its own (`manage.py play_overlap`) and no part of a cold start.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.text import capfirst

from fristed.casework.actions import identifying, matching
from fristed.casework.choices import GroundUse
from fristed.casework.models import Case
from fristed.casework.rules.identifying import Identity
from fristed.gate import Actor, scope
from fristed.kernel.refs import new_ref
from fristed.sample.people import SignedUp
from fristed.sample.population import persons
from fristed.statistics import queries
from fristed.statistics.actions import exercising
from fristed.statistics.actions.exercising import Agreed, Invited
from fristed.statistics.choices import Service
from fristed.statistics.models import Exercise

POPULATION: Final = 10_000
OURS: Final = 60
SHARES: Final = {"A": 0.10, "B": 0.22, "C": 0.14, "D": 0.18, "E": 0.07}
"""Which share of the population each service outside has on its list."""
NUMBER_LEFT_OUT: Final = 0.15
LETTER_WRONG: Final = 0.05
BORN_LATER: Final = 20  # years: the numbers of the population are of people not yet born


def population(count: int = POPULATION) -> list[dict[str, str]]:
    """The same people each time; our own list begins with the first."""
    return [
        one | {"born": f"{int(one['born'][:4]) - BORN_LATER}{one['born'][4:]}"}
        for one in persons(count)
    ]


def lists_of(people: Sequence[Mapping[str, str]], seed: int = 5) -> list[list[dict[str, str]]]:
    """What each service outside has: not everybody has a number there, and some names are wrong."""
    chance = random.Random(seed)  # noqa: S311 - made-up people
    return [
        [_as_known(one, chance) for one in people if chance.random() < share]
        for share in SHARES.values()
    ]


def _as_known(one: Mapping[str, str], chance: random.Random) -> dict[str, str]:
    known = dict(one)
    if chance.random() < NUMBER_LEFT_OUT:
        known["number"] = ""
    if chance.random() < LETTER_WRONG:
        known["first"] = known["first"][:-1]
    return known


def _cases_of(adviser: Actor) -> list[Case]:
    with scope(adviser):
        own = Case.objects.filter(adviser_id=adviser.id).order_by("opened_on", "pk")
        return list(own.defer("name", "profile", "profile_count")[:OURS])


def start_one(signed_up: Mapping[str, SignedUp], now: datetime) -> None:
    """Kari plans and proposes, Lars confirms; sixty of Amina's cases have an identifier."""
    on = timezone.localdate(now)
    kari, lars, oda, amina = (signed_up[key].actor() for key in ("kari", "lars", "oda", "amina"))
    matching.record_ground(
        oda,
        oda,
        use=GroundUse.OVERLAP,
        purpose="Eksempeldata. Vite hvor mange personer flere tjenester har felles.",
        legal_basis="Eksempeldata. Ikke vurdert av jurist.",
        on=on,
    )
    for case, one in zip(_cases_of(amina), population(OURS), strict=True):
        identifying.keep_identifier(amina, case, who=Identity(**one), on=on)
    exercise = Exercise(
        ref=new_ref("ovl"),
        year=on.year - 1,
        purpose="Eksempel på telling av overlapp",
        legal_basis="Eksempeldata. Ikke vurdert av jurist.",
        tallier="Statistikkbyrå (eksempel)",
        is_sample=True,
    )
    own = Invited(capfirst(str(Service.ADVISER.label)), Service.ADVISER)
    others = [Invited(f"Tjeneste {letter} (eksempel)") for letter in SHARES]
    exercising.plan_exercise(kari, exercise, invited=[own, *others], on=on)
    agreed = Agreed.propose(kari, exercise)
    exercising.propose_start(kari, exercise, agreed=agreed, on=on)
    exercise = queries.exercise_by_ref(exercise.ref)
    agreed = Agreed.confirm(lars, exercise)
    exercising.start_exercise(lars, exercise, agreed=agreed, on=on)
