"""Revisions: announced four weeks before, once; the tables from before stay and say what came."""

from datetime import date, timedelta

import pytest
from tests import personas
from tests.statistics.test_releasing import CLOSING, a_draft

from fristed.codelists.rules.words import Words
from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.portal.queries import open_data
from fristed.portal.queries.catalogue import entries
from fristed.portal.queries.describing import metadata
from fristed.portal.queries.describing import table as described
from fristed.publications.models import ReleasedTable
from fristed.publications.queries import released_table, released_tables
from fristed.statistics import queries
from fristed.statistics.actions.releasing import release_draft
from fristed.statistics.actions.revising import announce_revision
from fristed.statistics.choices import Measure
from fristed.statistics.models import Draft
from fristed.statistics.rules.ledger import Standing, as_ledger
from fristed.statistics.rules.revising import check_announcement

TODAY = date(2026, 11, 25)
DUE = TODAY + timedelta(days=28)
REASON = Words("Saker kom sent.", "Saker kom seint.", "Cases came late.")
OPEN, CLOSED = Standing(False, False, ""), Standing(True, False, "")
REVISED, COMING = Standing(True, True, ""), Standing(True, False, "2027-01-01")


@pytest.mark.parametrize(
    ("year", "due_on", "code"),
    [
        (OPEN, DUE, "year_open"),
        (REVISED, DUE, "revised_once"),
        (COMING, DUE, "announced_before"),
        (CLOSED, DUE - timedelta(days=1), "too_soon"),
        (CLOSED, TODAY + timedelta(days=367), "too_late"),
        (CLOSED, DUE, None),
    ],
)
def test_a_revision_is_announced_well_before_and_once(year, due_on, code):
    if code is None:
        check_announcement(year, due_on=due_on, on=TODAY)
        return
    with pytest.raises(RuleBroken) as broken:
        check_announcement(year, due_on=due_on, on=TODAY)
    assert broken.value.code == code


@pytest.mark.django_db(databases=["default", "audit"])
class TestReleased:
    @pytest.fixture(autouse=True)
    def _desk(self, as_desk):
        with as_desk():
            yield

    @pytest.fixture
    def first(self):
        return release_draft(personas.lars, a_draft(), on=TODAY)

    def announce(self, table):
        draft = Draft.objects.get(table=table)
        announce_revision(personas.kari, draft, due_on=DUE, reason=REASON, on=TODAY)

    def revised_draft(self, **changed):
        closing = {
            **CLOSING,
            "kind": "revise",
            "cells": {"03\x1fx\x1fy\x1fz\x1f2023": 40},
            "note": {"threshold": 5},
        }
        draft = a_draft(total=40, closing=closing, **changed)
        Draft.objects.filter(pk=draft.pk).update(vintage=2)
        return queries.draft_by_ref(draft.ref)

    def test_announced_it_stands_on_the_table_in_the_api_and_in_the_feed(self, first):
        sha256 = released_table(first).table.sha256

        self.announce(first)

        shown, one = released_table(first), open_data.open_table(first)
        assert str(shown.table.notes[-1]) == (
            "Året skal revideres. De nye tallene kommer tidligst 23. desember 2026. Saker kom sent."
        )
        assert (shown.table.sha256, shown.is_intact) == (sha256, True)
        assert described(one, "nb", "")["discontinued"] is False
        told = metadata(one, "nb", "", owner="Eieren")["extension"]
        assert told["px"]["nextUpdate"] == f"{DUE}T00:00:00Z"
        assert [
            (e["changed_on"], "skal revideres" in e["description"]) for e in entries([one], "")
        ] == [(TODAY, True)]

    def test_released_it_stands_beside_the_old_one_which_says_so(self, first):
        self.announce(first)
        second = release_draft(personas.lars, self.revised_draft(), on=DUE)

        old, new = released_table(first), released_table(second)
        assert old.content.cells[0] == 25  # what was published stays published
        assert (old.revision.replaced_by, old.revision.came_on, old.is_intact) == (
            second,
            DUE,
            True,
        )
        assert f"Tabellen {second} gjelder nå." in str(old.table.notes[-1])
        assert (new.revision, new.is_intact, new.content.total) == (None, True, 40)
        assert any(str(note).startswith("Revidert. Saker kom sent.") for note in new.table.notes)
        assert [(one.ref, one.is_replaced) for one in released_tables()] == [
            (second, False),
            (first, True),
        ]
        gone = metadata(open_data.open_table(first), "nb", "", owner="Eieren")["extension"]
        assert "nextUpdate" not in gone["px"]
        line = described(open_data.open_table(first), "nb", "")
        assert line["discontinued"] is True
        assert line["links"][-1]["rel"] == "successor-version"
        ledger = as_ledger(queries.ledger_of("new_cases.adviser"))
        assert [entry.kind for entry in ledger.entries] == ["close", "announce", "revise"]

    @pytest.mark.parametrize(
        ("vintage", "on", "code"),
        [(1, DUE, "year_revised"), (2, DUE, "year_released"), (2, TODAY, "ledger_broken")],
    )
    def test_what_does_not_fit_the_revision_is_not_released(self, first, vintage, on, code):
        """C17: neither too early, nor twice, nor a table of before it after it."""
        self.announce(first)
        if code != "ledger_broken":
            release_draft(personas.lars, self.revised_draft(), on=DUE)
        late = self.revised_draft()
        if vintage == 1:
            late = a_draft(sides=("gender",), closing={})
        before = ReleasedTable.objects.count()

        with pytest.raises(RuleBroken) as broken:
            release_draft(personas.lars, late, on=on)

        assert broken.value.code == code
        assert ReleasedTable.objects.count() == before

    def test_only_an_analyst_announces_and_only_of_what_is_released(self, first):
        draft = Draft.objects.get(table=first)
        for actor, subject, reason in (
            (personas.ingrid, draft, "not_analyst"),
            (personas.kari, a_draft(year=2022), "not_released"),
            (personas.kari, replace_measure(draft), "no_ledger"),
        ):
            with pytest.raises(Denied) as refused:
                announce_revision(actor, subject, due_on=DUE, reason=REASON, on=TODAY)
            assert refused.value.reason == reason


def replace_measure(draft):
    draft.measure = Measure.ANSWER_TIMES
    return draft
