"""Writing and releasing: every figure checked, two people, once, for good."""

import io
from dataclasses import replace

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from tests import personas
from tests.portal.conftest import Draft, a_table
from tests.reporting.conftest import NB, NN, NOW, TODAY, write

from fristed.codelists.rules.words import Words
from fristed.gate import Denied
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications.access import OnTheShelf
from fristed.publications.actions.releasing import release_table, withdraw_table
from fristed.publications.models import ReleasedReport
from fristed.publications.queries import NoTable, paper_of, released_report, released_reports
from fristed.reporting import queries
from fristed.reporting.actions import writing
from fristed.reporting.actions.releasing import release_report
from fristed.reporting.choices import HISTORY
from fristed.reporting.models import Report
from fristed.reporting.views.releasing import paper

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture(autouse=True)
def _desk(report, as_desk):
    with as_desk():
        yield


def release(report, by=personas.lars, *, editions=None):
    editions = editions or queries.editions_of(report)
    papers = dict.fromkeys(editions, b"%PDF-")
    return release_report(by, report, editions=editions, papers=papers, on=TODAY)


def test_an_edition_holds_the_text_without_sources_and_the_cautions(report):
    write(report, tables=(HISTORY,))

    editions = queries.editions_of(report)

    (chapter,) = editions["nb"].chapters
    assert chapter.paragraphs[0] == "I 2023 fikk rådgiverne 899 nye saker."
    assert editions["nn"].chapters[0].paragraphs[0] == "I 2023 fekk rådgivarane 899 nye saker."
    assert "Eksempeldata" in editions["nb"].cautions[0]
    assert any("legges aldri sammen" in one for one in editions["nb"].cautions)
    (table,) = chapter.tables
    row = next(row for row in table.rows if row[0] == "2023")
    assert "899" in row


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"nb": NB.replace("899", "898")}, "chapter"),
        ({"nn": NN.replace("899", "898")}, "chapter"),  # nynorsk is checked as hard
        ({"nn": ""}, "one_language"),
        ({"nb": "", "nn": ""}, "nothing_written"),
    ],
)
def test_a_report_that_does_not_hold_is_not_built(report, texts, code):
    write(report, **texts)

    with pytest.raises(RuleBroken) as broken:
        queries.editions_of(report)

    assert broken.value.code == code


def test_a_comment_stops_the_release_until_it_is_settled(report):
    write(report)
    writing.comment_chapter(
        personas.lars, report, chapter="advisers", text="Si hva som er nytt", at=NOW
    )
    with pytest.raises(RuleBroken) as broken:
        queries.editions_of(report)
    assert broken.value.code == "open_comments"

    (line,) = queries.chapter_page(personas.kari, report, "advisers").comments
    writing.settle_comment(personas.kari, report, comment=line.ref)

    assert queries.editions_of(report)


def test_two_who_write_at_once_lose_nothing(report):
    write(report)

    with pytest.raises(RuleBroken) as broken:
        write(report, after=0, nb="En annen tekst")

    assert broken.value.code == "written_meanwhile"
    write(report, after=1, nb="En ny tekst")
    page = queries.chapter_page(personas.kari, report, "advisers")
    assert page.nb == "En ny tekst"
    assert [number for number, _, _ in page.versions] == [2, 1]
    assert queries.version_page(report, "advisers", 1).nb == NB


def test_whoever_began_it_does_not_release_it(report):
    write(report)

    with pytest.raises(Denied) as denied:
        release(report, personas.kari)

    assert denied.value.reason == "started_it"
    assert not ReleasedReport.objects.exists()


def test_a_released_report_is_read_as_it_was_and_never_changes(report):
    write(report)

    ref = release(report)

    on = released_report(ref, "nn")
    assert on.content["chapters"][0]["paragraphs"][0].startswith("I 2023 fekk")
    assert released_report(ref, "en").content["language"] == "nb"  # it is not written in English
    assert released_reports() == ((ref, 2023),)
    assert bytes(paper_of(ref, "nb")) == b"%PDF-"
    report.refresh_from_db()
    with pytest.raises(Denied):
        write(report, after=1)
    for change in (
        lambda: ReleasedReport.objects.update(year=2020),
        lambda: ReleasedReport.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert released_reports() == ((ref, 2023),)


def test_a_table_that_is_withdrawn_afterwards_is_named_on_the_report(report, settings):
    settings.ROOT_URLCONF = "fristed.config.urls.nora"
    table, other = (
        release_table(
            personas.lars,
            Draft(new_ref("utk"), personas.kari.ref),
            content=replace(a_table(year, is_sample=False), cells=(100,) * 27),
            ledger_number=number,
            on=TODAY,
        )
        for number, year in ((1, 2023), (2, 2022))
    )
    write(report, tables=(HISTORY, table, other))
    ref = release(report)
    assert released_report(ref, "nb").gone == ()

    reason = Words("Feil i fylke.", "Feil i fylke.", "Wrong county.")
    withdraw_table(personas.lars, OnTheShelf(table), reason=reason, on=TODAY)

    on = released_report(ref, "nn")
    assert [(one.ref, one.tombstone.reason) for one in on.gone] == [(table, reason)]
    assert len(on.content["chapters"][0]["tables"]) == 3  # as it was released
    page = render_to_string("portal/report/show.html", {"report": on})
    assert "Saker i 2023. Feil i fylke." in page
    assert f'href="/statistikk/{table}"' in page


def test_what_was_read_is_what_is_released(report):
    write(report)
    read = queries.editions_of(report)
    write(report, after=1, nb=NB + " Og mer.")

    with pytest.raises(RuleBroken) as broken:
        release(report, editions=read)

    assert broken.value.code == "changed_meanwhile"


def test_a_year_is_begun_once_at_a_time(report):
    with pytest.raises(RuleBroken) as broken:
        writing.start_report(
            personas.lars, Report(ref=new_ref("rpt"), year=2023, is_sample=True), on=TODAY
        )

    assert broken.value.code == "year_begun"


def test_the_paper_is_tagged_for_everyone_and_kept_for_long(report):
    write(report, tables=(HISTORY,))

    made = paper(queries.editions_of(report)["nn"])

    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.Lang == "nn"
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["pdfaid:part"] == "2"
    assert made == paper(queries.editions_of(report)["nn"])  # the same each time


def test_what_is_not_there_is_not_there():
    with pytest.raises(NoTable):
        released_report("rap_0000000000000000000000", "nb")
