"""The report as readers will meet it, on paper, and its release."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.rules import RuleBroken
from fristed.reporting import queries
from fristed.reporting.actions import releasing, writing
from fristed.reporting.choices import LANGUAGES
from fristed.reporting.rules.editions import Edition
from fristed.reporting.views.writing import report_or_404
from fristed.ui import downloads, printing

PAPER = "reporting/templates/reporting/report/print.typ"


@require_safe
def preview_report(request: ActorRequest, ref: str, language: str) -> HttpResponse:
    report = report_or_404(ref)
    writing.ask_to_read_report(request.actor, report)
    try:
        edition = queries.editions_of(report)[_known(language)]
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("reporting:show_report", ref=ref)
    context = {"edition": edition.as_kept(), "ref": ref, "languages": LANGUAGES}
    return render(request, "reporting/report/preview.html", context)


@require_safe
def print_report(request: ActorRequest, ref: str, language: str) -> HttpResponse:
    report = report_or_404(ref)
    writing.ask_to_read_report(request.actor, report)
    try:
        edition = queries.editions_of(report)[_known(language)]
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("reporting:show_report", ref=ref)
    name = f"rapport-{report.year}-{language}.pdf"
    return downloads.attachment(paper(edition), kind="application/pdf", name=name)


def release_report(request: ActorRequest, ref: str) -> HttpResponse:
    report = report_or_404(ref)
    releasing.ask_to_release_report(request.actor, report)
    page = queries.report_page(request.actor, report)
    if request.method != "POST":
        return render(request, "reporting/report/release.html", {"page": page})
    try:
        editions = queries.editions_of(report)
        releasing.release_report(
            request.actor,
            report,
            editions=editions,
            papers={language: paper(one) for language, one in editions.items()},
            on=timezone.localdate(),
        )
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Rapporten er frigitt. Nora viser den nå."))
    return redirect("reporting:show_report", ref=ref)


def paper(edition: Edition) -> bytes:
    """The edition as a PDF, the same each time it is printed."""
    return printing.pdf(
        PAPER, edition.as_kept(), title=edition.title, stamp=None, language=edition.language
    )


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise Http404
    return language
