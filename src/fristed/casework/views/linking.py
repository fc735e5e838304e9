"""Cases that belong together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import linking
from fristed.casework.forms import people as forms
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def link_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    linking.ask_to_link_case(request.actor, case)
    today = timezone.localdate()
    form = forms.LinkCase(request.POST or None, on=today)
    if form.is_valid():
        try:
            linking.link_case(
                request.actor,
                case,
                other=form.cleaned_data["other"].strip(),
                link=form.link(),
                on=today,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Sakene er knyttet sammen. Ingen har fått tilgang."))
            return redirect("casework:show_people", ref=ref)
    return render(
        request,
        "casework/people/link.html",
        {"form": form, "ref": ref, "name": case_name(request, case)},
    )


@require_POST
def end_link(request: ActorRequest, ref: str, link: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    try:
        linking.end_link(request.actor, case, ref=link, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_people", ref=ref)
