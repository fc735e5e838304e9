"""Shielding a case, and standing behind somebody else's access to one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import shielding
from fristed.casework.forms import access as forms
from fristed.casework.views.naming import case_name
from fristed.organisation import queries as organisation
from fristed.vault.keeper import KeeperRefused


def shield_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    shielding.ask_to_shield(request.actor, case)
    today = timezone.localdate()
    others = [one for one in organisation.people_on(today) if one.id != request.actor.id]
    form = forms.ShieldCase(request.POST or None, people=others)
    if form.is_valid():
        try:
            own_key = shielding.OwnKey.ask(request.actor, case, named=form.cleaned_data["named"])
        except KeeperRefused as refused:
            form.add_error(None, refused.message)
        else:
            shielding.shield_case(request.actor, case, own_key=own_key, on=today)
            messages.success(request, _("Saken er skjermet."))
            return redirect("casework:show_case", ref=ref)
    return render(
        request,
        "casework/emergency/shield.html",
        {"form": form, "ref": ref, "name": case_name(request, case)},
    )


def stand_behind(request: ActorRequest) -> HttpResponse:
    """The form is there for all who may be named; the keeper alone knows who is."""
    today = timezone.localdate()
    people = {one.ref: one for one in organisation.people_on(today)}
    others = [one for one in people.values() if one.id != request.actor.id]
    form = forms.StandBehind(request.POST or None, people=others)
    if form.is_valid():
        case = queries.case_by_ref(form.cleaned_data["reference"].strip())
        shielding.ask_to_stand_behind(request.actor, case)
        holder = people[form.cleaned_data["holder"]]
        try:
            behind = shielding.Behind.ask(request.actor, case, holder)
        except KeeperRefused as refused:
            form.add_error(None, refused.message)
        else:
            shielding.stand_behind(request.actor, case, behind=behind)
            said = _("Du står bak at %s får tilgang. Det gjelder i ti minutter.")
            messages.success(request, said % holder.name)
            return redirect("casework:stand_behind")
    return render(request, "casework/emergency/stand_behind.html", {"form": form})
