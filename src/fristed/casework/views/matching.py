"""Whether somebody else works with the same person; and the page that lets anybody ask."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import matching
from fristed.casework.choices import GroundUse
from fristed.casework.forms.matching import AskMatch, MatchingGround
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken
from fristed.vault.matching import is_known_elsewhere


def record_matching_ground(request: ActorRequest, use: GroundUse) -> HttpResponse:
    matching.ask_to_record_ground(request.actor, request.actor)
    form = MatchingGround(request.POST or None)
    if form.is_valid():
        matching.record_ground(
            request.actor, request.actor, use=use, on=timezone.localdate(), **form.cleaned_data
        )
        return redirect(request.path)
    context = {"form": form, "ground": queries.ground_in_force(use), "use": use.value}
    return render(request, "casework/matching/ground.html", context)


@require_POST
def end_matching_ground(request: ActorRequest, use: GroundUse) -> HttpResponse:
    matching.end_ground(request.actor, request.actor, use=use, on=timezone.localdate())
    overlap = use == GroundUse.OVERLAP
    return redirect(f"casework:record_{'identifier' if overlap else 'matching'}_ground")


def ask_match(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    matching.ask_to_ask_match(request.actor, case)
    ground = queries.ground_in_force()
    form = AskMatch(request.POST or None)
    found = None
    if ground and form.is_valid():
        matching.ask_match(request.actor, case)
        found = is_known_elsewhere(
            request.actor.assertion,
            form.cleaned_data["identifier"],
            file=case.ref if form.cleaned_data["is_in_case"] else "",
        )
        form = AskMatch()  # what was typed is not shown again
    matches = queries.matches_of(request.actor, case)
    context = {
        "ref": ref,
        "name": case_name(request, case),
        "ground": ground,
        "form": form,
        "found": found,
        "matches": matches,
    }
    return render(request, "casework/matching/ask.html", context)


@require_POST
def decide_match(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    case = queries.case_by_ref(ref)
    wants = request.POST.get("wants_contact") == "yes"
    try:
        matching.decide_match(
            request.actor, case, number=number, wants_contact=wants, on=timezone.localdate()
        )
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Svaret er lagret."))
    return redirect("casework:ask_match", ref=ref)
