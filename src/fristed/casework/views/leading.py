"""What a leader and the data protection officer look at: who opened what, never what is in it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import reading


@require_safe
def list_people(request: ActorRequest) -> HttpResponse:
    reading.ask_to_lead(request.actor, request.actor)
    units = queries.units_led_by(request.actor, on=timezone.localdate())
    return render(request, "casework/leading/people.html", {"units": units})


@require_safe
def list_cases_of(request: ActorRequest, person: str) -> HttpResponse:
    someone = queries.person_led_by(request.actor, person, on=timezone.localdate())
    if someone is None:
        raise Http404
    reading.ask_to_see_cases_of(request.actor, someone)
    context = {"person": someone, "cases": queries.cases_of(request.actor, someone)}
    return render(request, "casework/leading/cases_of.html", context)


@require_safe
def list_alarms(request: ActorRequest) -> HttpResponse:
    reading.ask_to_see_alarms(request.actor, request.actor)
    now = timezone.now()
    context = {
        "emergencies": queries.emergencies_seen_by(request.actor, now=now),
        "alarms": queries.alarms_seen_by(request.actor, now=now),
    }
    return render(request, "casework/leading/alarms.html", context)


@require_safe
def list_unusual_access(request: ActorRequest) -> HttpResponse:
    reading.ask_to_see_unusual(request.actor, request.actor)
    context = {"lines": queries.unusual_access(now=timezone.now())}
    return render(request, "casework/leading/unusual.html", context)
