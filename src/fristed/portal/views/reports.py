"""The yearly reports: as a page, and as the PDF that was released."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fristed.publications.queries import NoTable, paper_of, released_report
from fristed.ui import downloads


@require_safe
def show_report(request: HttpRequest, ref: str) -> HttpResponse:
    try:
        report = released_report(ref, get_language() or "nb")
    except NoTable as missing:
        raise Http404 from missing
    return render(request, "portal/report/show.html", {"report": report})


@require_safe
def download_report(request: HttpRequest, ref: str, language: str) -> HttpResponse:
    """Under a name that says nothing on a phone that others open."""
    try:
        paper = paper_of(ref, language)
    except NoTable as missing:
        raise Http404 from missing
    return downloads.attachment(paper, kind="application/pdf", name="rapport.pdf")
