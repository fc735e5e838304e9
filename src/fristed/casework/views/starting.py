"""Starting a case."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import starting
from fristed.casework.forms.registering import StartCase
from fristed.casework.models import Case
from fristed.casework.rules.profiles import Profile
from fristed.kernel.rules import RuleBroken


def start_case(request: ActorRequest) -> HttpResponse:
    return _start(request, conversation="")


def start_case_from_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    return _start(request, conversation=ref)


def _start(request: ActorRequest, *, conversation: str) -> HttpResponse:
    starting.ask_to_start_case(request.actor, request.actor)
    now = timezone.now()
    today = timezone.localdate(now)
    place = queries.place_for_case(request.actor, on=today)
    route = {"contact_route": "self"} if conversation else {}
    first = {"municipality": place.municipality, "school": place.school} | route
    form = StartCase(request.POST or None, on=today, initial=first, schools=place.schools)
    if form.is_valid():
        try:
            case = _keep(request, form, place, conversation, now)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Saken er startet."))
            return redirect("casework:show_case", ref=case.ref)
    context = {"form": form, "place": place, "conversation": conversation}
    return render(request, "casework/case/start.html", context)


def _keep(
    request: ActorRequest,
    form: StartCase,
    place: queries.PlaceForCase,
    conversation: str,
    now: datetime,
) -> Case:
    """The keeper first, outside any transaction; then the action."""
    today = timezone.localdate(now)
    profile = form.profile(Profile(conversation=conversation), today=today)
    new = starting.NewCase.ask(
        request.actor,
        unit=place.unit,
        profile=profile,
        at=now,
        on=today,
        covering=place.covering,
    )
    registered = starting.Registration(
        name=place.name,
        concern=form.cleaned_data["concern"],
        further_concerns=form.cleaned_data["further_concerns"],
        profile=profile,
        county=place.county,
        deployment=place.deployment,
    )
    actor = request.actor
    if conversation:
        return starting.start_case_from_conversation(
            actor,
            new.file,
            conversation=conversation,
            keys=new.keys,
            registration=registered,
            on=today,
        )
    return starting.start_case(actor, new.file, keys=new.keys, registration=registered, on=today)
