"""Whom not to tell."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import access, queries
from fristed.casework.actions import referring
from fristed.casework.forms import referring as forms
from fristed.kernel.rules import RuleBroken


@require_POST
def stop_family(request: ActorRequest, ref: str) -> HttpResponse:
    return _with_reason(request, ref, referring.stop_family)


@require_POST
def lift_family_stop(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    referring.lift_family_stop(request.actor, case, on=timezone.localdate())
    return redirect("casework:show_who_knows", ref=ref)


@require_POST
def ask_to_override(request: ActorRequest, ref: str) -> HttpResponse:
    return _with_reason(request, ref, referring.ask_to_override)


@require_POST
def approve_override(request: ActorRequest, ref: str, override: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    try:
        today = timezone.localdate()
        referring.approve_override(request.actor, case, override=override, on=today)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    if access.may_see_who_knows(request.actor, case):
        return redirect("casework:show_who_knows", ref=ref)
    return redirect("casework:show_case", ref=ref)


def _with_reason(request: ActorRequest, ref: str, do: Callable[..., None]) -> HttpResponse:
    case, form = queries.case_by_ref(ref), forms.SayWhy(request.POST)
    referring.ask_to_stop_family(request.actor, case)
    if not form.is_valid():
        messages.error(request, _("Skriv hvorfor."))
        return redirect("casework:show_who_knows", ref=ref)
    try:
        do(request.actor, case, why=form.cleaned_data["why"], on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_who_knows", ref=ref)
