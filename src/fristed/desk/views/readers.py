"""What readers of nora's pages said, week by week, for those who answer for the pages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.portal.actions import remarking
from fristed.portal.queries import remarks


@require_safe
def list_reader_weeks(request: ActorRequest) -> HttpResponse:
    remarking.ask_to_see_letterboxes(request.actor, request.actor)
    return render(request, "desk/reader_weeks.html", {"weeks": remarks.weeks_of(request.actor)})


@require_safe
def show_reader_week(request: ActorRequest, ref: str) -> HttpResponse:
    box = remarks.letterbox_by_ref(request.actor, ref)
    _take_up(request, box)
    grant = remarking.read_letterbox(request.actor, box)
    page = remarks.week_page(request.actor, box, grant)
    return render(request, "desk/reader_week.html", {"page": page})


def _take_up(request: ActorRequest, box: Any) -> None:
    """As a member of the unit that owns the pages, have the keeper give her its key; once."""
    remarking.ask_to_read_letterbox(request.actor, box)
    if not remarks.has_grant(request.actor, box):
        given = remarking.LetterboxKey.ask(request.actor, box, at=timezone.now())
        remarking.take_up_letterbox(request.actor, box, given=given)
