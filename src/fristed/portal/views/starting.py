"""The front page, and what this place is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fristed.portal import queries
from fristed.ui.house import HOUSE
from fristed.ui.keeping import same_for_everyone

FIRST = ("self-check", "if-i-call", "what-is-control", "travel", "phone")
WHOSE = ("young", "friend", "parent", "newcomer", "professional")


@require_safe
@same_for_everyone
def show_start(request: HttpRequest) -> HttpResponse:
    language = get_language() or "nb"
    context = {
        "first": queries.links_to(FIRST, language),
        "whose": queries.links_to(WHOSE, language),
    }
    return render(request, "portal/start/show.html", context)


@require_safe
@same_for_everyone
def show_about(request: HttpRequest) -> HttpResponse:
    context = {"is_demonstration": HOUSE.holds_sample, "owner": HOUSE.owner}
    return render(request, "portal/about/show.html", context)


@require_safe
@same_for_everyone
def show_privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about/privacy.html")


@require_safe
@same_for_everyone
def show_accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about/accessibility.html")


@require_safe
def show_icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it by this name, whatever the page says."""
    return redirect(static("ui/nora/icon.svg"))
