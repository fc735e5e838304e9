"""Whom to call, with the numbers people have checked."""

from datetime import date

from fristed.guidance.rules.acute import whom_to_call
from fristed.organisation.queries import HelpNumber, help_numbers


def numbers_to_call(where: str, age: str, danger: str, *, on: date) -> tuple[HelpNumber, ...]:
    """In the order to ring them; what no solid source stands behind is left out."""
    codes = whom_to_call(where, age, danger)
    there = {one.code: one for one in help_numbers(on, codes=codes)}
    return tuple(there[code] for code in codes if code in there)
