"""Drafting and releasing: two people, once, for good."""

from datetime import date

import pytest
from tests import personas

from fristed.audit.models import Entry
from fristed.codelists.rules.words import Words
from fristed.gate import Denied
from fristed.kernel.facts import Fact
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications.models import ReleasedTable
from fristed.publications.queries import parquet_of, released_table
from fristed.publications.rules.tables import dimensions_as_kept
from fristed.statistics import access, queries
from fristed.statistics.actions.drafting import discard_draft, draft_table, draft_together
from fristed.statistics.actions.releasing import release_draft, release_together, withdraw_draft
from fristed.statistics.choices import Measure, Service, Status
from fristed.statistics.forms import NewDraft, TableWithdrawal
from fristed.statistics.models import Draft, LedgerEntry
from fristed.statistics.rules.answering import answer_times
from fristed.statistics.rules.ledger import as_ledger

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _desk(as_desk):
    with as_desk():
        yield


YEARS = range(2008, 2026)
SIDES = ("county", "concern", "gender", "age_band")
CLOSING = {
    "kind": "close",
    "base": 5,
    "levels": [*SIDES, "year"],
    "cells": {"03\x1fx\x1fy\x1fz\x1f2023": 25},
}


def a_draft(
    *,
    year: int = 2023,
    passed: bool = True,
    status: str = Status.READY,
    sides: tuple[str, ...] = SIDES,
    total: int | None = 25,
    closing: dict[str, object] = CLOSING,
) -> Draft:
    dimensions = queries.dimensions_of_year(year, sides)
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
        counting_rule="statistics-2",
        sides=list(sides),
        total=total,
        grid="ab" * 32,
        closing=closing,
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
    draft = Draft(
        ref=new_ref("utk"), service=Service.ADVISER, year=2023, sides=["gender"], is_sample=True
    )

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


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"service": Service.GUIDANCE}, "no_service"),
        ({"measure": Measure.INQUIRIES}, "no_service"),
        ({"sides": ["followup_kind"]}, "no_side"),
        ({"measure": Measure.CASES_BEFORE}, "not_changed"),
    ],
)
def test_draft_table_only_for_what_is_counted(changed, code):
    asked = {"service": Service.ADVISER, "year": 2023, "sides": ["gender"], **changed}

    with pytest.raises(RuleBroken) as broken:
        draft_table(personas.kari, Draft(ref=new_ref("utk"), is_sample=True, **asked), on=TODAY)

    assert broken.value.code == code


def test_a_form_gives_a_measure_the_only_service_and_side_it_has():
    form = NewDraft({"measure": "inquiries", "year": "2023", "sides": ["county"]}, years=YEARS)
    hours = NewDraft({"measure": "hours", "service": "envoy", "year": "2023"}, years=YEARS)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["service"] == Service.GUIDANCE
    assert hours.is_valid(), hours.errors
    assert hours.cleaned_data["sides"] == ["followup_kind"]


def test_times_to_an_answer_are_released_beside_the_ledger():
    """They are no counts: no later table is a sum of them."""
    answers = [
        Fact("answer", date(2024, 5, 5), {"promise": "ordinary", "kept": "yes"}, minutes)
        for minutes in range(20)
    ]
    found = answer_times(answers, list(queries.PROMISE), base=5)
    draft = a_draft(sides=("promise", "figure"), year=2024, closing=dict(found.closing))
    Draft.objects.filter(pk=draft.pk).update(
        measure=Measure.ANSWER_TIMES, service=Service.GUIDANCE, cells=list(found.cells), total=20
    )

    ref = release_draft(personas.lars, Draft.objects.get(pk=draft.pk), on=TODAY)

    assert ReleasedTable.objects.get(ref=ref).cells[:8] == [20, 10, 20, 100, *[None] * 4]
    assert queries.content_of(Draft.objects.get(pk=draft.pk)).has_kinds  # no sum, no shared scale
    assert not LedgerEntry.objects.exists()


def test_release_draft_puts_the_table_on_the_shelf_with_both_names():
    draft = a_draft()

    ref = release_draft(personas.lars, draft, on=TODAY)

    table = ReleasedTable.objects.get(ref=ref)
    assert (table.drafted_by, table.released_by) == (personas.kari.ref, personas.lars.ref)
    assert table.cells[0] == 25
    assert (table.total, table.series) == (25, "new_cases.adviser")
    assert any("uten avrunding: 25" in note["nb"] for note in table.notes)
    assert any("statistics-2, grunnlag abab" in note["nb"] for note in table.notes)
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


def test_release_draft_closes_the_year_in_the_ledger():
    release_draft(personas.lars, a_draft(), on=TODAY)

    (entry,) = queries.ledger_of("new_cases.adviser")
    assert (entry.period, entry.base, dict(entry.cells)) == ("2023", 5, CLOSING["cells"])
    assert as_ledger([entry]).is_whole()


def test_another_table_of_a_closed_year_leaves_the_ledger_as_it_is():
    release_draft(personas.lars, a_draft(), on=TODAY)

    release_draft(personas.lars, a_draft(sides=("gender",), closing={}), on=TODAY)

    assert len(queries.ledger_of("new_cases.adviser")) == 1
    assert ReleasedTable.objects.count() == 2


def test_a_draft_that_closes_the_year_otherwise_is_not_released():
    release_draft(personas.lars, a_draft(), on=TODAY)
    other = {**CLOSING, "cells": {"03\x1fx\x1fy\x1fz\x1f2023": 30}}

    with pytest.raises(RuleBroken) as broken:
        release_draft(personas.lars, a_draft(sides=("gender",), closing=other), on=TODAY)

    assert broken.value.code == "ledger_broken"
    assert ReleasedTable.objects.count() == 1


def test_next_year_is_chained_to_the_one_before():
    release_draft(personas.lars, a_draft(year=2022, closing={**CLOSING, "cells": {}}), on=TODAY)
    release_draft(personas.lars, a_draft(), on=TODAY)

    first, second = queries.ledger_of("new_cases.adviser")
    assert second.previous == first.hash


def test_a_total_below_the_base_is_published_nowhere():
    ref = release_draft(personas.lars, a_draft(total=None), on=TODAY)

    table = ReleasedTable.objects.get(ref=ref)
    assert table.total is None
    assert not any("uten avrunding" in note["nb"] for note in table.notes)


@pytest.mark.parametrize("table", ["statistics_ledgerentry", "publications_releasedtable"])
def test_the_database_refuses_to_change_what_closed_a_year(table):
    release_draft(personas.lars, a_draft(), on=TODAY)

    from django.db import IntegrityError, connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("reset role")  # the owner's own hand
        for change in (f"delete from {table}", f"update {table} set id = id + 1"):
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(change)


def test_parquet_is_written_once_with_notes_and_hash(tmp_path):
    import duckdb

    ref = release_draft(personas.lars, a_draft(sides=("gender",)), on=TODAY)

    table = ReleasedTable.objects.get(ref=ref)
    file = tmp_path / "table.parquet"
    file.write_bytes(parquet_of(ref))
    rows = duckdb.sql(f"select gender, gender_nn, value, note_en from '{file}'").fetchall()
    told = dict(duckdb.sql(f"select key, value from parquet_kv_metadata('{file}')").fetchall())
    assert [row[0] for row in rows] == ["total", "female", "male", "unknown"]
    assert rows[0][1:3] == ("Alle kjønn", 25)
    assert all("nothing about how common" in row[3] for row in rows)
    assert told[b"sha256"].decode() == table.sha256
    assert "sier ingenting om hvor vanlig" in told[b"note_nb"].decode()


def test_release_draft_once_for_each_table():
    release_draft(personas.lars, a_draft(), on=TODAY)

    with pytest.raises(RuleBroken) as broken:
        release_draft(personas.lars, a_draft(), on=TODAY)
    assert broken.value.code == "year_released"


def test_release_together_puts_every_table_of_the_same_figures_on_the_shelf():
    whole, *simple = (a_draft(sides=sides) for sides in (SIDES, ("gender",), ("county",)))

    offered = queries.releasable_beside(personas.lars, whole)
    refs = release_together(personas.lars, whole, others=offered, on=TODAY)

    assert offered == simple
    tables = ReleasedTable.objects.order_by("ledger_number")
    assert [one.ref for one in tables] == list(refs)
    assert [len(one.dimensions) for one in tables] == [4, 1, 1]
    assert len(queries.ledger_of("new_cases.adviser")) == 1


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"year": 2022}, RuleBroken),  # other figures
        ({"sides": SIDES}, RuleBroken),  # the same table twice
        ({"sides": ("gender",), "passed": False}, Denied),
        ({"sides": ("gender",), "closing": {**CLOSING, "cells": {}}}, RuleBroken),
    ],
)
def test_release_together_releases_none_where_one_cannot_be(wrong, refused):
    """C17: whatever a page sends as the others."""
    whole = a_draft()

    with pytest.raises(refused):
        release_together(personas.lars, whole, others=[a_draft(**wrong)], on=TODAY)

    assert not ReleasedTable.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert set(Draft.objects.values_list("status", flat=True)) == {Status.READY}


def test_draft_together_asks_for_a_table_of_each_side_too():
    draft = Draft(
        ref=new_ref("utk"), service=Service.ADVISER, year=2023, sides=list(SIDES), is_sample=True
    )

    draft_together(personas.kari, draft, is_alone=False, on=TODAY)

    drafts = Draft.objects.order_by("id")
    assert [one.sides for one in drafts] == [list(SIDES), *([side] for side in SIDES)]
    assert {one.drafted_by for one in drafts} == {personas.kari.ref}


def test_discard_draft_lets_go_of_what_nobody_released():
    draft = a_draft()

    discard_draft(personas.lars, draft)

    assert not Draft.objects.exists()


def test_list_equals_detail_for_every_persona():
    """C10."""
    draft = a_draft()

    for actor in personas.ALL.values():
        listed = {line.ref for line in queries.drafts_readable_by(actor)}
        may = bool(access.may_read_draft(actor, draft))
        assert listed == ({draft.ref} if may else set()), actor.name


REASON = Words("Ett fylke var galt.", "Eitt fylke var gale.", "One county was wrong.")


def test_withdraw_draft_leaves_a_tombstone_where_the_table_was():
    draft = a_draft()
    ref = release_draft(personas.lars, draft, on=TODAY)

    withdraw_draft(personas.kari, Draft.objects.get(pk=draft.pk), reason=REASON, on=TODAY)

    assert released_table(ref).tombstone.reason == REASON
    page = queries.draft_page(personas.kari, Draft.objects.get(pk=draft.pk))
    assert page.tombstone.withdrawn_on == TODAY


def test_withdraw_draft_points_at_the_table_that_stands_instead():
    """C17: at one that stands, of the same figures; whatever a page sends."""
    draft, better = a_draft(), a_draft(sides=("gender",))
    release_draft(personas.lars, draft, on=TODAY)
    instead = release_draft(personas.lars, better, on=TODAY)
    draft = Draft.objects.get(pk=draft.pk)
    offered = queries.tables_instead_of(draft)
    sent = {"nb": REASON.nb, "nn": REASON.nn, "en": REASON.en}

    assert [ref for ref, _title in offered] == [instead]
    assert not TableWithdrawal(sent | {"replaced_by": draft.table}, tables=offered).is_valid()
    withdraw_draft(personas.kari, draft, reason=REASON, on=TODAY, replaced_by=instead)
    assert released_table(draft.table).tombstone.replaced_by == instead
    third = a_draft(sides=("county",))
    release_draft(personas.lars, third, on=TODAY)
    with pytest.raises(RuleBroken) as broken:
        withdraw_draft(
            personas.kari,
            Draft.objects.get(pk=third.pk),
            reason=REASON,
            on=TODAY,
            replaced_by=instead,
        )
    assert broken.value.code == "replaces_another"


def test_withdraw_draft_only_by_an_analyst_and_only_what_is_released():
    draft = a_draft()

    with pytest.raises(Denied, match="not_released"):
        withdraw_draft(personas.kari, draft, reason=REASON, on=TODAY)
    release_draft(personas.lars, draft, on=TODAY)
    with pytest.raises(Denied, match="not_analyst"):
        withdraw_draft(personas.ingrid, Draft.objects.get(pk=draft.pk), reason=REASON, on=TODAY)


def test_withdrawn_table_is_not_released_again_by_the_back_door():
    draft = a_draft()
    release_draft(personas.lars, draft, on=TODAY)
    withdraw_draft(personas.kari, Draft.objects.get(pk=draft.pk), reason=REASON, on=TODAY)

    with pytest.raises(RuleBroken) as broken:
        release_draft(personas.lars, a_draft(), on=TODAY)
    assert broken.value.code == "year_released"
