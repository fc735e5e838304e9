"""Writing down what the person it concerns says is wrong. Does not open the case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import contesting
from fristed.casework.forms.following_up import ContestEntry
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def contest_entry(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    case = queries.case_by_ref(ref)
    contesting.ask_to_contest_entry(request.actor, case)
    now = timezone.now()
    form = ContestEntry(request.POST or None, initial={"said_on": timezone.localdate(now)})
    if form.is_valid():
        try:
            contesting.contest_entry(
                request.actor, case, number=number, written_at=now, **form.cleaned_data
            )
        except RuleBroken as broken:
            form.add_error("said_on" if broken.code == "in_the_future" else None, str(broken))
        else:
            messages.success(request, _("Innsigelsen er lagret. Den følger oppføringen."))
            return redirect("casework:show_case", ref=ref)
    context = {"form": form, "ref": ref, "name": case_name(request, case), "number": number}
    return render(request, "casework/case/contest_entry.html", context)
