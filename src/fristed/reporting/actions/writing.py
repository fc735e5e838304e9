"""Starting a report, writing its chapters, and saying what should be better."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.reporting import access
from fristed.reporting.choices import Status
from fristed.reporting.models import Comment, Report, Version

ask_to_read_report = asking("report.read", may=access.may_read_report)
ask_to_write_chapter = asking("report.ask_to_write", may=access.may_write_chapter)


@dataclass(frozen=True)
class Written:
    """A chapter as it stands in the form.

    after   the number of the version that the writer began from
    """

    chapter: str
    nb: str
    nn: str
    tables: tuple[str, ...]
    after: int


@action("report.start", may=access.may_start_report)
def start_report(actor: Actor, report: Report, *, on: date) -> None:
    """Begin a year's report.

    :raises RuleBroken: `year_begun`: one is being written already.
    """
    if Report.objects.filter(year=report.year, status=Status.WRITING).exists():
        raise RuleBroken("year_begun", _("Rapporten for dette året er begynt på. Åpne den."))
    report.started_by, report.started_on = actor.ref, on
    report.save(force_insert=True)


@action("report.write_chapter", may=access.may_write_chapter)
def write_chapter(actor: Actor, report: Report, *, written: Written, at: datetime) -> None:
    """Keep a new version of a chapter. Figures are checked when the report is built.

    :raises RuleBroken: `written_meanwhile`: somebody else has, since this one was opened.
    """
    Report.objects.select_for_update().get(pk=report.pk)
    of_chapter = Version.objects.filter(report=report, chapter=written.chapter)
    last = of_chapter.aggregate(last=Max("number"))["last"] or 0
    if last != written.after:
        raise RuleBroken(
            "written_meanwhile",
            _("En annen har skrevet i kapittelet imens. Det du skrev står her. Se den nye "
              "versjonen i listen under, og lagre igjen."),
        )  # fmt: skip
    Version.objects.create(
        report=report,
        chapter=written.chapter,
        number=last + 1,
        nb=written.nb,
        nn=written.nn,
        tables=list(written.tables),
        written_by=actor.ref,
        written_at=at,
    )


@action("report.comment", may=access.may_comment)
def comment_chapter(actor: Actor, report: Report, *, chapter: str, text: str, at: datetime) -> None:
    """Say what should be better. The report is not released before it is settled."""
    Comment.objects.create(
        ref=new_ref("mrk"),
        report=report,
        chapter=chapter,
        text=text,
        said_by=actor.ref,
        said_at=at,
    )


@action("report.settle_comment", may=access.may_comment)
def settle_comment(actor: Actor, report: Report, *, comment: str) -> None:
    """Note that it is dealt with, and by whom."""
    Comment.objects.filter(report=report, ref=comment, settled_by="").update(settled_by=actor.ref)
