"""The table of facts: typed, in memory, one scan for each count; and what the rules say of it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from fristed.casework.choices import BriefReader, OfferOutcome, OutsideService
from fristed.casework.facts import NO_PARTNER, NOT_DECIDED, WENT_HOME
from fristed.codelists import queries as codelists
from fristed.codelists.models import Code, CodeListVersion, CodeMapping, County
from fristed.guidance.choices import Acted, Why
from fristed.guidance.rules.promising import Promise
from fristed.kernel.facts import Fact
from fristed.kernel.periods import Period
from fristed.publications.rules.slicing import slice_of
from fristed.publications.rules.tables import check_releasable, dimensions_as_kept
from fristed.statistics import queries
from fristed.statistics.choices import Measure, Service, Side
from fristed.statistics.models import Draft
from fristed.statistics.rules import counting, facttable
from fristed.statistics.rules.answering import answer_times
from fristed.statistics.rules.facttable import FactTable
from fristed.statistics.tasks import ROOMS, _all_of, carry_to_end_of

YEAR = Period.of_year(2023)
SIDES = counting.RULES[Measure.NEW_CASES].sides
CODES = {
    "county": "03",
    "concern": "threats_violence",
    "gender": "female",
    "age_band": "16_17",
    "service": "adviser",
}


def alike(words):
    return dict.fromkeys(("nb", "nn", "en"), words)


def a_fact(day=date(2023, 5, 5), kind="case", minutes=0, **codes):
    return Fact(kind, day, {**CODES, **codes}, minutes)


def count(facts, *, what="case", sides=SIDES, carry=lambda code, _day: code):
    with FactTable(YEAR, carry) as table:
        table.add(facts)
        return table.counted(what, service="adviser", sides=sides)


class TestFactTable:
    def test_counts_its_own_kind_service_and_days(self):
        found = count(
            [
                a_fact(date(2023, 1, 1)),
                a_fact(date(2023, 12, 31)),
                a_fact(date(2024, 1, 1)),
                a_fact(date(2022, 12, 31)),
                a_fact(service="envoy"),
                a_fact(kind="inquiry"),
                a_fact(gender="male"),
            ]
        )

        assert sorted(zip(found.columns["gender"], found.facts, strict=True)) == [
            ("female", 2),
            ("male", 1),
        ]

    def test_minutes_are_summed_before_they_become_hours(self):
        """Three entries of 20 minutes are one hour, not none."""
        work = [
            Fact("work", date(2023, 3, n), {**CODES, "followup_kind": "call"}, 20)
            for n in (1, 2, 3)
        ]

        found = count(work, what="work", sides=(Side.WORK,))

        assert (found.columns["followup_kind"], found.minutes) == (["call"], [60])
        assert [counting.hours(one) for one in (0, 29, 30, 89, 90)] == [0, 0, 1, 1, 2]

    def test_chunks_make_no_difference(self, monkeypatch):
        facts = [a_fact(YEAR.starts_on + timedelta(days=n)) for n in range(40)]
        whole = count(facts)

        monkeypatch.setattr(facttable, "AT_ONCE", 7)

        assert count(facts) == whole
        assert whole.facts == [40]

    def test_nothing_is_written_to_disk(self, tmp_path, monkeypatch):
        """C19: DuckDB may not spill, and makes no file where it runs."""
        monkeypatch.chdir(tmp_path)
        with FactTable(YEAR, lambda code, _day: code) as table:
            table.add([a_fact() for _ in range(1000)])
            ((folder,),) = table._database.execute(
                "select current_setting('temp_directory')"
            ).fetchall()
            ((place,),) = table._database.execute(
                "select path from duckdb_databases() where not internal"
            ).fetchall()

        assert (folder, place) == ("", None)
        assert list(tmp_path.iterdir()) == []

    def test_a_reference_among_the_codes_is_not_taken_in(self):
        """C14: nothing that leads to a file leaves with the figures."""
        found = count([a_fact(ref="sak_hemmelig", municipality="0301")])

        assert "sak_hemmelig" not in repr(found)
        assert set(facttable.COLUMNS) & {"ref", "municipality"} == set()


class TestRules:
    def test_every_measure_has_a_rule_a_room_and_words(self):
        assert set(counting.RULES) == set(Measure) == set(queries.MEASURES)
        assert {rule.kind for rule in counting.RULES.values()} <= set(ROOMS)
        for rule in counting.RULES.values():
            assert set(rule.sides) <= set(queries.DIMENSION_LABELS)
            summed = {side for side in rule.sides if side != Side.FIGURE}
            assert summed <= set(queries.TOTAL_LABELS)

    def test_the_file_of_rules_says_what_each_measure_is(self):
        said = counting.__doc__ or ""

        assert f"{counting.VERSION} (" in said
        assert set(Measure.values) <= set(re.findall(r"^(\w+)  ", said, re.MULTILINE))

    def test_hours_are_never_by_county(self):
        """Where one adviser works, her hours are hers."""
        assert Side.COUNTY not in counting.RULES[Measure.HOURS].sides

    def test_no_rule_looks_below_a_county(self):
        assert "municipality" not in Path(facttable.__file__).read_text().replace("`", "")


@pytest.mark.django_db
class TestRooms:
    @pytest.mark.parametrize("kind", sorted(set(ROOMS) - {"case"}))
    def test_the_worker_may_read_what_the_room_tells(self, as_worker, kind):
        with as_worker():
            assert list(ROOMS[kind](YEAR)) == []

    @pytest.mark.parametrize(
        ("side", "branched_on"),
        [
            (Side.ACTED, Acted),
            (Side.WHY, Why),
            (Side.PROMISE, Promise),
            (Side.READER, BriefReader),
            (Side.PARTNER, [*OutsideService, NO_PARTNER]),
            (Side.DECISION, [*OfferOutcome, NOT_DECIDED]),
            (Side.HOME, WENT_HOME),
        ],
    )
    def test_what_the_room_branches_on_has_words_of_its_own(self, side, branched_on):
        assert list(queries.OWN_WORDS[side]) == [str(one) for one in branched_on]

    def test_services_told_of_are_counted_by_who_asked(self):
        told = [("nav", "police"), ("nav", "police"), ("nav", "nora"), ("kindergarten", "police")]
        facts = [
            Fact("steering", date(2023, 5, 5), {"asker_service": asker, "steered_to": service})
            for asker, service in told
        ]

        with FactTable(YEAR, lambda code, _day: code) as table:
            table.add(_all_of(Service.GUIDANCE, iter(facts)))
            found = table.counted(
                "steering",
                service=Service.GUIDANCE,
                sides=counting.RULES[Measure.STEERED].sides,
            )

        assert found.columns["steered_to"] == ["police", "nora", "police"]
        assert found.facts == [2, 1, 1]

    def test_an_inquiry_that_became_a_case_is_counted_here_once_and_says_so(self):
        asked = {"asker_service": "nav", "became": "case", "kind": "question"}
        facts = [
            Fact("inquiry", date(2023, 5, 5), {**asked, "county": ""}),
            Fact("inquiry", date(2023, 5, 6), {**asked, "county": "46"}),
        ]

        with FactTable(YEAR, lambda code, _day: code) as table:
            table.add(_all_of(Service.GUIDANCE, iter(facts)))
            found = table.counted(
                "inquiry",
                service=Service.GUIDANCE,
                sides=counting.RULES[Measure.INQUIRIES].sides,
            )

        assert found.columns == {
            "county": ["99", "46"],
            "asker_service": ["nav", "nav"],
            "became": ["case", "case"],
        }
        assert found.facts == [1, 1]

    def test_its_categories_and_its_name_are_there(self):
        sides = queries.dimensions_of_year(2024, ["asker_service", "became"])

        assert [one.value for one in sides[1].categories] == [
            "total",
            "case",
            "consultation",
            "nothing",
        ]
        assert queries.service_name("guidance", 2024).nb == "Veiledningen til fagfolk"


@pytest.mark.django_db
class TestCountiesWithinAYear:
    @pytest.fixture(autouse=True)
    def _a_reform_in_july(self):
        """94 becomes 95 in the middle of 2023; 96 is divided."""
        summer = date(2023, 7, 1)
        day_before = summer - timedelta(days=1)
        for code, first, last, continues in (
            ("94", None, day_before, ""),
            ("96", None, day_before, ""),
            ("95", summer, None, "94"),
            ("97", summer, None, "96 (part)"),
            ("98", summer, None, "96 (part)"),
        ):
            County.objects.create(
                code=code, name=code, first_on=first, last_on=last, continues_from=continues
            )
        codelists.forget()
        yield
        codelists.forget()

    def test_what_ended_within_the_year_stands_where_it_went(self):
        carry = carry_to_end_of(2023)

        assert carry("94", date(2023, 3, 1)) == "95"
        assert carry("95", date(2023, 8, 1)) == "95"
        assert carry("03", date(2023, 3, 1)) == "03"

    def test_what_was_divided_is_not_guessed(self):
        assert carry_to_end_of(2023)("96", date(2023, 3, 1)) == counting.NO_COUNTY

    def test_a_code_that_no_county_had_is_left_to_stop_the_table(self):
        carry = carry_to_end_of(2023)

        assert carry("77", date(2023, 3, 1)) == "77"
        assert carry("99", date(2023, 3, 1)) == "99"

    def test_counted_with_the_year_one_county_is_one_row(self):
        facts = [a_fact(date(2023, 3, 1), county="94"), a_fact(date(2023, 9, 1), county="95")]

        found = count(facts, carry=carry_to_end_of(2023))

        assert (found.columns["county"], found.facts) == (["95"], [2])


@pytest.mark.django_db
class TestTheYearsOwnWords:
    def draft(self, year, service=Service.ADVISER, sides=("county", "concern")):
        kept = [*queries.dimensions_of_year(year, sides)]
        from fristed.publications.rules.tables import dimensions_as_kept

        return Draft(
            measure=Measure.NEW_CASES,
            service=service,
            year=year,
            sides=list(sides),
            dimensions=dimensions_as_kept(kept),
            cells=[0],
            counting_rule="statistics-2",
            grid="ab" * 32,
            is_sample=True,
        )

    def test_2015_has_the_names_counties_and_concerns_of_2015(self):
        content = queries.content_of(self.draft(2015))

        assert (
            content.title.nb == "Minoritetsrådgivere: nye saker i 2015, etter fylke, hovedbekymring"
        )
        county, concern = content.dimensions
        assert [str(one.label) for one in county.categories][1:3] == ["Østfold", "Akershus"]
        assert "Ekstrem kontroll" in [one.label.nb for one in concern.categories]
        assert len(county.categories) == 1 + 19 + 1

    def test_2023_has_those_of_2023(self):
        content = queries.content_of(self.draft(2023))

        assert (
            content.title.nb == "Mangfoldsrådgivere: nye saker i 2023, etter fylke, hovedbekymring"
        )
        assert "Viken" in [str(one.label) for one in content.dimensions[0].categories]

    @pytest.mark.parametrize(
        ("year", "said"),
        [(2018, "krever ikke at kontrollen er ekstrem"), (2023, "Nytt navn på tjenesten")],
    )
    def test_a_year_of_change_says_what_changed(self, year, said):
        notes = [note.nb for note in queries.content_of(self.draft(year)).notes]

        assert any(note.startswith(f"Brudd fra {year}") and said in note for note in notes)

    @pytest.mark.parametrize(
        ("year", "said"),
        [
            (2015, ""),
            (2020, "Brudd fra 2020: Målgruppen ble utvidet"),
            (2021, "Mandatet fra 2020 gjaldt: Målgruppen ble utvidet"),
            (2023, ""),  # its text has not been found
        ],
    )
    def test_a_year_says_whom_the_service_was_for(self, year, said):
        notes = [note.nb for note in queries.content_of(self.draft(year)).notes]

        assert [note[: len(said)] for note in notes if "Målgruppen" in note] == [said] * bool(said)

    def test_an_ordinary_year_has_no_break(self):
        notes = [note.nb for note in queries.content_of(self.draft(2021)).notes]

        assert not [note for note in notes if note.startswith("Brudd")]

    @pytest.fixture
    def without_envoys(self):
        """From 2025 there are no envoys, and a note says what became of them."""
        listed = CodeListVersion.objects.filter(code_list__name="service")
        last = listed.get(valid_to=None)
        CodeListVersion.objects.filter(pk=last.pk).update(valid_to=date(2024, 12, 31))
        new = CodeListVersion.objects.create(
            code_list_id=last.code_list_id, version="2025", valid_from=date(2025, 1, 1), tag="O"
        )
        Code.objects.create(version=new, value="adviser", position=0, label=alike("Rådgivere"))
        gone = {"kind": "none", "is_break": True, "note": alike("Ordningen er erstattet.")}
        CodeMapping.objects.create(from_version=last, to_version=new, value="envoy", **gone)
        codelists.forget()
        yield
        codelists.forget()

    def test_a_service_that_has_ended_keeps_its_name_and_its_series(self, without_envoys):
        last, first_after, later = (
            queries.content_of(self.draft(year, Service.ENVOY)) for year in (2024, 2025, 2026)
        )

        assert [one.title.nb.partition(",")[0] for one in (last, first_after, later)] == [
            f"Spesialutsendinger for integreringssaker: nye saker i {year}"
            for year in (2024, 2025, 2026)
        ]
        assert {one.series for one in (last, first_after, later)} == {"new_cases.envoy"}
        breaks = [
            [note.nb for note in one.notes if note.nb.startswith("Brudd")]
            for one in (last, first_after, later)
        ]
        assert breaks == [[], ["Brudd fra 2025: Ordningen er erstattet."], []]

    def test_a_scheme_that_was_replaced_breaks_what_is_counted_of_it(self):
        draft = self.draft(2018, Service.COMPETENCE_TEAM, ("outcome",))
        draft.measure = Measure.REFUNDS

        notes = [note.nb for note in queries.content_of(draft).notes]

        assert any("Brudd fra 2018" in note and "F-02-18" in note for note in notes)

    def test_what_was_only_proposed_and_the_first_year_are_no_breaks(self):
        for year in (2008, 2011):
            notes = [note.nb for note in queries.content_of(self.draft(year)).notes]
            assert not [note for note in notes if note.startswith("Brudd")]


@pytest.mark.django_db
class TestAnswerTimes:
    """Times are no counts: a small group is not shown, and nobody's own minutes can be read."""

    @staticmethod
    def answers(promise, minutes, kept="yes"):
        codes = {"promise": promise, "kept": kept}
        return [Fact("answer", date(2023, 5, 5), codes, one) for one in minutes]

    def test_median_and_ninth_decile_in_steps_of_five_and_small_groups_hidden(self):
        ordinary = self.answers("ordinary", [3, 40, 61, 122, 300, 301, 302, 303, 304])
        late = self.answers("ordinary", [999], kept="no")
        acute = self.answers("acute", [7, 8, 9, 10])  # fewer than the base

        found = answer_times([*ordinary, *late, *acute], ["acute", "ordinary"], base=5)

        assert found.cells == (
            *(10, 95, 305, 90),  # all fourteen
            *(None, None, None, None),
            *(10, 305, 305, 90),
        )
        assert (found.total, found.closing, found.verdict["passed"]) == (14, {}, True)

    def test_it_is_released_like_any_other_table(self):
        """On the shelf nothing is below five, and the page has words for every figure."""
        found = answer_times(self.answers("ordinary", [1] * 20), list(queries.PROMISE), base=5)
        draft = Draft(
            ref="utk_x",
            measure=Measure.ANSWER_TIMES,
            service=Service.GUIDANCE,
            year=2024,
            sides=["promise", "figure"],
            base=5,
            total=found.total,
            cells=list(found.cells),
            dimensions=dimensions_as_kept(queries.dimensions_of_year(2024, ["promise", "figure"])),
            is_sample=True,
            counting_rule=counting.VERSION,
            grid=found.grid,
        )

        content = queries.content_of(draft)

        check_releasable(content)
        shown = slice_of(content, {})
        assert [str(one.label) for one in shown.columns][:2] == ["Besvart", "Median (minutter)"]
        assert [row.cells for row in shown.rows][2] == (20, 5, 5, 100)
        assert [cell for _one, cell in shown.figures()] == [None, 20, None]
        assert "arbeidstid" in str(content.notes[0])
