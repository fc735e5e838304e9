"""The joint calendar of a person's units, her own absences, and her calendar's secret address."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.actions import calendars
from fristed.kernel.appointments import calendar_feed
from fristed.kernel.periods import monday_of
from fristed.kernel.rules import RuleBroken
from fristed.ui.house import HOUSE


@require_safe
def show_calendar(request: ActorRequest) -> HttpResponse:
    return _show(request, forms.BeAway())


@require_POST
def be_away(request: ActorRequest) -> HttpResponse:
    form = forms.BeAway(request.POST)
    if not form.is_valid():
        return _show(request, form)
    try:
        calendars.be_away(request.actor, request.actor, **form.cleaned_data)
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return _show(request, form)
    messages.success(request, _("Lagret. Kollegene dine ser at du er borte, ikke hvorfor."))
    return redirect("guidance:show_calendar")


@require_POST
def end_absence(request: ActorRequest, ref: str) -> HttpResponse:
    calendars.end_absence(request.actor, queries.absence_by_ref(request.actor, ref))
    messages.success(request, _("Tatt bort."))
    return redirect("guidance:show_calendar")


@require_POST
def make_feed(request: ActorRequest) -> HttpResponse:
    """The address is shown this once, on the page that answers: it is kept nowhere."""
    secret = calendars.make_feed(request.actor, request.actor, on=timezone.localdate())
    address = request.build_absolute_uri(reverse("guidance:show_feed", args=[secret]))
    return _show(request, forms.BeAway(), address=address)


@require_POST
def revoke_feed(request: ActorRequest) -> HttpResponse:
    calendars.revoke_feed(request.actor, request.actor)
    messages.success(request, _("Adressen virker ikke lenger."))
    return redirect("guidance:show_calendar")


@login_not_required
@require_safe
def show_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar fetches, without anybody signing in: times and sorts, and no name."""
    now = timezone.now()
    found = queries.feed_of(secret, on=timezone.localdate(now))
    if found is None:
        raise Http404
    fed = calendar_feed(found, made_at=now, note=HOUSE.sample_words)
    return HttpResponse(fed, content_type="text/calendar")


def _show(request: ActorRequest, form: forms.BeAway, **more: Any) -> HttpResponse:
    calendars.ask_to_keep_own_calendar(request.actor, request.actor)
    today = timezone.localdate()
    page = queries.calendar_page(
        request.actor, _monday(request.GET.get("from", ""), today), on=today
    )
    context = {"page": page, "form": form, "today": today} | more
    return render(request, "guidance/calendar/show.html", context)


def _monday(asked: str, today: date) -> date:
    """Of the week that is asked for, or this week's."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = today
    return monday_of(day)
