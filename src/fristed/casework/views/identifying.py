"""Who the young person is, for the yearly overlap count: written, never shown, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import identifying
from fristed.casework.choices import GroundUse
from fristed.casework.forms.identifying import KeepIdentifier
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def keep_identifier(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    identifying.ask_to_keep_identifier(request.actor, case)
    form = KeepIdentifier(request.POST or None)
    if form.is_valid():
        try:
            identifying.keep_identifier(
                request.actor, case, who=form.identity(), on=timezone.localdate()
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Ført og forseglet. Ingen kan lese det."))
            return redirect("casework:keep_identifier", ref=ref)
    context = {
        "ref": ref,
        "name": case_name(request, case),
        "form": form,
        "ground": queries.ground_in_force(GroundUse.OVERLAP),
        "kept_on": queries.identifier_kept_on(request.actor, case),
    }
    return render(request, "casework/identifier/keep.html", context)


@require_POST
def drop_identifier(request: ActorRequest, ref: str) -> HttpResponse:
    identifying.drop_identifier(request.actor, queries.case_by_ref(ref))
    messages.success(request, _("Tatt bort. Saken er ikke med i neste telling."))
    return redirect("casework:keep_identifier", ref=ref)
