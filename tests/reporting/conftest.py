"""A report that is begun, with the published history and one released table to write from."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from tests import personas

from fristed.kernel.refs import new_ref
from fristed.reporting.actions import writing
from fristed.reporting.models import Report

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NB = "I 2023 fikk rådgiverne [899 | MR 2023] nye saker.\n\nDet er færre enn året før."
NN = "I 2023 fekk rådgivarane [899 | MR 2023] nye saker.\n\nDet er færre enn året før."


@pytest.fixture
def history(db):
    call_command("load_publications", verbosity=0)


@pytest.fixture
def report(history, as_desk) -> Report:
    """Kari began it."""
    with as_desk():
        begun = Report(ref=new_ref("rpt"), year=2023, is_sample=True)
        writing.start_report(personas.kari, begun, on=TODAY)
    return begun


def write(report: Report, chapter: str = "advisers", *, after: int = 0, **texts: object) -> None:
    given = {"nb": NB, "nn": NN, "tables": (), **texts}
    writing.write_chapter(
        personas.kari,
        report,
        written=writing.Written(chapter=chapter, after=after, **given),
        at=NOW,
    )
