"""Starting a case."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Origin:
    """The reference of what a case is started from; both are empty for one started from nothing."""

    conversation: str = ""
    inquiry: str = ""


def start_case(request: ActorRequest) -> HttpResponse:
    return _start(request, Origin())


def start_case_from_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    return _start(request, Origin(conversation=ref))


def start_case_from_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    return _start(request, Origin(inquiry=ref))


def _start(request: ActorRequest, origin: Origin) -> HttpResponse:
    starting.ask_to_start_case(request.actor, request.actor)
    now = timezone.now()
    today = timezone.localdate(now)
    place = queries.place_for_case(request.actor, on=today)
    route = {"contact_route": "self"} if origin.conversation else {}
    first = {"municipality": place.municipality, "school": place.school} | route
    form = StartCase(request.POST or None, on=today, initial=first, schools=place.schools)
    if form.is_valid():
        try:
            case = _keep(request, form, place, origin, now)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Saken er startet."))
            return redirect("casework:show_case", ref=case.ref)
    context = {"form": form, "place": place, "conversation": origin.conversation}
    return render(request, "casework/case/start.html", context)


def _keep(
    request: ActorRequest,
    form: StartCase,
    place: queries.PlaceForCase,
    origin: Origin,
    now: datetime,
) -> Case:
    """The keeper first, outside any transaction; then the action."""
    today = timezone.localdate(now)
    profile = form.profile(Profile(conversation=origin.conversation), today=today)
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
    if origin.conversation:
        return starting.start_case_from_conversation(
            actor,
            new.file,
            conversation=origin.conversation,
            keys=new.keys,
            registration=registered,
            on=today,
        )
    if origin.inquiry:
        return starting.start_case_from_inquiry(
            actor, new.file, inquiry=origin.inquiry, keys=new.keys, registration=registered, at=now
        )
    return starting.start_case(actor, new.file, keys=new.keys, registration=registered, on=today)
