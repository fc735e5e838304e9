"""The duty rosters of a person's teams."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
    heading = _("Sett opp en vakt i %s") % team.name
    form = forms.KeepTurn(request.POST or None, members=there.members)
    if not form.is_valid():
        return _form(request, form, heading)
    given = dict(form.cleaned_data)
    is_meant = given.pop("anyway")
    turn = Turn(**given)
    names = () if is_meant else queries.taken(queries.takes(turn, unit), there.members)
    if names:
        initial = request.POST.dict() | {"anyway": True}
        again = forms.KeepTurn(initial=initial, members=there.members)
        return _form(request, again, heading, taken=names)
    try:
        roster.keep_turn(request.actor, team, turn=turn)
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return _form(request, form, heading)
    messages.success(request, _("Vakten er lagret."))
    return redirect("guidance:list_rosters")


@require_POST
def end_turn(request: ActorRequest, ref: str) -> HttpResponse:
    roster.end_turn(request.actor, queries.turn_by_ref(ref))
    messages.success(request, _("Vakten er tatt bort."))
    return redirect("guidance:list_rosters")


def _form(
    request: ActorRequest, form: forms.KeepTurn, heading: str, **more: object
) -> HttpResponse:
    back = reverse("guidance:list_rosters")
    context = {"form": form, "heading": heading, "back": back} | more
    return render(request, "guidance/form.html", context)
