"""Nora's pages: the list of them, and one of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.http import require_POST, require_safe

from fristed.portal import queries
from fristed.portal.choices import HOUSE
from fristed.portal.forms import Found, Search
from fristed.portal.views import answering
from fristed.ui import downloads
from fristed.ui.keeping import same_for_everyone


@require_safe
@same_for_everyone
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
            answering.note_nothing_found(request, form.cleaned_data["query"], timezone.now())
    return render(request, "portal/page/search.html", {"search": form, "pages": pages})


@require_safe
@same_for_everyone
def show_page(request: HttpRequest, number: int, language: str = "") -> HttpResponse:
    return _shown(request, _article_or_404(number, language), language)


@require_safe
def download_guide(request: HttpRequest, number: int, language: str = "") -> HttpResponse:
    """On paper, under a name that says nothing. A recalled one is not handed out any more."""
    page = _article_or_404(number, language)
    if not page.is_guide:
        raise Http404
    if page.recalled:
        return _shown(request, page, language, status=410)
    paper = queries.paper_of(page)
    return downloads.attachment(paper, kind="application/pdf", name=f"{number}.pdf")


def _article_or_404(number: int, language: str) -> queries.Article:
    if language in HOUSE:
        raise Http404  # theirs is in front of the address
    try:
        return queries.article(number, language or get_language() or "nb", on=timezone.localdate())
    except queries.NoPage as missing:
        raise Http404 from missing


def _shown(
    request: HttpRequest, page: queries.Article, language: str, status: int = 200
) -> HttpResponse:
    if not language:
        context = {"page": page, "found": Found(initial={"page": page.number})}
        return render(request, "portal/page/show.html", context, status=status)
    with override("en"):  # what is around the page, for someone who may not read Norwegian
        return render(request, "portal/page/foreign.html", {"page": page}, status=status)
