"""Who belongs to a leader's units."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.accounts.views.stepping_up import confirmed_lately
from fristed.codelists.queries import choices_for_form
from fristed.desk import forms, queries
from fristed.desk.actions import asking
from fristed.kernel.rules import RuleBroken
from fristed.organisation import queries as organisation
from fristed.organisation.actions import appointing
from fristed.organisation.queries import UnitOn


@require_safe
def list_teams(request: ActorRequest) -> HttpResponse:
    asking.ask_to_lead_teams(request.actor, request.actor)
    teams = queries.teams_led_by(request.actor, on=timezone.localdate())
    return render(request, "desk/teams.html", {"teams": teams})


@confirmed_lately
def appoint_member(request: ActorRequest, unit: str) -> HttpResponse:
    team, today = _team(request, unit), timezone.localdate()
    form = forms.AppointMember(
        request.POST or None,
        agencies=choices_for_form("agency", today),
        initial={"starts_on": today},
    )
    if form.is_valid():
        try:
            _appoint(request, team, form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Oppnevningen er lagret."))
            return redirect("desk:list_teams")
    return render(request, "desk/appoint_member.html", {"team": team, "form": form})


@confirmed_lately
def end_membership(request: ActorRequest, unit: str, ref: str) -> HttpResponse:
    team, today = _team(request, unit), timezone.localdate()
    member = queries.membership_in(team, ref, on=today)
    if member is None:
        raise Http404
    form = forms.EndMembership(request.POST or None, initial={"last_day": today})
    if form.is_valid():
        ending = appointing.Ending(member, form.cleaned_data["last_day"])
        try:
            told = ending.tell(request.actor, team, on=today)
            appointing.end_membership(request.actor, team, told=told)
        except RuleBroken as broken:
            form.add_error("last_day", str(broken))
        else:
            messages.success(request, _("Oppnevningen er avsluttet."))
            return redirect("desk:list_teams")
    context = {"team": team, "member": member, "form": form}
    return render(request, "desk/end_membership.html", context)


def _appoint(request: ActorRequest, team: UnitOn, typed: dict[str, Any]) -> None:
    person = queries.person_called(typed["username"])
    if person is None:
        raise RuleBroken("unknown_person", _("Ingen konto i bruk har dette brukernavnet."))
    appointment = appointing.Appointment(
        person.ref,
        person.pk,
        typed["employer"],
        typed["professional_lead"],
        typed["starts_on"],
        typed["ends_on"],
    )
    told = appointment.tell(request.actor, team, on=timezone.localdate())
    appointing.appoint_member(request.actor, team, told=told)


def _team(request: ActorRequest, code: str) -> UnitOn:
    try:
        team = organisation.unit_on(code, timezone.localdate())
    except organisation.NoUnit as fault:
        raise Http404 from fault
    appointing.ask_to_appoint(request.actor, team)
    return team
