"""The queue, how long people wait, and a call written down."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import queries
from fristed.guidance.actions import asking, reading
from fristed.guidance.actions.asking import Asked, Call
from fristed.guidance.forms import LogCall
from fristed.guidance.views.asking import digest_of, is_the_same_form
from fristed.kernel.rules import RuleBroken


@require_safe
def list_inquiries(request: ActorRequest) -> HttpResponse:
    return _list(request, queries.Which.WAITING)


@require_safe
def list_answered_inquiries(request: ActorRequest) -> HttpResponse:
    return _list(request, queries.Which.ANSWERED)


@require_safe
def list_closed_inquiries(request: ActorRequest) -> HttpResponse:
    return _list(request, queries.Which.CLOSED)


def _list(request: ActorRequest, which: queries.Which) -> HttpResponse:
    reading.ask_to_guide(request.actor, request.actor)
    now = timezone.now()
    after = request.GET.get("after", "")
    found = queries.queue(request.actor, which, at=now, after=after)
    context = {
        "queue": found,
        "today": timezone.localdate(now),
        "failing": queries.failing_servers(),
    }
    return render(request, "guidance/inquiry/list.html", context)


@require_safe
def show_waits(request: ActorRequest) -> HttpResponse:
    reading.ask_to_guide(request.actor, request.actor)
    today = timezone.localdate()
    context = {
        "months": queries.months_of_waits(request.actor, on=today),
        "work": queries.time_per_kind(request.actor, on=today),
    }
    return render(request, "guidance/inquiry/waits.html", context)


@require_safe
def list_schools(request: ActorRequest) -> HttpResponse:
    """Who has had what, so that gaps show."""
    reading.ask_to_guide(request.actor, request.actor)
    only_without = "without" in request.GET
    counties = queries.schools_had(
        request.actor, only_without=only_without, on=timezone.localdate()
    )
    context = {"counties": counties, "only_without": only_without}
    return render(request, "guidance/inquiry/schools.html", context)


def log_call(request: ActorRequest) -> HttpResponse:
    reading.ask_to_guide(request.actor, request.actor)
    now = timezone.now()
    form = LogCall(request.POST or None, on=timezone.localdate(now))
    if form.is_valid():
        given = dict(form.cleaned_data)
        minutes, once = given.pop("minutes"), digest_of(given.pop("once"))
        new = Call.ask(request.actor, unit=min(request.actor.units), at=now)
        try:
            ref = asking.log_call(
                request.actor,
                new.file,
                given=new.given,
                asked=Asked(language=get_language() or "nb", **given),
                minutes=minutes,
                once=once,
                at=now,
            )
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        except IntegrityError as fault:
            if not is_the_same_form(fault, "inquiry_form_once"):
                raise
            ref = queries.ref_of_form(request.actor, once)
            messages.success(request, _("Samtalen er skrevet ned fra før, én gang."))
            return redirect("guidance:show_inquiry", ref=ref)
        else:
            messages.success(request, _("Samtalen er skrevet ned. Du har tatt den opp."))
            return redirect("guidance:show_inquiry", ref=ref)
    return render(request, "guidance/inquiry/log_call.html", {"form": form})
