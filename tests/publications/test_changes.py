"""Every published change and share is reproduced, with rounding as people do it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.publications.rules.changes import change, rounded, share, written

counts = st.integers(min_value=0, max_value=10**7)


@pytest.mark.parametrize(
    ("previous", "current", "absolute", "decimals", "percent"),
    [
        (983, 950, -33, 1, "-3.4"),
        (273, 235, -38, 0, "-14"),
        (399, 669, 270, 0, "68"),
        (891, 1137, 246, 0, "28"),
        (302, 535, 233, 0, "77"),
        (239, 279, 40, 0, "17"),
        (100, 100, 0, 1, "0.0"),
        (200, 201, 1, 0, "1"),  # half goes up
        (200, 199, -1, 0, "-1"),  # and away from zero
        (0, 5, 5, 1, None),
    ],
)
def test_change(previous, current, absolute, decimals, percent):
    found = change(previous, current)

    assert found.absolute == absolute
    assert found.percent(decimals) == (Decimal(percent) if percent is not None else None)


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "percent"),
    [
        (173, 595, 0, "29"),
        (22, 595, 1, "3.7"),
        (271, 595, 1, "45.5"),
        (107, 560, 0, "19"),
        (101, 560, 0, "18"),
        (368, 891, 0, "41"),
        (1, 8, 0, "13"),  # 12.5
        (0, 7, 1, "0.0"),
        (7, 7, 0, "100"),
    ],
)
def test_share(part, whole, decimals, percent):
    assert share(part, whole, decimals) == Decimal(percent)


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (-1, 5), (6, 5)])
def test_a_share_of_nothing_or_more_than_all_is_refused(part, whole):
    with pytest.raises(ValueError, match="share"):
        share(part, whole)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        change(-1, 3)


@pytest.mark.parametrize(
    ("value", "signed", "unit", "language", "text"),
    [
        (Decimal("-3.4"), True, "%", "nb", "−3,4 %"),
        (Decimal("-3.4"), True, "%", "en", "−3.4%"),
        (Decimal(68), True, "%", "nn", "+68 %"),
        (Decimal("45.5"), False, "%", "nb", "45,5 %"),
        (-33, True, "", "nb", "−33"),
        (1137, False, "", "nb", "1 137"),
        (0, True, "", "nb", "0"),
    ],
)
def test_written(value, signed, unit, language, text):
    plain = written(value, signed=signed, unit=unit, language=language)

    assert plain.replace("\N{NO-BREAK SPACE}", " ") == text


@given(st.integers(-(10**6), 10**6), st.integers(0, 3))
def test_rounding_is_the_same_on_both_sides_of_zero(thousandths, decimals):
    value = Decimal(thousandths) / 1000

    assert rounded(-value, decimals) == -rounded(value, decimals)
    assert abs(rounded(value, decimals) - value) <= Decimal("0.5").scaleb(-decimals)


@given(counts, counts)
def test_a_change_there_and_back_is_none(first, second):
    assert change(first, second).absolute == -change(second, first).absolute
