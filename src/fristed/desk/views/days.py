"""The first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework.actions import reading
from fristed.desk import access, queries


@require_safe
def my_day(request: ActorRequest) -> HttpResponse:
    if not access.may_see_day(request.actor, request.actor):
        return _elsewhere(request)
    parts = queries.my_day(request.actor, now=timezone.now())
    names = reading.read_own_names(request.actor, parts.sealed_names)
    return render(request, "desk/my_day.html", {"page": parts.with_names(names)})


def _elsewhere(request: ActorRequest) -> HttpResponse:
    """Her work begins on another page; or she has none at the desk yet, and is told so."""
    places = queries.places(request.actor)
    own = {reverse("accounts:show_own_sign_in"), reverse("desk:show_own_offices")}
    if places and places[0].address not in own:
        return redirect(places[0].address)
    return render(request, "desk/welcome.html", {"places": places})
