"""A year of made-up cases, and the table of it as the worker makes it."""

import random
from collections import Counter

import pytest

from fristed.statistics.rules.facttable import Counted
from fristed.statistics.rules.protecting import Table, protect

CODES = {
    "county": ["03", "46", "99"],
    "concern": ["negative_social_control", "threats_violence", "forced_marriage"],
    "gender": ["female", "male", "unknown"],
    "age_band": ["16_17", "18_24"],
}
SEED = b"a secret of thirty-two bytes, so!"
YEAR = 2023


def rows(count: int, seed: int) -> list[tuple[str, ...]]:
    chance = random.Random(seed)
    return [tuple(chance.choice(codes) for codes in CODES.values()) for _ in range(count)]


def counted(cases: list[tuple[str, ...]]) -> Counted:
    groups = Counter(cases)
    return Counted(
        columns={side: [group[at] for group in groups] for at, side in enumerate(CODES)},
        facts=list(groups.values()),
        minutes=[0] * len(groups),
    )


def protected(cases, *, seed=SEED, sides=tuple(CODES), base=5, on="", ledger=(), known=()):
    found = counted(cases)
    table = Table(YEAR, CODES, list(sides), base, on, ledger, known)
    return protect(found, found.facts, table, seed=seed)


@pytest.fixture
def a_year():
    return rows(150, 7)
