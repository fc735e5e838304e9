"""What readers of nora's pages said, week by week, for those who answer for the pages."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.rules import RuleBroken
from fristed.portal.actions import remarking
from fristed.portal.queries import remarks


@require_safe
def list_reader_weeks(request: ActorRequest) -> HttpResponse:
    remarking.ask_to_see_letterboxes(request.actor, request.actor)
    weeks = remarks.weeks_of(request.actor, timezone.localdate())
    return render(request, "desk/reader_weeks.html", {"weeks": weeks})


@require_safe
def show_reader_week(request: ActorRequest, ref: str) -> HttpResponse:
    box = remarks.letterbox_by_ref(request.actor, ref)
    _take_up(request, box)
    grant = remarking.read_letterbox(request.actor, box)
    page = remarks.week_page(request.actor, box, grant, timezone.localdate())
    return render(request, "desk/reader_week.html", {"page": page})


@require_POST
def handle_reader_week(request: ActorRequest, ref: str) -> HttpResponse:
    box = remarks.letterbox_by_ref(request.actor, ref)
    try:
        remarking.handle_letterbox(request.actor, box, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("desk:show_reader_week", ref)
    messages.success(request, _("Uken er gått gjennom."))
    return redirect("desk:list_reader_weeks")


def _take_up(request: ActorRequest, box: Any) -> None:
    """As a member of the unit that owns the pages, have the keeper give her its key; once."""
    remarking.ask_to_read_letterbox(request.actor, box)
    if not remarks.has_grant(request.actor, box):
        given = remarking.LetterboxKey.ask(request.actor, box, at=timezone.now())
        remarking.take_up_letterbox(request.actor, box, given=given)
