"""The figures: what has been published, and tables that were released."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fristed.portal import queries
from fristed.publications.queries import NoTable, TableOn, released_table
from fristed.publications.rules.exports import as_csv, as_jsonstat


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
def download_csv(request: HttpRequest, ref: str) -> HttpResponse:
    shown = _table_or_404(ref)
    if shown.tombstone:
        return _gone(request, shown)
    text = as_csv(shown.table, get_language() or "nb")
    return _file(text, "text/csv; charset=utf-8", f"tabell-{shown.table.ledger_number}.csv")


@require_safe
def download_json(request: HttpRequest, ref: str) -> HttpResponse:
    """JSON-stat 2.0."""
    shown = _table_or_404(ref)
    if shown.tombstone:
        return _gone(request, shown)
    text = as_jsonstat(shown.table, get_language() or "nb")
    return _file(text, "application/json", f"tabell-{shown.table.ledger_number}.json")


def _table_or_404(ref: str) -> TableOn:
    try:
        return released_table(ref)
    except NoTable as missing:
        raise Http404 from missing


def _gone(request: HttpRequest, shown: TableOn) -> HttpResponse:
    """Its address was announced once, so it says what happened."""
    context = {"table": shown.table, "tombstone": shown.tombstone}
    return render(request, "portal/figures/withdrawn.html", context, status=410)


def _file(text: str, kind: str, name: str) -> HttpResponse:
    """A name that says nothing on a phone that others open."""
    response = HttpResponse(text, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
