"""Drafting and releasing: two people, once, for good."""

from datetime import date

import pytest
from tests import personas

from fristed.audit.models import Entry
from fristed.codelists.rules.words import Words
from fristed.gate import Denied
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications.models import ReleasedTable
from fristed.publications.queries import released_table
from fristed.publications.rules.tables import dimensions_as_kept
from fristed.statistics import queries
from fristed.statistics.actions.drafting import discard_draft, draft_table
from fristed.statistics.actions.releasing import release_draft, withdraw_draft
from fristed.statistics.choices import Service, Status
from fristed.statistics.models import Draft

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _desk(as_desk):
    with as_desk():
        yield


def a_draft(
    *, year: int = 2023, by: str = "kari", passed: bool = True, status: str = Status.READY
) -> Draft:
    dimensions = queries.dimensions_of_year(year)
    cells = 1
    for dimension in dimensions:
        cells *= len(dimension.categories)
    return Draft.objects.create(
        ref=new_ref("utk"),
        service=Service.ADVISER,
        year=year,
        status=status,
        drafted_by=personas.kari.ref,
        drafted_on=TODAY,
        counting_rule="statistics-1",
        total=25,
        dimensions=dimensions_as_kept(dimensions),
        cells=[25] + [0] * (cells - 1),
        verdict={"passed": passed, "cells": 9, "exact_disclosures": 0, "narrow": 0},
        utility={"rms": 1.5, "max_abs": 5},
        is_sample=True,
    )


def trail() -> list[tuple[str, str, str]]:
    return [
        (entry.event, entry.action, entry.detail)
        for entry in Entry.objects.using("audit").order_by("id")
    ]


def test_draft_table_queues_a_job_that_knows_only_the_reference():
    draft = Draft(ref=new_ref("utk"), service=Service.ADVISER, year=2023, is_sample=True)

    draft_table(personas.kari, draft, on=TODAY)

    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select task_name, args::text from procrastinate_jobs")
        jobs = cursor.fetchall()
    assert jobs == [("statistics.build_draft", f'{{"draft": "{draft.ref}"}}')]
    assert Draft.objects.get(ref=draft.ref).status == Status.QUEUED


@pytest.mark.parametrize(("year", "code"), [(2026, "year_not_over"), (2007, "too_early")])
def test_draft_table_only_for_whole_years(year, code):
    draft = Draft(ref=new_ref("utk"), service=Service.ADVISER, year=year, is_sample=True)

    with pytest.raises(RuleBroken) as broken:
        draft_table(personas.kari, draft, on=TODAY)

    assert broken.value.code == code
    assert not Draft.objects.exists()


def test_release_draft_puts_the_table_on_the_shelf_with_both_names():
    draft = a_draft()

    ref = release_draft(personas.lars, draft, on=TODAY)

    table = ReleasedTable.objects.get(ref=ref)
    assert (table.drafted_by, table.released_by) == (personas.kari.ref, personas.lars.ref)
    assert table.cells[0] == 25
    assert any("25 nye saker" in note["nb"] for note in table.notes)
    assert any("statistics-1" in note["nb"] for note in table.notes)
    assert Draft.objects.get(ref=draft.ref).status == Status.RELEASED


def test_release_draft_refused_to_the_one_who_made_it_and_recorded():
    """C1, C7."""
    draft = a_draft()

    with pytest.raises(Denied):
        release_draft(personas.kari, draft, on=TODAY)

    assert trail() == [("refused", "statistics.release", "drafted_it")]
    assert not ReleasedTable.objects.exists()


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ({"passed": False}, "audit_failed"),
        ({"status": Status.BUILDING}, "not_ready"),
        ({"status": Status.FAILED}, "not_releasable"),
    ],
)
def test_release_draft_refused_while_it_is_not_fit(draft, reason):
    with pytest.raises(Denied) as denied:
        release_draft(personas.lars, a_draft(**draft), on=TODAY)

    assert denied.value.reason == reason


@pytest.mark.parametrize("persona", ["amina", "ingrid", "oda", "petter", "maja"])
def test_release_draft_refused_to_everyone_who_is_no_analyst(persona):
    with pytest.raises(Denied):
        release_draft(personas.ALL[persona], a_draft(), on=TODAY)


def test_release_draft_once_for_a_year_so_that_two_tables_cannot_be_compared():
    release_draft(personas.lars, a_draft(), on=TODAY)

    with pytest.raises(RuleBroken) as broken:
        release_draft(personas.lars, a_draft(), on=TODAY)
    assert broken.value.code == "year_released"


def test_discard_draft_lets_go_of_what_nobody_released():
    draft = a_draft()

    discard_draft(personas.lars, draft)

    assert not Draft.objects.exists()


def test_list_equals_detail_for_every_persona():
    draft = a_draft()

    for actor in personas.ALL.values():
        listed = {line.ref for line in queries.drafts_readable_by(actor)}
        may = bool(queries.access.may_read_draft(actor, draft))
        assert listed == ({draft.ref} if may else set()), actor.name


REASON = Words("Ett fylke var galt.", "Eitt fylke var gale.", "One county was wrong.")


def test_withdraw_draft_leaves_a_tombstone_where_the_table_was():
    draft = a_draft()
    ref = release_draft(personas.lars, draft, on=TODAY)

    withdraw_draft(personas.kari, Draft.objects.get(pk=draft.pk), reason=REASON, on=TODAY)

    assert released_table(ref).tombstone.reason == REASON
    page = queries.draft_page(personas.kari, Draft.objects.get(pk=draft.pk))
    assert page.tombstone.withdrawn_on == TODAY


def test_withdraw_draft_only_by_an_analyst_and_only_what_is_released():
    draft = a_draft()

    with pytest.raises(Denied, match="not_released"):
        withdraw_draft(personas.kari, draft, reason=REASON, on=TODAY)
    release_draft(personas.lars, draft, on=TODAY)
    with pytest.raises(Denied, match="not_analyst"):
        withdraw_draft(personas.ingrid, Draft.objects.get(pk=draft.pk), reason=REASON, on=TODAY)


def test_withdrawn_year_is_not_released_again_by_the_back_door():
    draft = a_draft()
    release_draft(personas.lars, draft, on=TODAY)
    withdraw_draft(personas.kari, Draft.objects.get(pk=draft.pk), reason=REASON, on=TODAY)

    with pytest.raises(RuleBroken) as broken:
        release_draft(personas.lars, a_draft(), on=TODAY)
    assert broken.value.code == "year_released"
