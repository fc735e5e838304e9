"""The duty rosters of a person's teams."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.actions import reading, roster
from fristed.guidance.rules.roster import Turn
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import NoUnit, unit_on


@require_safe
def list_rosters(request: ActorRequest) -> HttpResponse:
    reading.ask_to_guide(request.actor, request.actor)
    rosters = queries.rosters_of(request.actor, on=timezone.localdate())
    return render(request, "guidance/roster/list.html", {"rosters": rosters})


def keep_turn(request: ActorRequest, unit: str) -> HttpResponse:
    today = timezone.localdate()
    try:
        team = unit_on(unit, today)
    except NoUnit:
        raise Http404 from None
    roster.ask_to_keep_roster(request.actor, team)
    there = next(one for one in queries.rosters_of(request.actor, on=today) if one.unit == unit)
    form = forms.KeepTurn(request.POST or None, members=there.members)
    if form.is_valid():
        try:
            roster.keep_turn(request.actor, team, turn=Turn(**form.cleaned_data))
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Vakten er lagret."))
            return redirect("guidance:list_rosters")
    return render(request, "guidance/roster/keep.html", {"form": form, "name": team.name})


@require_POST
def end_turn(request: ActorRequest, ref: str) -> HttpResponse:
    roster.end_turn(request.actor, queries.turn_by_ref(ref))
    messages.success(request, _("Vakten er tatt bort."))
    return redirect("guidance:list_rosters")
