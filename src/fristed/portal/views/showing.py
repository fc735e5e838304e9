"""The figures: what has been published, and tables that were released."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fristed.portal import queries
from fristed.publications.queries import NoTable, TableOn, released_table
from fristed.publications.rules.formats import ENDINGS


@require_safe
def show_history(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/figures/history.html", {"page": queries.history_page()})


@require_safe
def show_table(request: HttpRequest, ref: str) -> HttpResponse:
    shown = _table_or_404(ref)
    if shown.tombstone:
        return _gone(request, shown)
    page = queries.table_page(shown, request.GET.dict())
    return render(request, "portal/figures/table.html", {"page": page})


@require_safe
def download_table(request: HttpRequest, ref: str, ending: str) -> HttpResponse:
    """The whole table as a file, under a name that says nothing on a phone that others open."""
    shown = _table_or_404(ref)
    if shown.tombstone:
        return _gone(request, shown)
    if ending not in ENDINGS:
        raise Http404
    form, number = ENDINGS[ending], shown.table.ledger_number
    written = form.write(shown.table, get_language() or "nb")
    response = HttpResponse(written, content_type=form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="tabell-{number}.{ending}"'
    return response


def _table_or_404(ref: str) -> TableOn:
    try:
        return released_table(ref)
    except NoTable as missing:
        raise Http404 from missing


def _gone(request: HttpRequest, shown: TableOn) -> HttpResponse:
    """Its address was announced once, so it says what happened."""
    context = {"table": shown.table, "tombstone": shown.tombstone}
    return render(request, "portal/figures/withdrawn.html", context, status=410)
