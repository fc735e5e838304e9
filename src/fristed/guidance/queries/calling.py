"""Whom to call, with the numbers people have checked."""

from datetime import date

from fristed.codelists import queries as codelists
from fristed.codelists.rules.sorting import nb_key
from fristed.guidance.rules.acute import whom_to_call
from fristed.organisation.queries import HelpNumber, help_numbers, mission_for, missions_on


def numbers_to_call(where: str, age: str, danger: str, *, on: date) -> tuple[HelpNumber, ...]:
    """In the order to ring them; what no solid source stands behind is left out."""
    codes = whom_to_call(where, age, danger)
    there = {one.code: one for one in help_numbers(on, codes=codes)}
    return tuple(there[code] for code in codes if code in there)


def countries_of_envoys(on: date) -> list[tuple[str, str]]:
    """Code and name of every country an envoy works with, as people sort names."""
    codes = {area.country for one in missions_on(on) for area in one.areas if area.country}
    named = ((code, codelists.label("country", code, on=on)) for code in codes)
    return sorted(named, key=lambda choice: nb_key(choice[1]))


def envoys_town(where: str, *, on: date) -> str:
    """The town of the embassy whose envoy works with that country; empty where there is none."""
    mission = mission_for(where, on)
    return mission.city if mission else ""
