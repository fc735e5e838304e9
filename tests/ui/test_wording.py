"""Days, durations and numbers as people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from fristed.kernel.clocks import Town
from fristed.ui import wording

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("language", "written", "with_weekday", "short"),
    [
        ("nb", "25. november 2026", "onsdag 25. november", "25.11.2026"),
        ("nn", "25. november 2026", "onsdag 25. november", "25.11.2026"),
        ("en", "25 November 2026", "Wednesday 25 November", "25/11/2026"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(language, written, with_weekday, short):
    with override(language):
        assert wording.day(TODAY) == written
        assert wording.weekday(TODAY) == with_weekday
        assert wording.short_day(TODAY) == short


@pytest.mark.parametrize(
    ("last", "nb", "nn", "en"),
    [
        (date(2026, 11, 27), "25.–27. nov. 2026", "25.–27. nov. 2026", "25–27 Nov 2026"),
        (date(2026, 11, 25), "25. nov. 2026", "25. nov. 2026", "25 Nov 2026"),
        (
            date(2027, 1, 3),
            "25. nov. 2026–3. jan. 2027",
            "25. nov. 2026–3. jan. 2027",
            "25 Nov 2026\u2009–\u20093 Jan 2027",
        ),
    ],
)
def test_days_from_one_to_another_say_the_month_once(last, nb, nn, en):
    for language, written in (("nb", nb), ("nn", nn), ("en", en)):
        with override(language):
            assert wording.days(TODAY, last) == written


def test_a_moment_late_in_the_evening_is_the_day_in_norway_not_in_utc():
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)

    with override("nb"):
        assert wording.moment(late) == "25. november 2026 kl. 00.30"
    with override("en"):
        assert wording.moment(late) == "25 November 2026 at 00:30"


@pytest.mark.parametrize(
    ("that", "nb", "nn", "en"),
    [
        (date(2026, 11, 25), "i dag", "i dag", "today"),
        (date(2026, 11, 24), "i går", "i går", "yesterday"),
        (date(2026, 11, 26), "i morgen", "i morgon", "tomorrow"),
        (date(2026, 11, 21), "lørdag 21. november", "laurdag 21. november", "Saturday 21 November"),
        (date(2026, 11, 18), "18. november 2026", "18. november 2026", "18 November 2026"),
    ],
)
def test_a_near_day_is_named_and_a_far_one_dated(that, nb, nn, en):
    for language, expected in {"nb": nb, "nn": nn, "en": en}.items():
        with override(language):
            assert wording.when(that, TODAY) == expected


@pytest.mark.parametrize(
    ("that", "nb", "en"),
    [
        (date(2026, 11, 24), "i går", "yesterday"),
        (date(2026, 11, 20), "for 5 dager siden", "5 days ago"),
        (date(2026, 11, 12), "for 13 dager siden", "13 days ago"),
        (date(2026, 12, 9), "om 2 uker", "in 2 weeks"),
        (date(2026, 5, 25), "for 6 måneder siden", "6 months ago"),
        (date(2023, 11, 25), "for 3 år siden", "3 years ago"),
    ],
)
def test_a_span_is_said_in_the_unit_people_use(that, nb, en):
    with override("nb"):
        assert wording.ago(that, TODAY) == nb
    with override("en"):
        assert wording.ago(that, TODAY) == en


@pytest.mark.parametrize(
    ("minutes", "nb", "en"),
    [
        (0, "0 min", "0 min"),
        (45, "45 min", "45 min"),
        (60, "1 t", "1 h"),
        (135, "2 t 15 min", "2 h 15 min"),
    ],
)
def test_minutes_become_hours_and_minutes(minutes, nb, en):
    with override("nb"):
        assert wording.duration(minutes) == nb
    with override("en"):
        assert wording.duration(minutes) == en


@pytest.mark.parametrize(
    ("value", "decimals", "nb", "en"),
    [
        (0, None, "0", "0"),
        (1137, None, "1\u202f137", "1,137"),
        (1234567, None, "1\u202f234\u202f567", "1,234,567"),
        (3.4, None, "3,4", "3.4"),
        (Decimal("1050.25"), None, "1\u202f050,25", "1,050.25"),
        (-33, None, "\u221233", "\u221233"),
        (68.42, 0, "68", "68"),
    ],
)
def test_numbers_have_a_thin_space_and_a_comma_but_not_in_english(value, decimals, nb, en):
    with override("nb"):
        assert wording.number(value, decimals) == nb
    with override("en"):
        assert wording.number(value, decimals) == en


def test_a_percentage_keeps_its_sign_on_the_same_line():
    with override("nb"):
        assert wording.percent(3.4) == "3,4\u00a0%"
    with override("en"):
        assert wording.percent(3.4) == "3.4%"


def test_a_change_always_shows_which_way():
    with override("nb"):
        assert [wording.change(68), wording.change(-3.4), wording.change(0)] == [
            "+68",
            "\u22123,4",
            "0",
        ]


def test_an_unknown_language_is_written_as_bokmal():
    with override("se"):
        assert wording.day(TODAY) == "25. november 2026"


def test_a_time_abroad_stands_on_both_clocks():
    islamabad = Town("Islamabad", "Asia/Karachi")
    summer, night = datetime(2026, 7, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 20, tzinfo=UTC)

    with override("nb"):
        assert wording.both_clocks(summer, islamabad) == "14.00 Oslo / 17.00 Islamabad"
        assert (
            wording.moment_on_both(night, islamabad)
            == "15. juli 2026 kl. 22.00 Oslo / 01.00 Islamabad (dagen etter)"
        )
    with override("en"):
        assert wording.both_clocks(summer, islamabad) == "14:00 Oslo / 17:00 Islamabad"
