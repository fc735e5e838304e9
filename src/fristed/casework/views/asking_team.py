"""Asking the competence team from a case, and an envoy's application to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import asking_team
from fristed.casework.actions.asking_team import Question
from fristed.casework.actions.consulting import Intake
from fristed.casework.forms import consulting as forms
from fristed.casework.queries import asked
from fristed.casework.queries.consulting import assigned_agency
from fristed.casework.rules.consulting import Refund
from fristed.casework.views.closing import reopens
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def ask_team(request: ActorRequest, ref: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    asking_team.ask_to_ask_team(request.actor, case)
    form = forms.AskTeam(request.POST or None, on=today)
    if form.is_valid():
        given, caller = form.cleaned_data, asked.caller_of(request.actor)
        intake = Intake(caller=caller, agency=assigned_agency(caller, given["law"], today), **given)
        question = Question.of(intake, team=asked.team_to_ask(today), on=today)
        try:
            asking_team.ask_team(request.actor, case, question=question, on=today)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Kompetanseteamet er spurt. Her ser du hvem som svarer."))
            return redirect("casework:show_who_knows", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "heading": _("Spør Kompetanseteamet"),
        "reopens": reopens(request, case),
    }
    return render(request, "casework/consultation/ask.html", context)


def apply_from_case(request: ActorRequest, ref: str, consultation: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    asking_team.ask_to_apply_for_refund(request.actor, case)
    form = forms.ApplyFromCase(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        mission = asked.mission_name(request.actor, today)
        try:
            asking_team.apply_from_case(
                request.actor,
                case,
                consultation=consultation,
                refund=Refund(mission, given["travellers"], given["why"]),
                amount=given["amount"],
                on=today,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Søknaden er sendt. Ingen reiser før den er innvilget."))
            return redirect("casework:show_who_knows", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "heading": _("Søk om refusjon av hjemreise"),
    }
    return render(request, "casework/consultation/ask.html", context)
