"""From rows of codes to a table: nothing of 1 to 4, all of it additive, nothing to work out."""

import random
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.kernel.facts import Fact
from fristed.statistics.rules.counting import BASE, DIMENSIONS, counted
from fristed.statistics.rules.protecting import UnexpectedCode, categories, protect

CODES = {
    "county": ["03", "46", "99"],
    "concern": ["negative_social_control", "threats_violence", "forced_marriage"],
    "gender": ["female", "male", "unknown"],
    "age_band": ["16_17", "18_24"],
}
SEED = b"a secret of thirty-two bytes, so!"


def rows(count: int, seed: int) -> list[dict[str, str]]:
    chance = random.Random(seed)
    return [{name: chance.choice(codes) for name, codes in CODES.items()} for _ in range(count)]


def table(found) -> dict[tuple[str, ...], int]:
    sides = product(*(categories(codes) for codes in CODES.values()))
    return dict(zip(sides, found.cells, strict=True))


@given(count=st.integers(1, 160), seed=st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_no_cell_of_one_to_four_is_ever_there_and_every_margin_is_a_sum(count, seed):
    cells = table(protect(rows(count, seed), CODES, seed=SEED, source="test"))

    assert not [value for value in cells.values() if 0 < value < BASE]
    for place, (name, codes) in enumerate(CODES.items()):
        for side, value in cells.items():
            if side[place] == "total":
                parts = [cells[(*side[:place], code, *side[place + 1 :])] for code in codes]
                assert value == sum(parts), name


@given(count=st.integers(20, 120), seed=st.integers(0, 10_000))
@settings(max_examples=6, deadline=None)
def test_subtracting_published_cells_from_each_other_gives_no_small_count(count, seed):
    """Every difference of a margin and some of its parts is itself a sum of rounded cells."""
    cells = table(protect(rows(count, seed), CODES, seed=SEED, source="test"))

    for place, codes in enumerate(CODES.values()):
        for side, value in cells.items():
            if side[place] != "total":
                continue
            for size in range(1, len(codes)):
                for chosen in combinations(codes, size):
                    rest = value - sum(
                        cells[(*side[:place], code, *side[place + 1 :])] for code in chosen
                    )
                    assert rest == 0 or rest >= BASE


def test_the_audit_is_told_the_exact_total_and_finds_nothing():
    found = protect(rows(150, 7), CODES, seed=SEED, source="test")

    assert found.total == 150
    assert found.verdict["passed"] is True
    assert found.verdict["exact_disclosures"] == 0
    assert found.verdict["known_totals"] == 1


def test_the_same_table_comes_out_the_same():
    """C17: asking again, or often, tells nothing more."""
    asked = rows(150, 7)

    first = protect(asked, CODES, seed=SEED, source="test")
    again = protect(list(reversed(asked)), CODES, seed=SEED, source="test")

    assert first.cells == again.cells


def test_a_code_that_the_year_does_not_have_stops_the_table():
    strange = [*rows(20, 1), {**rows(1, 1)[0], "concern": "made_up"}]

    with pytest.raises(UnexpectedCode) as stopped:
        protect(strange, CODES, seed=SEED, source="test")
    assert stopped.value.dimension == "concern"


def test_a_year_counts_its_own_service_and_days_only():
    codes = dict.fromkeys(DIMENSIONS, "x")
    facts = [
        Fact("case", date(2023, 1, 1), {**codes, "service": "adviser"}),
        Fact("case", date(2023, 12, 31), {**codes, "service": "adviser"}),
        Fact("case", date(2024, 1, 1), {**codes, "service": "adviser"}),
        Fact("case", date(2023, 5, 5), {**codes, "service": "envoy"}),
        Fact("inquiry", date(2023, 5, 5), {**codes, "service": "adviser"}),
    ]

    assert counted(facts, service="adviser", year=2023) == [codes, codes]
