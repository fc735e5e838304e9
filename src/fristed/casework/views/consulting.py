"""Matters before the competence team: the list, one matter, and what is added to it."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework.actions import consulting
from fristed.casework.actions.consulting import Intake, Key, TeamFile
from fristed.casework.forms import consulting as forms
from fristed.casework.models import Compartment, Consultation
from fristed.casework.queries import consulting as queries
from fristed.casework.queries import meeting as meetings
from fristed.casework.queries.log import consultation_log_page
from fristed.guidance.queries import inquiry_by_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault.choices import FileKind


@require_safe
def list_consultations(request: ActorRequest) -> HttpResponse:
    consulting.ask_to_work_in_team(request.actor, request.actor)
    context = {
        "matters": queries.consultations_before(request.actor, is_open=True),
        "closed": queries.consultations_before(request.actor, is_open=False),
        "meetings": meetings.meetings_of(request.actor, queries.team_of(request.actor)),
        "today": timezone.localdate(),
    }
    return render(request, "casework/consultation/list.html", context)


def take_in_consultation(request: ActorRequest) -> HttpResponse:
    return _take_in(request, inquiry="")


def take_in_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    """What a professional asked becomes a matter before the team."""
    return _take_in(request, inquiry=ref)


def _take_in(request: ActorRequest, *, inquiry: str) -> HttpResponse:
    consulting.ask_to_work_in_team(request.actor, request.actor)
    now, today = timezone.now(), timezone.localdate()
    first = {"caller": inquiry_by_ref(request.actor, inquiry).service} if inquiry else {}
    form = forms.TakeIn(request.POST or None, initial=first, on=today)
    if not form.is_valid():
        return render(request, "casework/consultation/take_in.html", {"form": form})
    given = form.cleaned_data
    new = TeamFile.ask(
        request.actor,
        FileKind.CONSULTATION,
        unit=queries.team_of(request.actor),
        at=now,
        on=today,
    )
    actor, keys = request.actor, new.given
    team = queries.team_of(actor)
    answerer = queries.answerer_for(team, given["caller"], given["law"], on=today)
    intake = Intake(agency=answerer.agency, member=answerer.member, **given)
    if inquiry:
        ref = consulting.take_in_inquiry(
            actor, new.file, given=keys, intake=intake, inquiry=inquiry, at=now
        )
    else:
        ref = consulting.take_in_consultation(actor, new.file, given=keys, intake=intake, on=today)
    messages.success(request, _("Drøftingen er tatt imot."))
    return redirect("casework:show_consultation", ref=ref)


@require_safe
def show_team_workload(request: ActorRequest) -> HttpResponse:
    consulting.ask_to_work_in_team(request.actor, request.actor)
    work = queries.team_workload(request.actor, on=timezone.localdate())
    return render(request, "casework/consultation/workload.html", {"work": work})


@require_safe
def suggest_member(request: ActorRequest) -> HttpResponse:
    """Who would answer, while the form is filled in: nothing is saved, and nothing is opened."""
    consulting.ask_to_work_in_team(request.actor, request.actor)
    caller, law = request.GET.get("caller", ""), request.GET.get("law", "")
    on = timezone.localdate()
    form = forms.WhoAnswers({"caller": caller, "law": law}, on=on)
    answerer = (
        queries.answerer_for(queries.team_of(request.actor), caller, law, on=on)
        if form.is_valid()
        else None
    )
    context = {"answerer": answerer}
    return render(request, "casework/consultation/_answerer.html", context)


@require_safe
def show_consultation(request: ActorRequest, ref: str) -> HttpResponse:
    matter = queries.consultation_by_ref(request.actor, ref)
    grant = consulting.read_consultation(request.actor, matter)
    take_up(request, matter)
    own = _own_notes(request, matter)
    page = queries.consultation_page(request.actor, matter, grant, own, on=timezone.localdate())
    return render(request, "casework/consultation/show.html", {"page": page})


def add_entry(request: ActorRequest, ref: str) -> HttpResponse:
    def save(matter: Consultation, given: dict[str, Any]) -> None:
        consulting.add_entry(request.actor, matter, on=timezone.localdate(), **given)

    return _add(request, ref, forms.ShareEntry, save, _("Del noe med teamet"))


def add_note(request: ActorRequest, ref: str) -> HttpResponse:
    def save(matter: Consultation, given: dict[str, Any]) -> None:
        own = _compartment_to_write_in(request, matter)
        consulting.add_note(request.actor, own, on=timezone.localdate(), **given)

    return _add(request, ref, forms.WriteNote, save, _("Skriv et notat bare for din virksomhet"))


def share_note(request: ActorRequest, ref: str, note: str) -> HttpResponse:
    def save(matter: Consultation, given: dict[str, Any]) -> None:
        own = queries.own_compartment(request.actor, matter)
        shown = next((one for one in _own_notes(request, matter) if one.ref == note), None)
        if own is None or shown is None or shown.text is None:
            raise RuleBroken("no_such_note", _("Notatet finnes ikke, eller er delt."))
        consulting.share_note(
            request.actor,
            own,
            note=note,
            consultation=matter,
            text=shown.text,
            on=timezone.localdate(),
            **given,
        )

    return _add(request, ref, forms.ShareNote, save, _("Del notatet med teamet"))


def ask_for_housing(request: ActorRequest, ref: str) -> HttpResponse:
    def save(matter: Consultation, given: dict[str, Any]) -> None:
        consulting.ask_for_housing(request.actor, matter, on=timezone.localdate(), **given)

    return _add(request, ref, forms.AskForHousing, save, _("Be om plass i bo- og støttetilbudet"))


def decide_housing(request: ActorRequest, ref: str, request_ref: str) -> HttpResponse:
    def save(matter: Consultation, given: dict[str, Any]) -> None:
        consulting.note_housing_decided(
            request.actor, matter, request=request_ref, on=timezone.localdate(), **given
        )

    return _add(request, ref, forms.DecideHousing, save, _("Før kommunens avgjørelse"))


def apply_for_refund(request: ActorRequest, ref: str) -> HttpResponse:
    def save(matter: Consultation, given: dict[str, Any]) -> None:
        consulting.apply_for_refund(request.actor, matter, on=timezone.localdate(), **given)

    return _add(request, ref, forms.ApplyForRefund, save, _("Før en søknad om refusjon"))


def decide_refund(request: ActorRequest, ref: str, refund: str) -> HttpResponse:
    def save(matter: Consultation, given: dict[str, Any]) -> None:
        consulting.decide_refund(
            request.actor, matter, refund=refund, on=timezone.localdate(), **given
        )

    return _add(request, ref, forms.DecideRefund, save, _("Avgjør søknaden om refusjon"))


def reassign_consultation(request: ActorRequest, ref: str) -> HttpResponse:
    matter, today = queries.consultation_by_ref(request.actor, ref), timezone.localdate()
    consulting.ask_to_update_consultation(request.actor, matter)
    seats = {one.key: one for one in queries.seats_of(matter.unit, on=today)}
    form = forms.Reassign(
        request.POST or None, members=[(key, one.label) for key, one in seats.items()]
    )
    if form.is_valid():
        seat = seats[form.cleaned_data["member"]]
        consulting.reassign_consultation(
            request.actor, matter, member=seat.member, agency=seat.agency
        )
        messages.success(request, _("%s svarer nå.") % seat.label)
        return redirect("casework:show_consultation", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "number": matter.number,
        "heading": _("La et annet medlem svare"),
    }
    return render(request, "casework/consultation/add.html", context)


@require_safe
def show_consultation_log(request: ActorRequest, ref: str) -> HttpResponse:
    matter = queries.consultation_by_ref(request.actor, ref)
    consulting.read_consultation_log(request.actor, matter)
    page = consultation_log_page(matter, now=timezone.now())
    context = {"page": page, "title": queries.title_of(matter)}
    return render(request, "casework/consultation/log.html", context)


@require_POST
def close_consultation(request: ActorRequest, ref: str) -> HttpResponse:
    matter = queries.consultation_by_ref(request.actor, ref)
    try:
        consulting.close_consultation(request.actor, matter, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_consultation", ref=ref)


def take_up(request: ActorRequest, matter: Consultation) -> None:
    """As a member of the team, have the keeper give her its key; once."""
    if not queries.has_key(request.actor, matter.pk):
        key = Key.ask(request.actor, matter.ref, at=timezone.now())
        consulting.take_up_consultation(request.actor, matter, given=key.given)


def _add(
    request: ActorRequest,
    ref: str,
    form_class: type[django_forms.Form],
    save: Callable[[Consultation, dict[str, Any]], None],
    title: str,
) -> HttpResponse:
    """A form about one matter: asked before it is shown, saved, and back to the matter."""
    matter = queries.consultation_by_ref(request.actor, ref)
    consulting.ask_to_update_consultation(request.actor, matter)
    form = form_class(request.POST or None)
    if form.is_valid():
        take_up(request, matter)
        try:
            save(matter, form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Lagret."))
            return redirect("casework:show_consultation", ref=ref)
    context = {"form": form, "ref": ref, "number": matter.number, "heading": title}
    return render(request, "casework/consultation/add.html", context)


def _own_notes(request: ActorRequest, matter: Consultation) -> tuple[queries.OwnNote, ...]:
    own = queries.own_compartment(request.actor, matter)
    if own is None:
        return ()
    grant = consulting.read_compartment(request.actor, own)
    _take_up_own(request, own)
    return queries.own_notes(request.actor, own, grant)


def _take_up_own(request: ActorRequest, own: Compartment) -> None:
    if not queries.has_key(request.actor, own.pk):
        key = Key.ask(request.actor, own.ref, at=timezone.now())
        consulting.take_up_compartment(request.actor, own, given=key.given)


def _compartment_to_write_in(request: ActorRequest, matter: Consultation) -> Compartment:
    """Her agency's own file beside the matter; made when its first note is written."""
    own = queries.own_compartment(request.actor, matter)
    if own is not None:
        _take_up_own(request, own)
        return own
    new = TeamFile.ask(
        request.actor,
        FileKind.COMPARTMENT,
        unit=queries.agency_unit(request.actor),
        at=timezone.now(),
        on=timezone.localdate(),
    )
    return consulting.open_compartment(
        request.actor, new.file, given=new.given, consultation=matter
    )
