"""The shelf as nora sees it: the published history, and tables that two analysts released."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.management import call_command
from tests import personas

from fristed.codelists.rules.words import Words
from fristed.kernel.refs import new_ref
from fristed.publications.access import OnTheShelf
from fristed.publications.actions.releasing import release_table, withdraw_table
from fristed.publications.choices import DimensionRole
from fristed.publications.rules.notes import rounded
from fristed.publications.rules.tables import Category, Content, Dimension

RELEASED_ON = date(2026, 11, 25)
CONCERNS = {
    "total": Words("Alle bekymringer", "Alle bekymringar", "All concerns"),
    "control": Words("Negativ sosial kontroll", "Negativ sosial kontroll", "Negative control"),
    "abroad": Words("Ufrivillig opphold", "Ufrivillig opphald", "Involuntary stay"),
}
COUNTIES = {
    "total": Words("Hele landet", "Heile landet", "The whole country"),
    "03": Words.alike("Oslo"),
    "46": Words.alike("Vestland"),
}
GENDERS = {
    "total": Words("Alle kjønn", "Alle kjønn", "All genders"),
    "female": Words("Jente eller kvinne", "Jente eller kvinne", "Girl or woman"),
    "male": Words("Gutt eller mann", "Gut eller mann", "Boy or man"),
}


@dataclass(frozen=True)
class Draft:
    ref: str
    drafted_by: str


def a_side(code, label, categories, role=DimensionRole.PLAIN):
    return Dimension(
        code, label, tuple(Category(value, words) for value, words in categories.items()), role
    )


def a_table(year=2023, *, is_sample=True, series="", total=None):
    """Concern x county x gender; each cell is its place, so that a swapped one shows."""
    return Content(
        title=Words(f"Saker i {year}", f"Saker i {year}", f"Cases in {year}"),
        measure=Words("Nye saker", "Nye saker", "New cases"),
        dimensions=(
            a_side("concern", Words("Hovedbekymring", "Hovudbekymring", "Main concern"), CONCERNS),
            a_side("county", Words("Fylke", "Fylke", "County"), COUNTIES, DimensionRole.GEO),
            a_side("gender", Words("Kjønn", "Kjønn", "Gender"), GENDERS),
        ),
        cells=(*range(1000, 1130, 5), None),
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        is_sample=is_sample,
        notes=(rounded(5),),
        series=series,
        total=total,
    )


@pytest.fixture
def release(as_desk):
    """`release(2023)`: put a table on the shelf as the analysts do; answers its reference."""

    def released(year=2023, number=1, *, content=None, **changed):
        with as_desk():
            return release_table(
                personas.lars,
                Draft(new_ref("utk"), personas.kari.ref),
                content=content or a_table(year, **changed),
                ledger_number=number,
                on=RELEASED_ON,
            )

    return released


@pytest.fixture
def withdraw(as_desk):
    def withdrawn(ref, replaced_by=""):
        with as_desk():
            withdraw_table(
                personas.lars,
                OnTheShelf(ref),
                reason=Words("Feil i fylke.", "Feil i fylke.", "A county was wrong."),
                on=RELEASED_ON,
                replaced_by=replaced_by,
            )

    return withdrawn


@pytest.fixture
def history(db):
    call_command("load_publications", verbosity=0)
