"""The band of today, from a month of birth."""

from datetime import date

import pytest

from fristed.kernel.ages import AgeBand, band_on


@pytest.mark.parametrize(
    ("birth_month", "day", "band"),
    [
        ("2014-11", date(2026, 11, 30), AgeBand.UNDER_12),
        ("2014-11", date(2026, 12, 1), AgeBand.AGE_12_14),
        ("2011-11", date(2026, 12, 1), AgeBand.AGE_15),
        ("2010-11", date(2026, 12, 1), AgeBand.AGE_16_17),
        ("2008-11", date(2026, 11, 30), AgeBand.AGE_16_17),
        ("2008-11", date(2026, 12, 1), AgeBand.AGE_18_24),
        ("2001-01", date(2026, 2, 1), AgeBand.OVER_24),
    ],
)
def test_older_only_when_the_month_is_over(birth_month, day, band):
    assert band_on(birth_month, day) is band


@pytest.mark.parametrize("wrong", ["", "2010", "2010-13", "10-05", "mai 2010"])
def test_what_is_no_month_is_refused(wrong):
    with pytest.raises(ValueError, match="not a month"):
        band_on(wrong, date(2026, 1, 1))
