"""The figures: what has been published, and tables that were released."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fristed.contact import queries as conversations
from fristed.portal import queries
from fristed.publications.queries import NoTable, TableOn, parquet_of, released_table
from fristed.publications.rules.formats import ENDINGS
from fristed.ui.keeping import same_for_everyone
from fristed.ui.pictures import png

PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


@require_safe
@same_for_everyone
def show_history(request: HttpRequest) -> HttpResponse:
    context = {
        "page": queries.history_page(),
        "waited": conversations.first_answers(timezone.localdate()),
    }
    return render(request, "portal/figures/history.html", context)


@require_safe
@same_for_everyone
def show_hidden_population(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/figures/hidden.html", {"page": queries.hidden_population_page()})


@require_safe
def show_table(request: HttpRequest, ref: str) -> HttpResponse:
    shown = _table_or_404(ref)
    if shown.tombstone:
        return _gone(request, shown)
    page = queries.table_page(shown, request.GET.dict(), base=settings.FRISTED_BASE)
    context = {"page": page, "licence": settings.FRISTED_DATA_LICENCE}
    return render(request, "portal/figures/table.html", context)


@require_safe
def download_table(request: HttpRequest, ref: str, ending: str) -> HttpResponse:
    """The whole table as a file, under a name that says nothing on a phone that others open."""
    shown = _table_or_404(ref)
    if shown.tombstone:
        return _gone(request, shown)
    written, media_type = _written(request, shown, ending)
    number = shown.table.ledger_number
    response = HttpResponse(written, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="tabell-{number}.{ending}"'
    return response


def _written(request: HttpRequest, shown: TableOn, ending: str) -> tuple[str | bytes, str]:
    """The whole table, or its figure as the page shows it."""
    if ending in ENDINGS:
        form = ENDINGS[ending]
        return form.write(shown.table, get_language() or "nb"), form.media_type
    if ending == "parquet" and (kept := parquet_of(shown.ref)):
        return kept, "application/vnd.apache.parquet"
    if ending in PICTURES:
        try:
            picture = queries.picture_of(shown, request.GET.dict())
        except LookupError as undrawn:
            raise Http404 from undrawn
        return png(picture) if ending == "png" else picture, PICTURES[ending]
    raise Http404


def _table_or_404(ref: str) -> TableOn:
    try:
        if queries.is_composed(ref):
            return TableOn(queries.composed_table(ref), tombstone=None, is_intact=True)
        return released_table(ref)
    except NoTable as missing:
        raise Http404 from missing


def _gone(request: HttpRequest, shown: TableOn) -> HttpResponse:
    """Its address was announced once, so it says what happened."""
    context = {"table": shown.table, "tombstone": shown.tombstone}
    return render(request, "portal/figures/withdrawn.html", context, status=410)
