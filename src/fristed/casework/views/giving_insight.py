"""Somebody asks to see the case: written down, tested for harm, answered in time."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import giving_insight, reading
from fristed.casework.forms import insight as forms
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def take_insight(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    giving_insight.ask_to_give_insight(request.actor, case)
    grant = reading.read_case(request.actor, case)
    today = timezone.localdate()
    form = forms.TakeInsight(request.POST or None, initial={"asked_on": today})
    if form.is_valid():
        try:
            insight = giving_insight.take_insight(
                request.actor,
                case,
                request=form.request(),
                asked_on=form.cleaned_data["asked_on"],
                on=today,
            )
        except RuleBroken as broken:
            form.add_error("asked_on", str(broken))
        else:
            messages.success(request, _("Kravet er ført. Fristen står på Min dag."))
            return redirect("casework:answer_insight", ref=ref, request_ref=insight)
    context = {
        "ref": ref,
        "form": form,
        "lines": queries.insight_lines(request.actor, case, grant, on=today),
        "name": case_name(request, case, grant),
    }
    return render(request, "casework/insight/list.html", context)


def answer_insight(request: ActorRequest, ref: str, request_ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    giving_insight.ask_to_give_insight(request.actor, case)
    grant = reading.read_case(request.actor, case)
    today = timezone.localdate()
    lines = queries.insight_lines(request.actor, case, grant, on=today)
    line = next((one for one in lines if one.ref == request_ref), None)
    if line is None:
        raise Http404
    form = forms.AnswerInsight(request.POST or None) if line.is_waiting else None
    if form and line.request and form.is_valid():
        try:
            giving_insight.answer_insight(
                request.actor,
                case,
                insight=request_ref,
                request=line.request,
                given=form.given(),
                on=today,
            )
        except RuleBroken as broken:
            form.add_error("why" if broken.code == "no_reason" else "outcome", str(broken))
        else:
            messages.success(request, _("Svaret er lagret."))
            return redirect("casework:answer_insight", ref=ref, request_ref=request_ref)
    context = {"ref": ref, "line": line, "form": form, "name": case_name(request, case, grant)}
    return render(request, "casework/insight/answer.html", context)
