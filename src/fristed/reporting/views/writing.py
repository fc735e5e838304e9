"""The list of reports, a new one, one with its chapters, and one chapter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.reporting import forms, queries
from fristed.reporting.actions import writing
from fristed.reporting.models import Report, Version
from fristed.reporting.rules.chapters import BY_CODE
from fristed.ui.house import HOUSE

FIRST_YEAR = 2008


@require_safe
def list_yearly_reports(request: ActorRequest) -> HttpResponse:
    writing.ask_to_read_report(request.actor, Report())
    lines = queries.reports_readable_by(request.actor)
    return render(request, "reporting/report/list.html", {"lines": lines})


def start_report(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    report = Report(ref=new_ref("rpt"), is_sample=HOUSE.holds_sample)
    writing.ask_to_read_report(request.actor, report)
    form = forms.NewReport(request.POST or None, years=range(FIRST_YEAR, today.year + 1))
    if form.is_valid():
        report.year = form.cleaned_data["year"]
        try:
            writing.start_report(request.actor, report, on=today)
        except RuleBroken as broken:
            form.add_error("year", str(broken))
        else:
            return redirect("reporting:show_report", ref=report.ref)
    return render(request, "reporting/report/new.html", {"form": form})


@require_safe
def show_report(request: ActorRequest, ref: str) -> HttpResponse:
    report = report_or_404(ref)
    writing.ask_to_read_report(request.actor, report)
    page = queries.report_page(request.actor, report)
    return render(request, "reporting/report/show.html", {"page": page})


def write_chapter(request: ActorRequest, ref: str, chapter: str) -> HttpResponse:
    report = report_or_404(ref, chapter)
    writing.ask_to_read_report(request.actor, report)
    page = queries.chapter_page(request.actor, report, chapter)
    begun = {"nb": page.nb, "nn": page.nn, "tables": list(page.tables), "after": page.number}
    tables = queries.tables_for_choice()
    form = forms.ChapterText(request.POST or None, tables=tables, initial=begun)
    if form.is_valid():
        try:
            writing.write_chapter(
                request.actor, report, written=_written(form, chapter), at=timezone.now()
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
            form.data = {**request.POST.dict(), "after": str(page.number)}
            form.data["tables"] = request.POST.getlist("tables")
        else:
            messages.success(request, _("Kapittelet er lagret."))
            return redirect("reporting:write_chapter", ref=ref, chapter=chapter)
    context = {"page": page, "form": form, "comment": forms.NewComment()}
    return render(request, "reporting/chapter/write.html", context)


@require_POST
def comment_chapter(request: ActorRequest, ref: str, chapter: str) -> HttpResponse:
    report = report_or_404(ref, chapter)
    writing.ask_to_write_chapter(request.actor, report)
    form = forms.NewComment(request.POST)
    if form.is_valid():
        text, now = form.cleaned_data["text"], timezone.now()
        writing.comment_chapter(request.actor, report, chapter=chapter, text=text, at=now)
        messages.success(request, _("Merknaden er lagret."))
    else:
        messages.error(request, _("Skriv hva som bør bli bedre."))
    return redirect("reporting:write_chapter", ref=ref, chapter=chapter)


@require_POST
def settle_comment(request: ActorRequest, ref: str, chapter: str) -> HttpResponse:
    report = report_or_404(ref, chapter)
    writing.settle_comment(request.actor, report, comment=request.POST.get("comment", ""))
    return redirect("reporting:write_chapter", ref=ref, chapter=chapter)


@require_safe
def show_version(request: ActorRequest, ref: str, chapter: str, number: int) -> HttpResponse:
    report = report_or_404(ref, chapter)
    writing.ask_to_read_report(request.actor, report)
    try:
        version = queries.version_page(report, chapter, number)
    except Version.DoesNotExist as missing:
        raise Http404 from missing
    context = {"version": version, "ref": ref, "chapter": BY_CODE[chapter]}
    return render(request, "reporting/chapter/version.html", context)


def report_or_404(ref: str, chapter: str = "") -> Report:
    try:
        report = queries.report_by_ref(ref)
    except Report.DoesNotExist as missing:
        raise Http404 from missing
    if chapter and chapter not in BY_CODE:
        raise Http404
    return report


def _written(form: forms.ChapterText, chapter: str) -> writing.Written:
    given = form.cleaned_data
    return writing.Written(
        chapter=chapter,
        nb=given["nb"],
        nn=given["nn"],
        tables=tuple(given["tables"]),
        after=given["after"],
    )
