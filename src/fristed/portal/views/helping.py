"""Whom to ring, here and abroad, and where the advisers are."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fristed.codelists.queries import municipalities_for_choice
from fristed.portal.forms import Municipality
from fristed.portal.queries import helping
from fristed.ui.keeping import same_for_everyone


@require_safe
@same_for_everyone
def show_help(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {"services": helping.services_now(now, timezone.localdate(now))}
    return render(request, "portal/help/now.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@same_for_everyone  # until she has chosen: what was sent in a body is never kept
def show_help_nearby(request: HttpRequest) -> HttpResponse:
    """Where she lives is asked in the form's body: it stands in no address and no log."""
    today = timezone.localdate()
    form = Municipality(request.POST or None, choices=municipalities_for_choice(today))
    page = helping.nearby(form.cleaned_data["place"], today) if form.is_valid() else None
    return render(request, "portal/help/nearby.html", {"form": form, "page": page})


@require_safe
@same_for_everyone
def show_help_abroad(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {"embassies": helping.abroad(now, timezone.localdate(now))}
    return render(request, "portal/help/abroad.html", context)


@require_safe
@same_for_everyone
def show_advisers(request: HttpRequest) -> HttpResponse:
    page = helping.advisers(timezone.localdate())
    return render(request, "portal/help/advisers.html", {"page": page})


@require_safe
@same_for_everyone
def advisers_as_json(request: HttpRequest) -> HttpResponse:
    return JsonResponse(helping.as_json(helping.advisers(timezone.localdate())))
