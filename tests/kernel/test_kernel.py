"""Plain values: references, quarters, the SQL of walls."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.kernel import walls
from fristed.kernel.ages import is_stale
from fristed.kernel.periods import Period, Quarter, is_valid_on
from fristed.kernel.refs import LENGTH, is_ref, new_ref


def test_new_ref_is_opaque_and_never_the_same():
    refs = {new_ref("sak") for _ in range(1000)}

    assert len(refs) == 1000
    assert all(len(ref) == LENGTH and is_ref(ref) and ref.startswith("sak_") for ref in refs)


@pytest.mark.parametrize("prefix", ["", "ab", "abcd", "AB1", "s_k"])
def test_new_ref_refuses_another_prefix(prefix):
    with pytest.raises(ValueError, match="three lower-case letters"):
        new_ref(prefix)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_lies_in_its_quarter(day):
    quarter = Quarter.of(day)

    assert quarter.starts_on() <= day <= quarter.ends_on()
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.of(quarter.next().starts_on()) == quarter.next()


@pytest.mark.parametrize("text", ["", "2026", "2026Q0", "2026Q5", "26Q1", "2026q1", "2026Q11"])
def test_a_quarter_is_not_guessed(text):
    with pytest.raises(ValueError, match="not a quarter"):
        Quarter.parse(text)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "valid"),
    [
        (None, None, True),
        (date(2026, 6, 1), None, True),
        (date(2026, 6, 2), None, False),
        (None, date(2026, 6, 1), True),
        (None, date(2026, 5, 31), False),
    ],
)
def test_valid_on_counts_both_ends(starts_on, ends_on, valid):
    assert is_valid_on(date(2026, 6, 1), starts_on, ends_on) is valid


def test_a_year_holds_its_first_and_last_day_only():
    year = Period.of_year(2023)

    assert year.holds(date(2023, 1, 1))
    assert year.holds(date(2023, 12, 31))
    assert not year.holds(date(2024, 1, 1))


def test_an_age_band_goes_stale_after_a_year():
    assert not is_stale(date(2025, 11, 25), date(2026, 11, 25))
    assert is_stale(date(2025, 11, 24), date(2026, 11, 25))


def test_a_policy_has_one_form_only():
    do, undo = walls.allow("casework_case", "fristed_desk", "id", "select 1")

    assert "(id = any(array(select 1)))" in do
    assert undo == "drop policy fristed_desk_all_by_id on casework_case;"


def test_a_definer_function_must_name_its_search_path():
    with pytest.raises(ValueError, match="search path"):
        walls.definer("f()", "create function f() ...", callers="fristed_desk", needs={})
