"""Writing down what was done. Does not open the case, so it works while the keeper is away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import following_up, reading
from fristed.casework.forms.following_up import FollowUpEntry, first_of
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def add_followup(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    following_up.ask_to_add_followup(request.actor, case)
    form = FollowUpEntry(request.POST or None, now=timezone.now())
    if form.is_valid():
        try:
            following_up.add_followup(request.actor, case, written=form.written())
        except RuleBroken as broken:
            form.add_error(_field_of(broken), str(broken))
        else:
            messages.success(request, _("Oppføringen er lagret."))
            return redirect("casework:show_case", ref=ref)
    return render(
        request,
        "casework/case/add_followup.html",
        {"form": form, "ref": ref, "name": case_name(request, case)},
    )


def correct_followup(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    case = queries.case_by_ref(ref)
    grant = reading.read_case(request.actor, case)
    now = timezone.now()
    page = queries.case_page(request.actor, case, grant, on=timezone.localdate(now))
    wrong = page.entry(number)
    form = FollowUpEntry(request.POST or None, now=now, initial=first_of(wrong))
    if form.is_valid():
        try:
            following_up.correct_followup(
                request.actor, case, number=number, written=form.written()
            )
        except RuleBroken as broken:
            form.add_error(_field_of(broken), str(broken))
        else:
            messages.success(request, _("Rettelsen er lagret. Begge kan leses."))
            return redirect("casework:show_case", ref=ref)
    context = {"form": form, "ref": ref, "name": page.name, "number": number}
    return render(request, "casework/case/correct_followup.html", context)


def _field_of(broken: RuleBroken) -> str | None:
    return {
        "not_happened_yet": "happened_on",
        "late_without_reason": "late_because",
        "paper_time_wrong": "on_paper_at",
        "minutes_wrong": "minutes",
    }.get(broken.code)
