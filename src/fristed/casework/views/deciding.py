"""Decisions at home and abroad."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import deciding
from fristed.casework.choices import Area, Verdict
from fristed.casework.forms import deciding as forms
from fristed.casework.views.closing import reopens
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def list_decisions(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    grant = deciding.read_decisions(request.actor, case)
    form = forms.Decide(request.POST or None)
    if form.is_valid():
        try:
            deciding.decide(
                request.actor,
                case,
                area=Area(form.cleaned_data["area"]),
                text=form.cleaned_data["text"],
                on=timezone.localdate(),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return redirect("casework:list_decisions", ref=ref)
    page = queries.decisions_page(request.actor, case, grant, now=timezone.now())
    context = {
        "page": page,
        "form": form,
        "name": case_name(request, case, grant),
        "reopens": reopens(request, case),
    }
    return render(request, "casework/deciding/list.html", context)


@require_POST
def answer_proposal(request: ActorRequest, ref: str, decision: str) -> HttpResponse:
    case, form = queries.case_by_ref(ref), forms.AnswerProposal(request.POST)
    verdict = Verdict(form.cleaned_data["verdict"]) if form.is_valid() else Verdict.DECLINED
    try:
        today = timezone.localdate()
        deciding.answer_proposal(request.actor, case, decision=decision, verdict=verdict, on=today)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:list_decisions", ref=ref)
