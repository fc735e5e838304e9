"""The season: is the rise before a school holiday missing?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.statistics import queries
from fristed.statistics.actions import looking_ahead


@require_safe
def show_season(request: ActorRequest) -> HttpResponse:
    looking_ahead.ask_to_see_season(request.actor, request.actor)
    return render(request, "statistics/season/show.html", {"page": queries.season_page()})
