"""Released tables: whole, protected, released by another, and never changed again."""

import csv
import json
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO

import jsonstat_validator
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from psycopg.errors import InsufficientPrivilege
from tests import personas

from fristed.audit.models import Entry
from fristed.codelists.rules.words import Words
from fristed.gate import Denied
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications import access, queries
from fristed.publications.actions.releasing import release_table, withdraw_table
from fristed.publications.choices import DimensionRole
from fristed.publications.models import ReleasedTable, TableWithdrawal
from fristed.publications.rules.exports import as_csv, as_jsonstat
from fristed.publications.rules.notes import NOT_PREVALENCE, SAMPLE, rounded
from fristed.publications.rules.tables import (
    Category,
    Content,
    Dimension,
    canonical,
    check_releasable,
    digest,
)

TODAY = date(2026, 11, 25)


@dataclass(frozen=True)
class Draft:
    ref: str
    drafted_by: str


def by_kari():
    return Draft(new_ref("utk"), personas.kari.ref)


def a_dimension(code, *values, role=DimensionRole.PLAIN):
    return Dimension(
        code,
        Words.alike(code),
        tuple(Category(value, Words.alike(value)) for value in values),
        role,
    )


def a_table(**changed):
    return replace(
        Content(
            title=Words("Saker etter fylke og kjønn", "Saker etter fylke og kjønn", "Cases"),
            measure=Words("Saker", "Saker", "Cases"),
            dimensions=(
                a_dimension("year", "2023", role=DimensionRole.TIME),
                a_dimension("county", "03", "46", role=DimensionRole.GEO),
                a_dimension("gender", "female", "male", "unknown"),
            ),
            cells=(120, 30, 0, 55, None, 5),
            period_from=date(2023, 1, 1),
            period_to=date(2023, 12, 31),
            is_sample=True,
            notes=(rounded(5),),
        ),
        **changed,
    )


def released(content=None, number=1, on=TODAY):
    return release_table(
        personas.lars, by_kari(), content=content or a_table(), ledger_number=number, on=on
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"cells": (120, 30, 0, 55, 5, 5)}, None),
        ({"cells": (120, 30, 0, 55, 1, 5)}, "small_cell"),
        ({"cells": (120, 30, 0, 55, 4, 5)}, "small_cell"),
        ({"cells": (120, 30, 0, 55, -5, 5)}, "negative"),
        ({"cells": (120, 30)}, "wrong_size"),
        ({"dimensions": (), "cells": (120,)}, "no_dimensions"),
        ({"dimensions": (a_dimension("year"),), "cells": ()}, "empty_dimension"),
        ({"dimensions": (a_dimension("year", "2023", "2023"),), "cells": (5, 5)}, "twice"),
        (
            {"dimensions": (a_dimension("a", "x"), a_dimension("a", "y")), "cells": (5,)},
            "twice",
        ),
    ],
)
def test_check_releasable(changed, code):
    if code is None:
        check_releasable(a_table(**changed))
        return
    with pytest.raises(RuleBroken) as broken:
        check_releasable(a_table(**changed))
    assert broken.value.code == code


@given(st.integers(1, 4), st.integers(0, 5))
def test_no_count_of_one_to_four_is_releasable_wherever_it_stands(small, place):
    cells = [0, 5, 10, 15, None, 25]
    cells[place] = small

    with pytest.raises(RuleBroken, match="1 til 4"):
        check_releasable(a_table(cells=tuple(cells)))


def test_the_hash_is_of_everything_the_public_sees():
    def sha(content, **changed):
        known = {"ref": "tab_x", "ledger_number": 1, "released_on": TODAY} | changed
        return digest(canonical(content, **known))

    same = sha(a_table())
    assert sha(a_table()) == same
    others = {
        sha(a_table(cells=(120, 30, 0, 55, 0, 5))),
        sha(a_table(is_sample=False)),
        sha(a_table(notes=())),
        sha(a_table(title=Words.alike("Noe annet"))),
        sha(a_table(period_to=date(2024, 12, 31))),
        sha(a_table(), ref="tab_y"),
        sha(a_table(), ledger_number=2),
        sha(a_table(), released_on=date(2026, 11, 26)),
    }
    assert len(others) == 8
    assert same not in others


@pytest.mark.django_db(databases=["default", "audit"])
class TestReleasing:
    def test_release_by_another_puts_the_table_on_the_shelf(self, as_desk, as_nora):
        with as_desk():
            ref = released()

        with as_nora():
            shown = queries.released_table(ref)
            listed = queries.released_tables()
        assert shown.content == a_table()
        assert shown.is_intact
        assert shown.tombstone is None
        assert [(one.ref, one.is_sample, one.is_withdrawn) for one in listed] == [
            (ref, True, False)
        ]

    def test_release_by_the_drafter_is_refused_recorded_and_changes_nothing(self):
        draft = by_kari()

        with pytest.raises(Denied, match="drafted_it"):
            release_table(personas.kari, draft, content=a_table(), ledger_number=1, on=TODAY)

        assert not ReleasedTable.objects.exists()
        trail = Entry.objects.using("audit").filter(subject=draft.ref)
        assert [(entry.event, entry.action, entry.detail) for entry in trail] == [
            ("refused", "table.release", "drafted_it")
        ]

    @pytest.mark.parametrize("key", ["amina", "ingrid", "oda", "petter"])
    def test_release_by_somebody_who_is_no_analyst_is_refused(self, key):
        with pytest.raises(Denied, match="not_analyst"):
            release_table(
                personas.ALL[key], by_kari(), content=a_table(), ledger_number=1, on=TODAY
            )

    def test_a_small_cell_is_refused_before_the_database_sees_it(self):
        with pytest.raises(RuleBroken, match="1 til 4"):
            released(a_table(cells=(120, 30, 0, 55, 3, 5)))

        assert not ReleasedTable.objects.exists()

    def test_ledger_numbers_follow_and_are_used_once(self):
        assert queries.next_ledger_number() == 1
        released(number=1)
        assert queries.next_ledger_number() == 2

        with pytest.raises(IntegrityError, match="ledger_number"), transaction.atomic():
            released(number=1)

    def test_the_mandatory_notes_are_there_without_being_asked_for(self):
        ref = released(a_table(notes=()))

        assert queries.released_table(ref).table.notes == (SAMPLE, NOT_PREVALENCE)
        ref = released(a_table(notes=(), is_sample=False), number=2)
        assert queries.released_table(ref).table.notes == (NOT_PREVALENCE,)


@pytest.mark.django_db(databases=["default", "audit"])
class TestImmutability:
    @pytest.mark.parametrize(
        "change",
        [
            "update publications_releasedtable set cells = '[500]'",
            "update publications_releasedtable set title = title",
            "delete from publications_releasedtable",
        ],
    )
    def test_a_released_table_is_never_changed_not_even_by_the_owner(self, change):
        ref = released()

        with (
            pytest.raises(DatabaseError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)

        assert queries.released_table(ref).content == a_table()

    def test_nor_through_the_orm(self):
        released()

        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            ReleasedTable.objects.update(is_sample=False)
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            ReleasedTable.objects.get().delete()

    def test_the_database_refuses_a_small_cell_that_came_past_the_rule(self):
        released()
        row = ReleasedTable.objects.values().get()
        del row["id"]

        for number, cells in enumerate(([3], [5, None, 4], [1]), start=2):
            with (
                pytest.raises(IntegrityError, match="shows_no_small_cell"),
                transaction.atomic(),
            ):
                ReleasedTable.objects.create(
                    **row
                    | {
                        "ref": new_ref("tab"),
                        "ledger_number": number,
                        "sha256": f"{number:064x}",
                        "cells": cells,
                    }
                )

    def test_the_database_refuses_a_table_released_by_its_drafter(self):
        released()
        row = ReleasedTable.objects.values().get()
        del row["id"]

        with pytest.raises(IntegrityError, match="released_by_another"):
            ReleasedTable.objects.create(
                **row
                | {
                    "ref": new_ref("tab"),
                    "ledger_number": 2,
                    "sha256": "0" * 64,
                    "released_by": row["drafted_by"],
                }
            )

    def test_a_table_changed_behind_the_trigger_is_seen(self):
        ref = released()

        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")  # the row's own are waiting
            cursor.execute("alter table publications_releasedtable disable trigger user")
            cursor.execute("update publications_releasedtable set cells = '[120,30,0,55,null,10]'")
            cursor.execute("alter table publications_releasedtable enable trigger user")

        assert not queries.released_table(ref).is_intact

    @pytest.mark.parametrize("door", ["fristed_nora", "fristed_desk", "fristed_worker"])
    def test_no_door_may_try(self, connect_as, door):
        with connect_as(door) as there:
            for change in (
                "update publications_releasedtable set is_sample = false",
                "delete from publications_releasedtable",
                "truncate publications_releasedtable",
            ):
                with pytest.raises(InsufficientPrivilege):
                    there.execute(change)

    @pytest.mark.parametrize(
        "asked",
        [
            "select drafted_by from publications_releasedtable",
            "select released_by from publications_releasedtable",
            "select withdrawn_by from publications_tablewithdrawal",
        ],
    )
    def test_nora_never_reads_who(self, connect_as, asked):
        with connect_as("fristed_nora") as there:
            there.execute("select ref, cells from publications_releasedtable")
            with pytest.raises(InsufficientPrivilege):
                there.execute(asked)


@pytest.mark.django_db(databases=["default", "audit"])
class TestWithdrawing:
    WHY = Words("Feil i avrundingen.", "Feil i avrundinga.", "A mistake in the rounding.")

    def test_a_withdrawn_table_has_a_tombstone_and_points_at_the_better_one(self, as_desk, as_nora):
        with as_desk():
            ref, better = released(number=1), released(number=2)
            withdraw_table(
                personas.kari,
                access.OnTheShelf(ref),
                reason=self.WHY,
                on=TODAY,
                replaced_by=better,
            )

        with as_nora():
            shown = queries.released_table(ref)
            listed = {one.ref: one.is_withdrawn for one in queries.released_tables()}
        assert shown.tombstone == queries.Tombstone(TODAY, self.WHY, better)
        assert shown.is_intact
        assert listed == {ref: True, better: False}

    @pytest.mark.parametrize("replaced_by", ["tab_missing", "itself"])
    def test_a_replacement_is_another_released_table(self, replaced_by):
        ref = released()

        with pytest.raises(RuleBroken) as broken:
            withdraw_table(
                personas.kari,
                access.OnTheShelf(ref),
                reason=self.WHY,
                on=TODAY,
                replaced_by=ref if replaced_by == "itself" else replaced_by,
            )
        assert broken.value.code == "no_replacement"

    def test_a_table_is_withdrawn_once_and_for_good(self):
        ref = released()
        withdraw_table(personas.kari, access.OnTheShelf(ref), reason=self.WHY, on=TODAY)

        with pytest.raises(RuleBroken) as broken:
            withdraw_table(personas.kari, access.OnTheShelf(ref), reason=self.WHY, on=TODAY)
        assert broken.value.code == "withdrawn_already"
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            TableWithdrawal.objects.all().delete()

    def test_only_an_analyst_withdraws(self):
        ref = released()

        with pytest.raises(Denied, match="not_analyst"):
            withdraw_table(personas.amina, access.OnTheShelf(ref), reason=self.WHY, on=TODAY)

        assert queries.released_table(ref).tombstone is None


@pytest.mark.django_db(databases=["default", "audit"])
class TestExports:
    def table(self, **changed):
        return queries.released_table(released(a_table(**changed))).table

    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_jsonstat_is_valid_and_carries_the_notes(self, language):
        text = as_jsonstat(self.table(), language)

        jsonstat_validator.validate_jsonstat(json.loads(text))
        dataset = json.loads(text)
        assert dataset["note"] == [
            note.in_language(language) for note in (SAMPLE, NOT_PREVALENCE, rounded(5))
        ]
        assert dataset["role"] == {"time": ["year"], "geo": ["county"], "metric": ["ContentsCode"]}
        assert dataset["size"] == [1, 2, 3, 1]
        assert dataset["value"] == [120, 30, 0, 55, None, 5]
        assert dataset["status"] == {"4": ":"}
        assert dataset["extension"]["isSample"] is True

    def test_the_validator_refuses_what_is_not_valid(self):
        dataset = json.loads(as_jsonstat(self.table(), "nb"))
        dataset["size"][0] = 7

        with pytest.raises(Exception, match=r"size|validation"):
            jsonstat_validator.validate_jsonstat(dataset)

    def test_jsonstat_without_hidden_cells_has_no_status(self):
        dataset = json.loads(as_jsonstat(self.table(cells=(120, 30, 0, 55, 5, 5)), "nb"))

        assert "status" not in dataset

    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_csv_carries_the_notes_in_every_row(self, language):
        table = self.table()

        rows = list(csv.reader(StringIO(as_csv(table, language))))
        notes = " ".join(
            note.in_language(language) for note in (SAMPLE, NOT_PREVALENCE, rounded(5))
        )
        assert [row[-2:] for row in rows[1:]] == [[notes, table.ref]] * 6
        assert [row[:8] for row in rows[1:]] == [
            ["2023", "2023", "03", "03", "female", "female", "120", ""],
            ["2023", "2023", "03", "03", "male", "male", "30", ""],
            ["2023", "2023", "03", "03", "unknown", "unknown", "0", ""],
            ["2023", "2023", "46", "46", "female", "female", "55", ""],
            ["2023", "2023", "46", "46", "male", "male", "", ":"],
            ["2023", "2023", "46", "46", "unknown", "unknown", "5", ""],
        ]

    def test_what_is_not_sample_data_does_not_say_it_is(self):
        table = self.table(is_sample=False)

        for text in (as_csv(table, "nb"), as_jsonstat(table, "nb")):
            assert "Eksempeldata" not in text
            assert NOT_PREVALENCE.nb[:40] in text
        assert "Eksempeldata" in as_csv(queries.released_table(released(number=2)).table, "nb")


@pytest.mark.django_db
def test_a_table_nobody_released_is_not_there():
    with pytest.raises(queries.NoTable):
        queries.released_table("tab_missing")
