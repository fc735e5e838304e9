"""Holding a case back from destruction, and letting go of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import holding, reading
from fristed.casework.forms import holding as forms
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def hold_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    holding.ask_to_hold_case(request.actor, case)
    grant = reading.read_case(request.actor, case)
    form = forms.HoldCase(request.POST or None)
    if form.is_valid():
        try:
            holding.hold_case(request.actor, case, on=timezone.localdate(), **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Saken holdes tilbake. Den slettes ikke."))
            return redirect("casework:show_case", ref=ref)
    page = queries.hold_page(request.actor, case, grant)
    context = {"page": page, "form": form, "name": case_name(request, case, grant)}
    return render(request, "casework/holding/show.html", context)


def lift_hold(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    holding.ask_to_lift_hold(request.actor, case)
    grant = reading.read_case(request.actor, case)
    form = forms.LiftHold(request.POST or None)
    if form.is_valid():
        try:
            why = form.cleaned_data["why"]
            holding.lift_hold(request.actor, case, why=why, on=timezone.localdate())
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Saken holdes ikke lenger tilbake."))
            return redirect("casework:show_case", ref=ref)
    context = {"ref": ref, "form": form, "name": case_name(request, case, grant)}
    return render(request, "casework/holding/lift.html", context)
