"""Who stands in for her."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import standing_in
from fristed.casework.forms.access import AppointStandIn
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import PersonOn


def appoint_stand_in(request: ActorRequest) -> HttpResponse:
    standing_in.ask_to_appoint(request.actor, request.actor)
    today = timezone.localdate()
    possible = {one.ref: one for one in queries.possible_stand_ins(request.actor, on=today)}
    form = AppointStandIn(
        request.POST or None,
        colleagues=[(one.ref, one.name) for one in possible.values()],
        initial={"starts_on": today},
    )
    if form.is_valid():
        colleague = possible[form.cleaned_data["colleague"]]
        try:
            lent = standing_in.Lent.ask(
                request.actor,
                colleague,
                cases=queries.open_cases_of(request.actor, colleague=colleague.id),
                starts_on=form.cleaned_data["starts_on"],
                ends_on=form.cleaned_data["ends_on"],
            )
            standing_in.appoint_stand_in(request.actor, colleague, lent=lent, on=today)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("%s er vikar for deg.") % colleague.name)
            return redirect("casework:appoint_stand_in")
    context = {"form": form, "stand_ins": queries.stand_ins_of(request.actor, on=today)}
    return render(request, "casework/stand_in/appoint.html", context)


@require_POST
def end_stand_in(request: ActorRequest, person: str) -> HttpResponse:
    today, now = timezone.localdate(), timezone.now()
    colleague = _colleague(request, person)
    ended = standing_in.Ended.ask(request.actor, colleague)
    standing_in.end_stand_in(request.actor, colleague, ended=ended, on=today, at=now)
    messages.success(request, _("Vikariatet er avsluttet. Nøklene er tatt tilbake."))
    return redirect("casework:appoint_stand_in")


def _colleague(request: ActorRequest, ref: str) -> PersonOn:
    lines = queries.stand_ins_of(request.actor, on=timezone.localdate())
    for line in lines:
        if line.colleague.ref == ref:
            return line.colleague
    raise Http404
