"""Opening somebody else's case in an emergency."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fristed.accounts.middleware import ActorRequest
from fristed.accounts.queries import assertion_of
from fristed.casework import queries
from fristed.casework.actions import breaking_glass
from fristed.casework.choices import EmergencyGround
from fristed.casework.forms.access import BreakGlass
from fristed.vault.keeper import KeeperRefused


def break_glass(request: ActorRequest) -> HttpResponse:
    form = BreakGlass(request.POST or None)
    now = timezone.now()
    assertion = assertion_of(request.session)
    is_confirmed = assertion is not None and assertion.is_strong(now)
    if form.is_valid() and is_confirmed:
        ref, reason = form.cleaned_data["reference"].strip(), form.cleaned_data["reason"]
        case = queries.case_by_ref(ref)
        breaking_glass.ask_to_break_glass(request.actor, case)
        try:
            glass = breaking_glass.Glass.ask(request.actor, case, reason=reason, at=now)
        except KeeperRefused as refused:
            form.add_error(None, refused.message)
        else:
            breaking_glass.break_glass(
                request.actor,
                case,
                glass=glass,
                ground=EmergencyGround(form.cleaned_data["ground"]),
                reason=reason,
                at=now,
            )
            return redirect("casework:show_case", ref=ref)
    context = {"form": form, "is_confirmed": is_confirmed}
    return render(request, "casework/emergency/break_glass.html", context)
