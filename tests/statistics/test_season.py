"""The season: rounded weeks of the country, and whether a county's rise before a holiday came."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.casework.conftest import signed_in  # noqa: F401 - a fixture
from tests.factories.casework import TODAY, a_real_case
from tests.factories.staff import as_role

from fristed.casework.rules.profiles import Profile
from fristed.config.doors import MIGRATE, WORKER
from fristed.organisation.models import SchoolHoliday
from fristed.statistics import queries
from fristed.statistics.models import Season
from fristed.statistics.rules import season
from fristed.statistics.rules.season import Holiday, Run, Verdict
from fristed.statistics.tasks import draw_season

SUMMERS = [date(2023, 6, 19), date(2024, 6, 17), date(2025, 6, 16), date(2026, 6, 15)]


@pytest.mark.parametrize(
    ("now", "earlier", "weeks", "verdict"),
    [
        (Run(10, 20), [Run(10, 20), Run(10, 20)], 8, Verdict.CAME),
        (Run(10, 6), [Run(10, 20), Run(10, 20)], 8, Verdict.MISSING),
        (Run(10, 15), [Run(10, 20), Run(10, 20)], 8, Verdict.CAME),  # chance may give that
        (Run(10, 0), [Run(10, 20), Run(10, 20)], 3, Verdict.TOO_EARLY),
        (Run(3, 0), [Run(4, 8), Run(4, 8)], 8, Verdict.TOO_FEW),
        (Run(0, 0), [Run(10, 20), Run(10, 20)], 8, Verdict.TOO_FEW),
        (Run(20, 5), [Run(20, 21), Run(20, 20)], 8, Verdict.NO_RISE),
        (Run(10, 0), [], 8, Verdict.NO_DATES),
        (
            Run(20, 2),
            [Run(20, 25), Run(20, 25)],
            4,
            Verdict.MISSING,
        ),  # half of the weeks
    ],
)
def test_a_rise_is_missed_only_where_earlier_years_show_one(now, earlier, weeks, verdict):
    assert season.judged(now, earlier, weeks=weeks) == verdict


@pytest.mark.parametrize(("before_the_last", "verdict"), [(4, "came"), (1, "missing")])
def test_a_county_is_compared_with_its_own_holidays(before_the_last, verdict):
    days = [
        start - timedelta(weeks=week, days=1)
        for start in SUMMERS
        for week in range(16)
        for _ in range((before_the_last if start == SUMMERS[-1] else 4) if week < 8 else 2)
    ]
    holidays = [Holiday("03", "sommerferien", start) for start in SUMMERS]

    seen = season.outlook("03", holidays, days, on=SUMMERS[-1] - timedelta(days=1))
    early = season.outlook("03", holidays, days, on=SUMMERS[-1] - timedelta(weeks=5))

    assert (seen.verdict, seen.holiday) == (verdict, holidays[-1])
    assert early.verdict == Verdict.TOO_EARLY


def test_the_curve_stands_against_the_school_years_holidays():
    holidays = [
        season.Holiday("46", "vinterferien", date(2026, 2, 23)),
        season.Holiday("03", "vinterferien", date(2026, 2, 16)),
        season.Holiday("03", "høstferien", date(2025, 9, 29)),
        season.Holiday("46", "høstferien", date(2026, 10, 5)),  # the next school year's
    ]

    found = season.first_weeks(holidays, 2025)

    assert list(found.items()) == [("høstferien", (40, 40)), ("vinterferien", (8, 9))]


def test_weeks_are_multiples_of_the_base_without_bias_and_always_the_same():
    keys = [bytes([n // 256, n % 256]) + bytes(30) for n in range(0, 65536, 16)]
    drawn = [season.rounded(7, base=5, key=key) for key in keys]

    assert set(drawn) == {5, 10}
    assert sum(drawn) / len(drawn) == pytest.approx(7, abs=0.01)
    assert [season.rounded(n, base=5, key=keys[0]) for n in (0, 5, 10)] == [0, 5, 10]


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_the_worker_draws_it_and_the_page_shows_no_true_count(signed_in):  # noqa: F811
    assert queries.season_page().drawn_on is None
    profile = Profile(municipality="0301", gender="female", age_band="16_17")
    for _ in range(7):
        a_real_case(signed_in.amina, profile=profile)
    with as_role(MIGRATE):
        SchoolHoliday.objects.create(
            county="03",
            name="juleferien",
            starts_on=TODAY + timedelta(days=40),
            is_sample=True,
            ends_on=TODAY + timedelta(days=50),
        )
    with as_role(WORKER.role):
        draw_season(int(timezone.now().timestamp()))
        draw_season(int(timezone.now().timestamp()))

    kept, page = Season.objects.get(), queries.season_page()
    weeks = kept.years[str(season.school_year_of(TODAY))]
    oslo = next(line for line in page.lines if line.county == "Oslo")
    assert sorted(set(weeks)) in ([0, 5], [0, 10])
    assert "7" not in str(kept.outlooks).replace("2027", "")
    assert (oslo.holiday, oslo.is_missing) == ("juleferien", False)
    assert page.chart.series
    week = (TODAY + timedelta(days=40)).isocalendar().week
    is_this_year = season.school_year_of(TODAY + timedelta(days=40)) == season.school_year_of(TODAY)
    assert page.calendar == ((f"juleferien fra uke {week}",) if is_this_year else ())
