"""Judging the danger, agreeing on a plan, and printing the card."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import reading, safeguarding
from fristed.casework.forms import safety as forms
from fristed.casework.models import Case
from fristed.casework.rules.plans import CARDS
from fristed.casework.views.closing import reopens
from fristed.kernel.rules import RuleBroken
from fristed.ui import downloads, printing

CARD = "casework/templates/casework/safety/card.typ"


@require_safe
def show_safety(request: ActorRequest, ref: str) -> HttpResponse:
    page = _page(request, queries.case_by_ref(ref))
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "casework/safety/show.html", context)


def assess_risk(request: ActorRequest, ref: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    safeguarding.ask_to_assess_risk(request.actor, case)
    page = _page(request, case)
    latest = page.assessments[0].assessment if page.assessments else None
    form = forms.AssessRisk(request.POST or None, persons=page.persons, latest=latest, on=today)
    if form.is_valid():
        try:
            safeguarding.assess_risk(
                request.actor,
                case,
                assessment=form.assessment(),
                on=today,
                review_on=form.cleaned_data["review_on"],
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Vurderingen er lagret."))
            return redirect("casework:show_safety", ref=ref)
    context = {"form": form, "ref": ref, "name": page.name, "reopens": reopens(request, case)}
    return render(request, "casework/safety/assess.html", context)


def make_safety_plan(request: ActorRequest, ref: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    safeguarding.ask_to_make_safety_plan(request.actor, case)
    page = _page(request, case)
    latest = page.plans[0].plan if page.plans else None
    form = forms.MakePlan(request.POST or None, latest=latest, on=today)
    if form.is_valid():
        try:
            safeguarding.make_safety_plan(
                request.actor,
                case,
                plan=form.plan(),
                on=today,
                review_on=form.cleaned_data["review_on"],
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Planen er lagret."))
            return redirect("casework:show_safety", ref=ref)
    context = {"form": form, "ref": ref, "name": page.name, "reopens": reopens(request, case)}
    return render(request, "casework/safety/plan.html", context)


@require_safe
def print_card(request: ActorRequest, ref: str, plan: str) -> HttpResponse:
    """A paper that does not say where it comes from, nor does its name."""
    case = queries.case_by_ref(ref)
    grant = safeguarding.print_card(request.actor, case)
    line = queries.safety_page(request.actor, case, grant).plan(plan)
    if line is None or not line.plan.has_card or not line.approval.is_fine:
        raise Http404
    words, kept = CARDS[line.plan.language], line.plan
    parts = [
        {"title": title, "lines": text.splitlines()}
        for title, text in (
            (words.numbers, kept.card_numbers),
            (words.place, kept.card_place),
            (words.things, kept.card_things),
            (words.steps, kept.card_steps),
        )
        if text
    ]
    paper = printing.pdf(
        CARD, {"parts": parts}, title=words.notes, stamp=None, language=kept.language
    )
    return downloads.attachment(paper, kind="application/pdf", name="1.pdf")


def _page(request: ActorRequest, case: Case) -> queries.SafetyPage:
    grant = reading.read_case(request.actor, case)
    return queries.safety_page(request.actor, case, grant)
