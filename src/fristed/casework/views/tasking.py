"""Giving tasks and finishing them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import tasking
from fristed.casework.forms.tasking import AssignTask
from fristed.casework.views.closing import reopens
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def assign_task(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    tasking.ask_to_assign_task(request.actor, case)
    owners = queries.owners_for_task(request.actor, case)
    form = AssignTask(request.POST or None, owners=owners)
    if form.is_valid():
        try:
            tasking.assign_task(request.actor, case, on=timezone.localdate(), **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(_field_of(broken), str(broken))
        else:
            messages.success(request, _("Oppgaven er gitt."))
            return redirect("casework:show_case", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "reopens": reopens(request, case),
    }
    return render(request, "casework/case/assign_task.html", context)


@require_POST
def finish_task(request: ActorRequest, ref: str, task: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    try:
        tasking.finish_task(request.actor, case, task=task, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_case", ref=ref)


def _field_of(broken: RuleBroken) -> str:
    days = {"due_in_the_past": "due_on", "reminded_too_late": "remind_on"}
    return days.get(broken.code, "owner")
