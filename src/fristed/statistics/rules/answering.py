"""How long professionals waited for an answer: times and no counts, so nothing is rounded over.

A promise that fewer than the base were answered under is not shown. Beside that, minutes are whole
steps of five upwards and shares whole steps of five downwards: no inquiry's own time can be read.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from fristed.kernel.facts import Fact
from fristed.kernel.glances import STEP, waits_shown
from fristed.statistics.rules.protecting import Protected

FIGURES: Final = ("answered", "median", "p90", "kept")
"""Answered ones, median and ninth decile in working minutes, and the share answered in time."""


def answer_times(answers: Iterable[Fact], promises: Sequence[str], *, base: int) -> Protected:
    """A row for all, then for each promise."""
    found = list(answers)
    of = {
        promise: [one for one in found if one.codes["promise"] == promise] for promise in promises
    }
    rows = [found, *of.values()]
    cells = tuple(cell for row in rows for cell in _figures(row, base))
    return Protected(
        total=len(found) if len(found) >= base else None,
        cells=cells,
        true=tuple(cell or 0 for cell in cells),
        grid=hashlib.sha256(",".join(map(str, cells)).encode()).hexdigest(),
        vintage=1,
        closing={},
        verdict={"passed": True, "cells": 0, "groups": []},
        utility={"rms": 0.0, "max_abs": STEP - 1},
    )


def _figures(answers: Sequence[Fact], base: int) -> Sequence[int | None]:
    kept = sum(1 for one in answers if one.codes["kept"] == "yes")
    shown = waits_shown([one.minutes for one in answers], kept=kept, base=base)
    if shown is None:
        return [None] * len(FIGURES)
    return shown.total, shown.median, shown.p90, shown.kept
