"""Nora's pages: the list of them, and one of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.http import require_POST, require_safe

from fristed.gate import Visitor
from fristed.portal import queries
from fristed.portal.access import About
from fristed.portal.actions.answering import count_answer
from fristed.portal.choices import HOUSE, Answer
from fristed.portal.forms import Found, Search


@require_safe
def show_pages(request: HttpRequest) -> HttpResponse:
    shelves = queries.shelves(get_language() or "nb")
    return render(request, "portal/page/list.html", {"shelves": shelves, "search": Search()})


@require_POST
def search_pages(request: HttpRequest) -> HttpResponse:
    """What she looks for is asked in the form's body: it stands in no address and no log."""
    language = get_language() or "nb"
    form = Search(request.POST)
    pages = None
    if form.is_valid():
        pages = queries.pages_about(form.cleaned_data["query"], language)
        if not pages:
            today = timezone.localdate()
            nothing = Answer.NO_RESULT
            count_answer(Visitor(), About(0), answer=nothing, language=language, on=today)
    return render(request, "portal/page/search.html", {"search": form, "pages": pages})


@require_safe
def show_page(request: HttpRequest, number: int, language: str = "") -> HttpResponse:
    if language in HOUSE:
        raise Http404  # theirs is in front of the address
    try:
        page = queries.article(number, language or get_language() or "nb", on=timezone.localdate())
    except queries.NoPage as missing:
        raise Http404 from missing
    if not language:
        context = {"page": page, "found": Found(initial={"page": number})}
        return render(request, "portal/page/show.html", context)
    with override("en"):  # what is around the page, for someone who may not read Norwegian
        return render(request, "portal/page/foreign.html", {"page": page})
