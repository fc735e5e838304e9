"""Leaders, analysts, administrators and the like: appointed by an administrator, and told so."""

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
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation import queries as organisation
from fristed.organisation.actions import holding_office
from fristed.organisation.actions.holding_office import EndedOffice, NewOffice


@require_safe
def list_offices(request: ActorRequest) -> HttpResponse:
    asking.ask_to_see_accounts(request.actor, request.actor)
    page = queries.offices_page(request.actor, now=timezone.now())
    return render(request, "desk/offices.html", {"page": page})


@require_safe
def show_own_offices(request: ActorRequest) -> HttpResponse:
    page = queries.own_offices_page(request.actor, now=timezone.now())
    return render(request, "desk/own_offices.html", {"page": page})


@confirmed_lately
def appoint_to_office(request: ActorRequest) -> HttpResponse:
    asking.ask_to_see_accounts(request.actor, request.actor)
    today = timezone.localdate()
    form = forms.AppointToOffice(
        request.POST or None,
        agencies=choices_for_form("agency", today),
        units=[(unit.code, unit.name) for unit in organisation.units_on(today)],
        initial={"starts_on": today},
    )
    if form.is_valid():
        try:
            office = _new_office(form.cleaned_data)
            office.check(on=today)
            holding_office.ask_to_change_office(request.actor, office)
            if not form.cleaned_data["is_confirmed"]:
                page = queries.office_line(office, request.actor)
                return render(request, "desk/confirm_office.html", {"page": page, "form": form})
            told = office.tell(request.actor)
            holding_office.appoint_to_office(request.actor, office, told=told)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Oppnevningen er lagret."))
            return redirect("desk:list_offices")
    return render(request, "desk/appoint_to_office.html", {"form": form})


@confirmed_lately
def end_office(request: ActorRequest, ref: str) -> HttpResponse:
    asking.ask_to_see_accounts(request.actor, request.actor)
    today = timezone.localdate()
    office = queries.office_by_ref(ref, on=today)
    if office is None:
        raise Http404
    holding_office.ask_to_change_office(request.actor, office)
    form = forms.EndMembership(request.POST or None, initial={"last_day": today})
    if form.is_valid():
        ended = EndedOffice(office, form.cleaned_data["last_day"])
        try:
            told = ended.tell(request.actor, on=today)
            holding_office.end_office(request.actor, office, told=told)
        except RuleBroken as broken:
            form.add_error("last_day", str(broken))
        else:
            messages.success(request, _("Oppnevningen er avsluttet."))
            return redirect("desk:list_offices")
    page = queries.office_line(office, request.actor)
    return render(request, "desk/end_office.html", {"page": page, "form": form})


def _new_office(typed: dict[str, Any]) -> NewOffice:
    """:raises RuleBroken: `unknown_person`."""
    person = queries.person_called(typed["username"])
    if person is None:
        raise RuleBroken("unknown_person", _("Ingen konto i bruk har dette brukernavnet."))
    unit = organisation.unit_on(typed["unit"], timezone.localdate())
    return NewOffice(
        ref=new_ref("mdl"),
        person=person.ref,
        account=person.pk,
        name=person.name,
        role=typed["role"],
        unit=unit.code,
        unit_name=unit.name,
        kind=unit.kind,
        employer=typed["employer"],
        professional_lead=typed["professional_lead"],
        starts_on=typed["starts_on"],
        ends_on=typed["ends_on"],
    )
