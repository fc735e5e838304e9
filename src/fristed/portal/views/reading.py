"""Nora's pages: the list of them, and one of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from fristed.portal import queries
from fristed.portal.choices import HOUSE


@require_safe
def show_pages(request: HttpRequest) -> HttpResponse:
    shelves = queries.shelves(get_language() or "nb")
    return render(request, "portal/page/list.html", {"shelves": shelves})


@require_safe
def show_page(request: HttpRequest, number: int, language: str = "") -> HttpResponse:
    if language in HOUSE:
        raise Http404  # theirs is in front of the address
    try:
        page = queries.article(number, language or get_language() or "nb", on=timezone.localdate())
    except queries.NoPage as missing:
        raise Http404 from missing
    if not language:
        return render(request, "portal/page/show.html", {"page": page})
    with override("en"):  # what is around the page, for someone who may not read Norwegian
        return render(request, "portal/page/foreign.html", {"page": page})
