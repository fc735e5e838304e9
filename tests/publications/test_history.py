"""The published history: every figure as it stood, side by side, never added."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import translation
from psycopg.errors import InsufficientPrivilege

from fristed.codelists.choices import Tag
from fristed.publications import queries
from fristed.publications.choices import BreakKind, Category, Mark, Measure, Span
from fristed.publications.management.commands.load_publications import DATA
from fristed.publications.models import PublishedCount, PublishedSeries
from fristed.publications.rules.notes import NEVER_SUMMED, NOT_PREVALENCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def history():
    call_command("load_publications", verbosity=0)
    return queries.history_page()


def series(history, code):
    return next(one for one in history.series if one.code == code)


def totals(history, code):
    return {
        one.year: [count.value for count in one.totals]
        for one in series(history, code).years
        if one.totals
    }


def test_every_row_is_loaded_with_its_tag_and_source():
    call_command("load_publications", verbosity=0)
    call_command("load_publications", verbosity=0)  # a second start changes nothing

    with (DATA / "published_counts.csv").open(encoding="utf-8", newline="") as file:
        shipped = list(csv.DictReader(file))
    kept = PublishedCount.objects.select_related("series")
    assert len(shipped) == 65
    assert Counter(
        (one.series.code, one.year, one.span, one.measure, one.category, one.value, one.tag)
        for one in kept
    ) == Counter(
        (
            row["service"],
            int(row["year"]),
            row["period"],
            row["measure"],
            row["category"],
            int(row["value"]),
            row["tag"],
        )
        for row in shipped
    )
    assert all(one.source for one in kept)


def test_the_services_stand_side_by_side_for_every_year(history):
    assert [one.code for one in history.series] == ["MR", "IR", "KT", "MR+IR", "MR?"]
    for one in history.series:
        assert [year.year for year in one.years] == list(range(2008, 2025))


def test_the_yearly_counts_are_those_published(history):
    assert totals(history, "MR") == {
        2014: [157],
        2015: [147],
        2017: [239],
        2018: [279, 302],
        2019: [535],
        2020: [285],
        2021: [983],
        2022: [950],
        2023: [899],
    }
    assert totals(history, "IR") == {
        2012: [159],
        2014: [136],
        2015: [154],
        2019: [257],
        2021: [273],
        2022: [235],
        2023: [245],
    }
    assert totals(history, "KT") == {
        2013: [196],
        2014: [243],
        2015: [399],
        2016: [597],
        2017: [560],
        2018: [595],
        2019: [669],
        2021: [759],
        2022: [891],
        2023: [1137],
    }


def test_what_only_says_the_advisers_is_a_series_of_its_own(history):
    assert totals(history, "MR?") == {2011: [297], 2012: [390]}
    assert Mark.UNCLEAR in series(history, "MR?").year(2011).marks
    assert not {2011, 2012} & set(totals(history, "MR"))


def test_nothing_on_the_page_is_a_sum_of_services(history):
    assert not hasattr(history, "total")
    for year in history.years:
        several = [one.year(year).totals for one in history.series if one.year(year).totals]
        added = sum(count.value for counts in several for count in counts)
        shown = {count.value for counts in several for count in counts}
        assert len(several) < 2 or added not in shown


@pytest.mark.parametrize(
    ("code", "year", "marks"),
    [
        ("MR+IR", 2008, {Mark.PART_YEAR, Mark.TOGETHER}),
        ("MR+IR", 2009, {Mark.TOGETHER}),
        ("MR+IR", 2010, {Mark.PART_YEAR, Mark.TOGETHER, Mark.PRESS}),
        ("MR?", 2012, {Mark.UNCLEAR}),
        ("MR", 2008, {Mark.MISSING}),
        ("MR", 2017, set()),
        ("MR", 2018, {Mark.CONFLICT, Mark.BREAK}),
        ("MR", 2019, {Mark.PRESS}),
        ("MR", 2020, {Mark.PART_YEAR, Mark.PRESS}),
        ("MR", 2022, set()),
        ("MR", 2023, {Mark.BREAK}),
        ("MR", 2024, {Mark.MISSING}),
        ("IR", 2018, {Mark.MISSING, Mark.BREAK}),
        ("KT", 2013, {Mark.PART_YEAR, Mark.PRESS}),
        ("KT", 2018, {Mark.BREAK}),
    ],
)
def test_a_year_is_marked_with_what_a_reader_must_know(history, code, year, marks):
    assert set(series(history, code).year(year).marks) == marks


def test_where_publications_disagree_both_values_are_shown_with_their_sources(history):
    both = series(history, "MR").year(2018).totals

    assert [(count.value, count.tag) for count in both] == [
        (279, Tag.CONFLICT),
        (302, Tag.CONFLICT),
    ]
    assert len({count.source for count in both}) == 2


def test_a_conflict_in_a_part_keeps_both_values_too(history):
    abroad = [
        count.value
        for count in series(history, "KT").year(2017).parts
        if count.category == Category.ABROAD
    ]

    assert abroad == [107, 101]


def test_new_and_active_cases_of_a_half_year_stand_apart(history):
    half = series(history, "MR+IR").year(2011)

    assert {(count.measure, count.value) for count in half.totals} == {
        (Measure.NEW, 194),
        (Measure.ACTIVE, 305),
    }
    assert Mark.CONFLICT not in half.marks


@pytest.mark.parametrize(
    ("code", "year", "changes"),
    [
        ("MR", 2022, [(-33, "-3.4")]),
        ("IR", 2022, [(-38, "-13.9")]),
        ("KT", 2023, [(246, "27.6")]),
        ("MR", 2018, [(40, "16.7"), (63, "26.4")]),  # from 239 to each of two figures
        ("MR", 2019, [(256, "91.8"), (233, "77.2")]),  # and from each of them
        ("MR", 2021, []),  # 2020 is half a year
        ("MR", 2020, []),
        ("MR+IR", 2009, []),  # 2008 is June to December
        ("KT", 2015, []),
        ("KT", 2021, []),  # 2020 was not found
    ],
)
def test_a_year_is_compared_with_the_one_before_only_where_it_can_be(history, code, year, changes):
    found = series(history, code).year(year).changes

    assert [(one.absolute, one.percent(1)) for one in found] == [
        (absolute, Decimal(percent)) for absolute, percent in changes
    ]


def test_a_line_is_drawn_only_through_whole_years_with_one_figure(history):
    years = [year for year, _ in series(history, "MR").points]

    assert years == [2014, 2015, 2017, 2019, 2021, 2022, 2023]


def test_the_breaks_say_what_changed(history):
    found = {
        (one.code, a_break.first_year, a_break.kind)
        for one in history.series
        for year in one.years
        for a_break in year.breaks
    }

    assert found == {
        ("MR", 2018, BreakKind.CATEGORIES),
        ("IR", 2018, BreakKind.CATEGORIES),
        ("KT", 2018, BreakKind.CATEGORIES),
        ("MR", 2023, BreakKind.NAME),
        ("IR", 2023, BreakKind.NAME),
    }


def test_every_published_change_and_share_is_reproduced(history):
    assert [
        (one.series, one.from_year, one.to_year, one.part, one.whole, one.published)
        for one in history.claims
    ] == [
        ("MR", 2017, 2018, 279, 239, "+40"),
        ("MR", 2018, 2019, 535, 302, "+233"),
        ("MR", 2021, 2022, 950, 983, "-3.4 %"),
        ("MR", 2021, 2022, 950, 983, "-33"),
        ("IR", 2021, 2022, 235, 273, "-14 %"),
        ("KT", 2015, 2019, 669, 399, "+68 %"),
        ("KT", 2017, 2017, 107, 560, "19 %"),
        ("KT", 2017, 2017, 101, 560, "18 %"),
        ("KT", 2018, 2018, 173, 595, "29 %"),
        ("KT", 2018, 2018, 22, 595, "3.7 %"),
        ("KT", 2018, 2018, 271, 595, "45.5 %"),
        ("KT", 2022, 2022, 368, 891, "41 %"),
        ("KT", 2022, 2023, 1137, 891, "+28 %"),
    ]
    assert [one.published for one in history.claims if not one.holds] == []


def test_a_claim_that_does_not_hold_is_seen(history):
    claim = next(one for one in history.claims if one.published == "-3.4 %")

    assert claim.holds
    assert not claim.__class__(**vars(claim) | {"published": "-3.5 %"}).holds


def test_the_page_says_what_must_be_said(history):
    assert history.notes == (NOT_PREVALENCE, NEVER_SUMMED)
    with translation.override("en"):
        assert "nothing about how common" in str(history.notes[0])


def test_the_page_costs_the_same_whatever_there_is(history, django_assert_num_queries):
    with django_assert_num_queries(4):
        queries.history_page()

    PublishedCount.objects.all().delete()
    queries.PublishedChange.objects.all().delete()
    with django_assert_num_queries(4):
        assert totals(queries.history_page(), "MR") == {}


def test_nora_reads_the_page(as_nora):
    call_command("load_publications", verbosity=0)

    with as_nora():
        assert len(queries.history_page().series) == 5


def test_no_door_changes_what_was_published(connect_as):
    for door in ("fristed_nora", "fristed_desk", "fristed_worker"):
        with connect_as(door) as connection, pytest.raises(InsufficientPrivilege):
            connection.execute("update publications_publishedcount set value = 1")


def test_a_figure_without_a_source_is_refused_by_the_database(history):
    with pytest.raises(IntegrityError, match="publishedcount_has_a_source"), transaction.atomic():
        PublishedCount.objects.create(
            series=PublishedSeries.objects.get(code="MR"),
            year=2024,
            span=Span.FULL,
            measure=Measure.NEW,
            category=Category.TOTAL,
            value=900,
            tag=Tag.SOLID,
            source="",
        )


def test_publications_know_nothing_of_statistics_or_cases():
    source = Path(queries.__file__).parent
    for path in source.rglob("*.py"):
        text = path.read_text()
        assert "fristed.statistics" not in text
        assert "fristed.casework" not in text
