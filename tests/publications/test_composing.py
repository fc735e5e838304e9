"""What is made of released cells: other years' counties, series over years, rates, plain words."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from fristed.codelists import queries as codelists
from fristed.codelists.rules.words import Words
from fristed.publications.choices import DimensionRole
from fristed.publications.queries import drawn_in_counties_of
from fristed.publications.rules.rates import rate
from fristed.publications.rules.saying import sentences
from fristed.publications.rules.series import ReleasedYear, over_time, side_by_side
from fristed.publications.rules.slicing import slice_of
from fristed.publications.rules.tables import Category, Content, Dimension

CASES = Words("Nye saker", "Nye saker", "New cases")


def side(code, values, role=DimensionRole.PLAIN):
    listed = tuple(Category(value, Words.alike(value)) for value in ("total", *values))
    return Dimension(code, Words.alike(code), listed, role)


def table(year, sides, cells, *, total=None, series="new_cases.adviser"):
    return Content(
        title=Words.alike("T"),
        measure=CASES,
        dimensions=tuple(sides),
        cells=tuple(cells),
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        is_sample=True,
        series=series,
        total=total,
    )


def counties_of(year):
    return [one.code for one in codelists.counties_on(date(year, 12, 31))]


def by_county(year, cells, codes=None):
    codes = codes or [*counties_of(year), "99"]
    return table(year, [side("county", codes, DimensionRole.GEO)], cells)


def shown(content):
    return {row[0].value: cell for row, cell in content.rows()}


class TestTimesAndShares:
    """Figures of different kinds in one table: no sentence sets them beside each other."""

    kinds = Dimension("figure", CASES, tuple(Category(n, Words.alike(n)) for n in ("n", "median")))
    times = table(2025, [side("promise", ["acute", "day"]), kinds], [30, 45, 10, 0, 20, 60])

    def test_what_is_counted_is_said_and_a_short_time_is_no_hidden_figure(self):
        assert sentences(self.times, slice_of(self.times, {}), base=5) == (
            "Alle: 30 i alt.",
            "Flest er day (20), så acute (10).",
        )
        other = replace(self.times, cells=(30, 45, 0, 0, 30, 60))
        assert not [one for one in sentences(other, slice_of(other, {}), base=5) if "rundet" in one]

    def test_turned_on_its_side_nothing_is_said(self):
        assert sentences(self.times, slice_of(self.times, {"down": "figure"}), base=5) == ()


@pytest.mark.django_db
class TestCountiesOfAnotherYear:
    def test_merged_counties_are_summed_from_what_is_published(self):
        """Vestland is Hordaland and Sogn og Fjordane."""
        codes = [*counties_of(2019), "99"]
        content = by_county(2019, [0, *(10 * n for n in range(1, len(codes) + 1))], codes)
        before = shown(content)

        drawn = shown(drawn_in_counties_of(content, 2021))

        assert drawn["46"] == before["12"] + before["14"]
        assert drawn["03"] == before["03"]
        assert drawn["99"] == before["99"]
        assert set(drawn) == {"total", *counties_of(2021), "99"}
        assert sum(cell for code, cell in drawn.items() if code != "total") == sum(
            cell for code, cell in before.items() if code != "total"
        )

    def test_what_would_have_to_be_divided_stays_and_is_named(self):
        content = by_county(2023, [500, *[40] * len(counties_of(2023)), 5])
        named = replace(
            content.dimensions[0],
            categories=tuple(
                Category(one.value, Words.alike("Viken")) if one.value == "30" else one
                for one in content.dimensions[0].categories
            ),
        )
        content = replace(content, dimensions=(named,))

        drawn = drawn_in_counties_of(content, 2024)

        assert shown(drawn)["30"] == 40
        assert "32" not in shown(drawn)
        said = [note.nb for note in drawn.notes]
        assert any("ble delt: Viken" in note and "Akershus" in note for note in said)

    def test_a_cell_that_is_not_shown_makes_no_sum(self):
        codes = [*counties_of(2019), "99"]
        cells = [100, *[None if code == "12" else 20 for code in codes]]

        assert shown(drawn_in_counties_of(by_county(2019, cells, codes), 2021))["46"] is None

    def test_the_same_year_changes_nothing_but_says_so(self):
        content = by_county(2024, [0] * (2 + len(counties_of(2024))))

        assert shown(drawn_in_counties_of(content, 2024)) == shown(content)


OLD = ["extreme_control", "threats_violence", "left_abroad", "other_family"]
NEW = ["negative_social_control", "threats_violence", "involuntary_stay"]


class TestSeries:
    def years(self):
        made = []
        for year, codes, cells, service in (
            (2017, OLD, [100, 40, 30, 20, 10], "adviser"),
            (2018, NEW, [120, 70, 30, 20], "adviser"),
            (2018, NEW, [60, 10, 20, 30], "envoy"),
        ):
            content = table(year, [side("concern", codes)], cells, total=cells[0] + 1)
            made.append(ReleasedYear(year, "new_cases", service, date(2026, 11, 25), content))
        return made

    def test_services_stand_side_by_side_with_exact_totals_and_no_sum(self):
        services = {"adviser": Words.alike("A"), "envoy": Words.alike("E")}

        content = side_by_side(self.years(), services=services, title=Words.alike("år"))

        assert [one.code for one in content.dimensions] == ["Tjeneste", "Tid", "ContentsCode"]
        assert content.cells == (101, 121, None, 61)
        assert "total" not in {one.value for one in content.dimensions[0].categories}

    def test_new_cases_stand_first_whatever_else_is_counted(self):
        one = self.years()[0]
        others = [replace(one, measure=name) for name in ("aftermath", "hours")]

        content = side_by_side(
            [*others, one], services={"adviser": CASES, "envoy": CASES}, title=CASES
        )

        metric = [each.value for each in content.dimensions[-1].categories]
        assert metric == ["new_cases", "aftermath", "hours"]

    @pytest.mark.django_db
    def test_own_rows_and_bridged_rows_stand_beside_each_other(self):
        def bridge(code, year, to):
            return codelists.bridge(
                "concern", code, from_=date(year, 12, 31), to=date(to, 12, 31)
            ).values

        advisers = [one for one in self.years() if one.service == "adviser"]
        content = over_time(advisers, code="concern", bridge=bridge, title=Words.alike("serie"))

        cells = {tuple(one.value for one in row): cell for row, cell in content.rows()}
        assert cells["extreme_control", "2017", "own"] == 40
        assert cells["extreme_control", "2018", "own"] is None
        assert cells["negative_social_control", "2017", "own"] is None
        assert cells["negative_social_control", "2017", "bridged"] == 40
        assert cells["involuntary_stay", "2017", "bridged"] == 20  # renamed
        assert cells["threats_violence", "2017", "bridged"] == 30
        assert cells["negative_social_control", "2018", "bridged"] == 70
        assert cells["other_family", "2018", "bridged"] is None
        assert cells["total", "2017", "bridged"] == 100


class TestRates:
    def test_interval_is_close_to_the_exact_one_of_a_poisson_count(self):
        """Garwood's exact limits for 20 are 12.217 and 30.888."""
        found = rate(20, 1_000_000)

        assert found.per_thousand == pytest.approx(0.02)
        assert found.low * 1000 == pytest.approx(12.217, abs=0.02)
        assert found.high * 1000 == pytest.approx(30.888, abs=0.02)

    @pytest.mark.parametrize(
        ("cases", "people"),
        [(19, 1_000_000), (5, 60_000), (200, 49_999), (None, 100_000), (200, None), (0, 100_000)],
    )
    def test_nothing_small_gets_a_rate(self, cases, people):
        assert rate(cases, people) is None

    @pytest.mark.django_db
    def test_populations_are_carried_by_code_and_never_guessed(self):
        now = codelists.county_populations(date(2025, 6, 1))
        before = codelists.county_populations(date(2023, 12, 31))

        assert set(now) == set(counties_of(2025))
        assert sum(now.values()) > 5_000_000
        assert before["30"] == pytest.approx(now["31"] + now["32"] + now["33"], rel=0.02)
        assert before["03"] == now["03"]


class TestPlainWords:
    CONTENT = table(
        2023,
        [side("concern", ["control", "violence", "fear"]), side("gender", ["female", "male"])],
        [900, 630, 270, 600, 420, 180, 295, 205, 90, 0, 0, 0],
        total=899,
    )

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("nb", "Alle: 899 i alt. Flest er control (600), så violence (295). 0 betyr her fra 0"),
            ("nn", "Alle: 899 i alt. Flest er control (600), så violence (295). 0 betyr her frå 0"),
            ("en", "All: 899 altogether. Most are control (600), then violence (295). 0 means"),
        ],
    )
    def test_says_what_the_cells_say_in_each_language(self, language, said):
        with override(language):
            found = " ".join(sentences(self.CONTENT, slice_of(self.CONTENT, {}), base=5))

        assert found.startswith(said)

    def test_a_held_category_is_named_and_its_own_sum_given(self):
        cut = slice_of(self.CONTENT, {"down": "concern", "across": "", "gender": "male"})
        one = replace(cut, across=None)

        with override("nb"):
            found = sentences(self.CONTENT, cut if cut.held else one, base=5)

        assert found
