"""Closing a case, and opening it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import access, queries
from fristed.casework.actions import closing
from fristed.casework.forms.closing import CloseCase
from fristed.casework.forms.following_up import FollowUpEntry
from fristed.casework.models import Case
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken
from fristed.ui import wording


def close_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    closing.ask_to_close_case(request.actor, case)
    today = timezone.localdate()
    form = CloseCase(request.POST or None, on=today)
    if form.is_valid():
        try:
            expires = closing.close_case(request.actor, case, on=today, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            kept = _("Saken er avsluttet. Det finnes ingen godkjent slettefrist for saker ennå.")
            if expires:
                kept = _("Saken er avsluttet og slettes etter %s.") % wording.day(expires)
            messages.success(request, kept)
            return redirect("casework:show_case", ref=ref)
    needed = queries.needed_for_closing(request.actor, case, on=today)
    return render(
        request,
        "casework/case/close.html",
        {"form": form, "ref": ref, "name": case_name(request, case), "needed": needed},
    )


def reopen_with_followup(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    closing.ask_to_reopen_with_followup(request.actor, case)
    now = timezone.now()
    form = FollowUpEntry(request.POST or None, now=now)
    if form.is_valid():
        try:
            closing.reopen_with_followup(
                request.actor, case, written=form.written(), on=timezone.localdate(now)
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Oppføringen er lagret, og saken er åpen igjen."))
            return redirect("casework:show_case", ref=ref)
    context = {"form": form, "ref": ref, "name": case_name(request, case), "reopens": True}
    return render(request, "casework/case/add_followup.html", context)


def reopens(request: ActorRequest, case: Case) -> bool:
    """Whether what she is about to write opens the case again."""
    return bool(access.may_reopen_with_followup(request.actor, case))


@require_POST
def reopen_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    try:
        closing.reopen_case(request.actor, case, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_case", ref=ref)
