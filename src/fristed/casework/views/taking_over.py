"""Taking over a case whose only holder has left."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import taking_over
from fristed.casework.forms import access as forms
from fristed.kernel.roles import CASEWORKERS
from fristed.organisation import queries as organisation
from fristed.vault.keeper import KeeperAway, KeeperRefused


def propose_take_over(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    taking_over.ask_to_propose_take_over(request.actor, case)
    members = organisation.members_of(case.unit, timezone.localdate())
    people = {one.ref: one for one in members if one.role in CASEWORKERS}
    form = forms.ProposeTakeOver(request.POST or None, people=people.values())
    if form.is_valid():
        holder = people[form.cleaned_data["holder"]]
        try:
            proposed = taking_over.Proposed.ask(request.actor, case, holder)
        except KeeperRefused as refused:
            form.add_error(None, refused.message)
        else:
            taking_over.propose_take_over(request.actor, case, proposed=proposed)
            messages.success(
                request, _("%s kan nå ta over saken. Gi henne referansen.") % holder.name
            )
            return redirect("casework:show_access_log", ref=ref)
    return render(request, "casework/take_over/propose.html", {"form": form, "ref": ref})


def take_over_left(request: ActorRequest) -> HttpResponse:
    taking_over.ask_to_look_for_one(request.actor, request.actor)
    form = forms.TakeOver(request.POST or None)
    if form.is_valid():
        now = timezone.now()
        case = queries.case_by_ref(form.cleaned_data["reference"].strip())
        taking_over.ask_to_take_over_left(request.actor, case)
        try:
            left = taking_over.Left.ask(request.actor, case, at=now)
        except KeeperRefused as refused:
            form.add_error(None, refused.message)
        else:
            taking_over.take_over_left(
                request.actor, case, left=left, on=timezone.localdate(now), at=now
            )
            _take_addresses(request, case.ref, now)
            messages.success(request, _("Saken er din. Se over oppgavene."))
            return redirect("casework:show_case", ref=case.ref)
    return render(request, "casework/take_over/take.html", {"form": form})


def _take_addresses(request: ActorRequest, ref: str, now: datetime) -> None:
    """Without them she can open them in an emergency, by an hour's key."""
    case = queries.case_by_ref(ref)
    try:
        left = taking_over.LeftAddresses.ask(request.actor, case, at=now)
    except (KeeperAway, KeeperRefused):
        messages.warning(request, _("Adressene på en reise fulgte ikke med."))
        return
    if left.given:
        taking_over.take_over_addresses(request.actor, case, left=left)
