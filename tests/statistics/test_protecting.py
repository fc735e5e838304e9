"""From counted groups to a table: nothing of 1 to 4, all of it additive, nothing to work out."""

import random
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.statistics.conftest import CODES, SEED, YEAR, counted, protected, rows

from fristed.publications.rules.history import Count, years_of
from fristed.statistics.rules import register
from fristed.statistics.rules.ledger import (
    Kept,
    LedgerBroken,
    NotRevisable,
    announced,
    as_ledger,
    closed,
)
from fristed.statistics.rules.protecting import (
    Table,
    UnexpectedCode,
    YearChanged,
    categories,
    protect,
)
from fristed.statistics.rules.register import Outside

BASE = 5


def table(found, sides=tuple(CODES)) -> dict[tuple[str, ...], int]:
    places = product(*(categories(CODES[side]) for side in sides))
    return dict(zip(places, found.cells, strict=True))


def outside(value, **where):
    return Outside("new_cases", "adviser", YEAR, where, value, "a report")


@given(count=st.integers(1, 160), seed=st.integers(0, 10_000))
@settings(max_examples=6, deadline=None)
def test_no_cell_of_one_to_four_is_ever_there_and_every_margin_is_a_sum(count, seed):
    cells = table(protected(rows(count, seed)))

    assert not [value for value in cells.values() if 0 < value < BASE]
    for place, (name, codes) in enumerate(CODES.items()):
        for side, value in cells.items():
            if side[place] == "total":
                parts = [cells[(*side[:place], code, *side[place + 1 :])] for code in codes]
                assert value == sum(parts), name


@given(count=st.integers(20, 120), seed=st.integers(0, 10_000))
@settings(max_examples=4, deadline=None)
def test_subtracting_published_cells_from_each_other_gives_no_small_count(count, seed):
    """Every difference of a margin and some of its parts is itself a sum of rounded cells."""
    cells = table(protected(rows(count, seed)))

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


def test_the_audit_is_told_the_exact_total_and_finds_nothing(a_year):
    found = protected(a_year)

    assert found.total == 150
    assert found.verdict["passed"] is True
    assert found.verdict["exact_disclosures"] == 0
    assert found.verdict["known_totals"] == 1


def test_the_same_year_comes_out_the_same(a_year):
    """C17: asking again, or often, tells nothing more."""
    first, again = protected(a_year), protected(list(reversed(a_year)))

    assert (first.cells, first.grid) == (again.cells, again.grid)


def test_a_code_that_the_year_does_not_have_stops_the_table(a_year):
    strange = [*a_year, ("03", "made_up", "female", "16_17")]

    with pytest.raises(UnexpectedCode) as stopped:
        protected(strange)
    assert stopped.value.dimension == "concern"


def test_an_installation_may_raise_the_base(a_year):
    cells = table(protected(a_year, base=10))

    assert not [value for value in cells.values() if 0 < value < 10]


class TestTablesOfOneYear:
    def test_every_table_is_sums_of_the_same_rounded_cells(self, a_year):
        whole, part = protected(a_year), protected(a_year, sides=("county", "gender"))

        cells = table(whole)
        assert table(part, ("county", "gender")) == {
            (county, gender): cells[(county, "total", gender, "total")]
            for county, gender in table(part, ("county", "gender"))
        }
        assert part.grid == whole.grid
        assert part.closing == whole.closing

    def test_true_cells_stand_in_the_same_places(self, a_year):
        found = protected(a_year, sides=("gender",))

        assert found.true == (
            150,
            *(sum(case[2] == gender for case in a_year) for gender in CODES["gender"]),
        )


class TestSmallYears:
    def test_one_case_in_the_country_is_not_told_by_any_figure(self):
        """A year with one case: 0 or 5 in every cell, and no exact total beside it."""
        found = protected([("03", "forced_marriage", "female", "16_17")])

        assert found.total is None
        assert set(found.cells) <= {0, BASE}
        assert found.verdict["passed"] is True
        assert found.verdict["known_totals"] == 0

    def test_a_category_with_one_person_cannot_be_told_from_an_empty_one(self, a_year):
        """Nothing published of the year changes by more than rounding does."""
        nobody = [case for case in a_year if case[2] != "unknown"]
        found = protected([*nobody, ("46", "forced_marriage", "unknown", "18_24")])

        assert table(found)[("total", "total", "unknown", "total")] in {0, BASE}
        assert found.verdict["exact_disclosures"] == 0


class TestRegister:
    def test_figures_known_from_outside_join_the_attack(self, a_year):
        here = sum(case[1] == "forced_marriage" for case in a_year)

        found = protected(a_year, known=[outside(here, concern="forced_marriage")])

        assert (found.verdict["register"], found.verdict["differing"]) == (1, 0)
        assert found.verdict["passed"] is True

    def test_a_figure_that_was_counted_otherwise_is_shown_and_is_no_equation(self, a_year):
        known = [outside(9999, concern="forced_marriage"), outside(3, county="77")]

        found = protected(a_year, known=known)

        assert (found.verdict["register"], found.verdict["differing"]) == (0, 2)

    def test_a_release_that_outside_figures_would_undo_does_not_pass(self):
        """Somebody has published all cells but one: what is left is the one."""
        cases = [
            *[("03", "negative_social_control", "female", "16_17")] * 7,
            *[("03", "negative_social_control", "female", "18_24")] * 2,
            *[("46", "threats_violence", "male", "18_24")] * 40,
        ]
        known = [
            outside(7, county="03", age_band="16_17"),
            outside(9, county="03"),
            *(
                outside(0, county="03", concern=concern)
                for concern in ("threats_violence", "forced_marriage")
            ),
            *(outside(0, county="03", gender=gender) for gender in ("male", "unknown")),
        ]

        found = protected(cases, known=known)

        assert found.verdict["register"] == len(known)
        assert found.verdict["passed"] is False
        assert found.verdict["draws"] > 1

    def test_what_the_register_says_itself_is_no_finding(self, a_year):
        """A published count of 2 is out already; the table is not refused for it."""
        cases = [case for case in a_year if case[2] != "unknown"]
        cases += [("03", "forced_marriage", "unknown", "16_17")] * 2

        found = protected(cases, known=[outside(2, gender="unknown")])

        assert found.verdict["register"] == 1
        assert found.verdict["exact_disclosures"] == 0

    def test_published_history_is_its_first_content(self):
        counts = [
            Count(2023, "full", "new", "total", 899, "S", "x"),
            Count(2023, "full", "new", "ufrivillig_utland", 37, "P", "y"),
            Count(2023, "full", "new", "under18", 400, "S", "x"),  # several bands: no code
            Count(2023, "H1", "new", "total", 450, "S", "x"),  # half a year
            Count(2023, "full", "active", "total", 1200, "S", "x"),
        ]
        years = years_of("MR", counts, [], range(2023, 2024))
        series = [type("Series", (), {"code": "MR", "years": years})]

        found = register.of_history(series)

        assert [(one.value, dict(one.where)) for one in found] == [
            (899, {}),
            (37, {"concern": "involuntary_stay"}),
        ]
        assert {one.service for one in found} == {"adviser"}


class TestTelling:
    CASES = [
        *[("03", "threats_violence", "female", "16_17")] * 12,
        *[("46", "threats_violence", "female", "16_17")] * 30,
        *[("46", "forced_marriage", "male", "18_24")] * 30,
    ]

    def test_a_county_where_all_are_of_one_kind_is_not_released(self):
        found = protected(self.CASES, sides=("county", "concern"))

        assert found.verdict["groups"] == [{"where": "03", "told": "threats_violence", "total": 12}]
        assert found.verdict["passed"] is False

    def test_the_same_without_what_they_share_is(self):
        assert protected(self.CASES, sides=("concern", "gender")).verdict["passed"] is True


class TestLedger:
    def entry(self, found) -> Kept:
        made = closed([], year=YEAR, closing=found.closing, total=found.total, on="2026-11-26")
        assert made is not None
        return made

    def test_a_closed_year_is_taken_from_the_ledger_whatever_the_seed(self, a_year):
        first = protected(a_year)

        again = protected(a_year, seed=b"another", ledger=[self.entry(first)])

        assert again.cells == first.cells
        assert again.closing == {}

    def test_a_year_that_changed_after_it_closed_is_not_published_anew(self, a_year):
        """C17: one case registered late, and the difference of two tables would be that case."""
        entry = self.entry(protected(a_year))
        common = max(set(a_year), key=a_year.count)  # its cell is exact, or rounded to its box
        grown = [*a_year, *[common] * 6]

        with pytest.raises(YearChanged):
            protected(grown, ledger=[entry])

    def test_ledger_holds_no_small_cell_and_no_true_one(self, a_year):
        closing = protected(a_year).closing

        assert closing["base"] == BASE
        assert min(closing["cells"].values()) >= BASE

    def test_chain_is_broken_by_any_change(self, a_year):
        entry = self.entry(protected(a_year))
        place, value = next(iter(entry.cells.items()))

        as_ledger([entry])
        with pytest.raises(LedgerBroken):
            as_ledger([replace(entry, cells={**entry.cells, place: value + 5})])

    def test_closing_a_closed_year_adds_nothing_and_never_other_cells(self, a_year):
        found = protected(a_year)
        entry = self.entry(found)
        other = {**found.closing, "cells": {**found.closing["cells"], "x": 5}}

        assert closed([entry], year=YEAR, closing=found.closing, total=150, on="2026-12-01") is None
        with pytest.raises(LedgerBroken):
            closed([entry], year=YEAR, closing=other, total=150, on="2026-12-01")


class TestRevision:
    """C17: a closed year is shown anew once, on a day that was announced, and only what moved."""

    DUE, BEFORE = "2026-12-24", "2026-12-23"

    @pytest.fixture
    def announced_year(self, a_year):
        found = protected(a_year)
        first = closed([], year=YEAR, closing=found.closing, total=found.total, on="2026-11-26")
        return found, [first, announced([first], year=YEAR, due_on=self.DUE, reason="late")]

    def test_before_its_day_the_year_stands(self, a_year, announced_year):
        _first, ledger = announced_year

        with pytest.raises(YearChanged):
            protected([*a_year, *[a_year[0]] * 30], ledger=ledger, on=self.BEFORE)
        with pytest.raises(NotRevisable):
            announced(ledger, year=YEAR, due_on="2027-02-01", reason="again")

    def test_on_its_day_only_what_moved_is_shown_anew(self, a_year, announced_year):
        first, ledger = announced_year
        place = a_year[0]
        late = [*a_year, *[place] * 30, *[one for one in sorted(set(a_year)) if one != place][:9]]

        found = protected(late, ledger=ledger, on=self.DUE)

        before, after = table(first), table(found)
        inner = {p for p in before if "total" not in p and before[p] != after[p]}
        assert inner == {place}
        assert after[place] == a_year.count(place) + 30
        assert (found.total, found.vintage, found.closing["kind"]) == (189, 2, "revise")
        assert found.verdict["passed"] is True

    def test_later_tables_are_sums_of_the_revised_cells(self, a_year, announced_year):
        _first, ledger = announced_year
        late = [*a_year, *[a_year[0]] * 30]
        found = protected(late, ledger=ledger, on=self.DUE)
        kept = [
            *ledger,
            closed(ledger, year=YEAR, closing=found.closing, total=found.total, on="2027-01-02"),
        ]

        part = protected(late, seed=b"other", sides=("gender",), ledger=kept, on="2027-02-01")

        whole = table(found)
        assert table(part, ("gender",)) == {
            (gender,): whole["total", "total", gender, "total"]
            for gender in categories(CODES["gender"])
        }
        assert (part.vintage, part.closing, part.total) == (2, {}, found.total)
        with pytest.raises(NotRevisable):
            announced(kept, year=YEAR, due_on="2028-01-01", reason="again")

    def test_what_moved_too_little_stands_and_so_does_the_total(self, a_year, announced_year):
        """Two late cases, and a cell that nobody is in any longer: neither can be subtracted."""
        first, ledger = announced_year
        shown = table(first)
        gone = next(one for one in a_year if shown[one] == BASE)
        late = [one for one in a_year if one != gone] + [a_year[0]] * a_year.count(gone)

        found = protected(late, ledger=ledger, on=self.DUE)

        assert table(found)[gone] == BASE
        assert protected([*a_year, a_year[0], a_year[1]], ledger=ledger, on=self.DUE).total == 150

    def test_a_closed_year_whose_total_grew_by_one_is_not_shown_with_the_new_one(self, a_year):
        """The cell it fell in is rounded the same; the exact totals would differ by that case."""
        found = protected(a_year)
        first = closed([], year=YEAR, closing=found.closing, total=found.total, on="2026-11-26")
        small = next(one for one in a_year if a_year.count(one) < BASE - 1)

        with pytest.raises(YearChanged):
            protected([*a_year, small], ledger=[first])


class TestAttacker:
    """Everything published, the register, and three true cells: no cell below the base is known."""

    @pytest.mark.parametrize("seed", range(4))
    def test_recovers_no_small_cell(self, seed):
        """C17, C18."""
        cases = rows(130, seed)
        found = counted(cases)
        chance = random.Random(seed)
        # Three cells the attacker was told: of a friend, of an employee, of a newspaper.
        told = [
            outside(
                sum(case == place for case in cases),
                **dict(zip(CODES, place, strict=True)),
            )
            for place in chance.sample(sorted(set(cases)), 3)
        ]
        published = [outside(sum(case[0] == "03" for case in cases), county="03"), *told]

        release = protect(
            found, found.facts, Table(YEAR, CODES, list(CODES), BASE, known=published), seed=SEED
        )

        assert release.verdict["register"] == 4
        assert release.verdict["exact_disclosures"] == 0
        # A second pair of eyes: guess each small cell from every margin that holds it.
        cells = table(release)
        small = {place for place in set(cases) if cases.count(place) < BASE}
        small -= {tuple(one.where.values()) for one in told}
        assert small
        for place in small:
            for size in range(len(CODES)):
                for at in combinations(range(len(CODES)), size + 1):
                    held = tuple("total" if n in at else code for n, code in enumerate(place))
                    rest = cells[held] - sum(
                        value
                        for other, value in cells.items()
                        if "total" not in other
                        and other != place
                        and all(a in {"total", b} for a, b in zip(held, other, strict=True))
                    )
                    assert rest in {0, BASE}  # what the rounded cell says, and no more

    @pytest.mark.parametrize("seed", [1, 2])
    def test_with_every_table_of_the_year_at_once_no_small_cell_is_one_number(self, seed):
        """C17: linear programmes of our own, not the engine's: all tables, the exact total, the
        register and three true cells are equations; each other small cell can still be two things.
        """
        from scipy.optimize import linprog

        cases = rows(130, seed)
        places = list(product(*CODES.values()))
        true = [cases.count(place) for place in places]
        known = [outside(sum(case[0] == "03" for case in cases), county="03")]
        released = [
            protected(cases, sides=sides, known=known)
            for sides in (("concern",), ("county", "gender"), tuple(CODES))
        ]
        assert {one.verdict["passed"] for one in released} == {True}
        whole = table(released[-1])

        told = random.Random(seed).sample(
            [n for n, count in enumerate(true) if 0 < count < BASE], 3
        )
        limits = [_box(whole[place]) for place in places]
        equations = [[1] * len(places), [int(place[0] == "03") for place in places]]
        totals = [len(cases), known[0].value]
        for one in told:
            equations.append([int(n == one) for n in range(len(places))])
            totals.append(true[one])
        small = [n for n, count in enumerate(true) if 0 < count < BASE and n not in told]
        assert len(small) > 20
        for one in small:
            aim = [int(n == one) for n in range(len(places))]
            low, high = (
                linprog([sign * a for a in aim], A_eq=equations, b_eq=totals, bounds=limits).fun
                for sign in (1, -1)
            )
            assert -high - low >= 2


def _box(published: int) -> tuple[int, int]:
    """What a true cell may be, by what is published of it."""
    if published == 0:
        return (0, BASE - 1)
    return (1, BASE) if published == BASE else (published, published)
