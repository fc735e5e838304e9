"""Changing what is registered, and the working name."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import reading, updating
from fristed.casework.forms.registering import ChangeSchool, RenameCase, UpdateCase
from fristed.casework.models import Case
from fristed.casework.rules.editing import ChangedMeanwhile
from fristed.kernel.periods import Quarter
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import school_name
from fristed.vault import counting


def update_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    updating.ask_to_update_case(request.actor, case)
    grant = reading.read_case(request.actor, case)
    now = queries.registered(request.actor, case, grant)
    form = UpdateCase(request.POST or None, now=now)
    changed: tuple[tuple[str, str, str], ...] = ()
    if form.is_valid():
        try:
            _keep(request, case, form, now, at=timezone.now())
        except ChangedMeanwhile as meanwhile:
            form.add_error(None, str(meanwhile))
            changed = form.changed_by_others(queries.registered(request.actor, case, grant))
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Lagret."))
            return redirect("casework:show_case", ref=ref)
    context = {"form": form, "now": now, "changed": changed}
    return render(request, "casework/case/update.html", context)


def rename_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    updating.ask_to_update_case(request.actor, case)
    grant = reading.read_case(request.actor, case)
    now = queries.registered(request.actor, case, grant)
    first = {"name": now.name, "version": now.version}
    form = RenameCase(request.POST or None, initial=first)
    if form.is_valid():
        try:
            updating.rename_case(
                request.actor,
                case,
                seen_version=form.cleaned_data["version"],
                name=form.cleaned_data["name"],
                on=timezone.localdate(),
            )
        except ChangedMeanwhile as meanwhile:
            form.add_error(None, str(meanwhile))
            form.take_version(queries.registered(request.actor, case, grant).version)
        except RuleBroken as broken:
            form.add_error("name", str(broken))
        else:
            return redirect("casework:show_case", ref=ref)
    return render(request, "casework/case/rename.html", {"form": form, "now": now})


def change_school(request: ActorRequest, ref: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    updating.ask_to_change_school(request.actor, case)
    grant = reading.read_case(request.actor, case)
    now = queries.registered(request.actor, case, grant)
    schools = queries.place_for_case(request.actor, on=today).schools
    form = ChangeSchool(request.POST or None, on=today, schools=schools, now=now)
    if form.is_valid():
        try:
            updating.change_school(
                request.actor,
                case,
                seen_version=form.cleaned_data["version"],
                new=form.new_school(),
                before=now.profile,
                at=timezone.now(),
            )
        except ChangedMeanwhile as meanwhile:
            form.add_error(None, str(meanwhile))
            form.take_version(queries.registered(request.actor, case, grant).version)
        except RuleBroken as broken:
            form.add_error(_field_of(broken), str(broken))
        else:
            messages.success(request, _("Skolen er endret. Den forrige står i historikken."))
            return redirect("casework:show_case", ref=ref)
    context = {"form": form, "now": now, "school": school_name(now.profile.school)}
    return render(request, "casework/case/change_school.html", context)


def _field_of(broken: RuleBroken) -> str:
    return {"no_reason": "because", "in_the_future": "since"}.get(broken.code, "school")


def _keep(
    request: ActorRequest,
    case: Case,
    form: UpdateCase,
    now: queries.Registered,
    *,
    at: datetime,
) -> None:
    profile = form.profile(now.profile, today=timezone.localdate(at))
    counted = counting.seal(
        request.actor.assertion,
        ref=case.ref,
        quarter=str(Quarter.of(now.opened_on)),
        payload=profile.for_counting(),
    )
    updating.update_case(
        request.actor,
        case,
        seen_version=form.cleaned_data["version"],
        concern=form.cleaned_data["concern"],
        further_concerns=form.cleaned_data["further_concerns"],
        profile=profile,
        before=now.profile,
        counted=counted,
        at=at,
    )
