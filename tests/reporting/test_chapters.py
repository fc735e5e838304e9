"""Which released tables stand in a chapter before anyone has written it."""

from dataclasses import replace
from datetime import date

import pytest
from tests import personas
from tests.portal.conftest import Draft, a_table
from tests.reporting.conftest import TODAY, write

from fristed.codelists import queries as codelists
from fristed.kernel.refs import new_ref
from fristed.publications.actions.releasing import release_table
from fristed.reporting import queries
from fristed.reporting.rules.chapters import CHAPTERS
from fristed.statistics.rules.counting import RULES, series_of

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def released(year: int, number: int, series: str) -> str:
    content = replace(a_table(year, series=series), cells=(100,) * 27)
    draft = Draft(new_ref("utk"), personas.kari.ref)
    return release_table(personas.lars, draft, content=content, ledger_number=number, on=TODAY)


def test_what_came_of_the_answers_is_shown_from_the_years_released_table(report, as_desk):
    with as_desk():
        ours = released(2023, 1, "aftermath.guidance")
        released(2022, 2, "aftermath.guidance")
        released(2023, 3, "new_cases.adviser")

        page = queries.chapter_page(personas.kari, report, "effect")
        write(report, "effect", tables=page.tables)
        (chapter,) = queries.editions_of(report)["nb"].chapters

    assert page.tables == (ours,)
    assert len(page.picks) == 2  # the history's, and the table's own
    assert [table.source.split(",")[0] for table in chapter.tables] == [ours]


def test_goals_begin_with_the_tasks_of_the_mandate_in_both_forms(report, as_desk):
    with as_desk():
        page = queries.chapter_page(personas.kari, report, "goals")
        tasks = [
            one.label for one in codelists.code_list("activity_type", date(2023, 12, 31)).codes
        ]
        assert len(tasks) == 14
        assert page.nb.split("\n\n") == [f"{one.nb}: " for one in tasks]
        assert page.nn.split("\n\n") == [f"{one.nn}: " for one in tasks]
        write(report, "goals", nb="Samtalegruppe: holdt.", nn="Samtalegruppe: halde.")

        assert queries.chapter_page(personas.kari, report, "goals").nb == "Samtalegruppe: holdt."
        assert queries.chapter_page(personas.kari, report, "summary").nb == ""


def test_every_series_a_chapter_shows_is_one_that_is_counted():
    made = {series_of(name, one) for name, rule in RULES.items() for one in rule.services}
    shown = {series for chapter in CHAPTERS for series in chapter.series}

    assert shown
    assert shown - made == set()
