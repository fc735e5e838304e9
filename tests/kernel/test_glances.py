"""Figures of others' work: nothing of few, and every shown count stands for five."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.kernel.glances import count_shown, waits_shown, year_until


@given(total=st.integers(0, 10_000), base=st.sampled_from([5, 7, 10]))
def test_a_shown_count_stands_for_as_many_as_the_base(total, base):
    shown = count_shown(total, base=base)

    near = range(max(0, total - base), total + base + 1)
    assert (shown is None) == (total < base)
    assert sum(count_shown(one, base=base) == shown for one in near) == base


@pytest.mark.parametrize(("minutes", "is_shown"), [([1, 2, 3, 4], False), ([1, 2, 3, 4, 5], True)])
def test_times_of_few_are_not_shown(minutes, is_shown):
    assert (waits_shown(minutes, kept=1, base=5) is not None) == is_shown


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 26), date(2026, 11, 30)])
def test_a_day_does_not_move_the_year_that_is_shown(day):
    assert year_until(day) == (date(2025, 11, 1), date(2026, 11, 1))
