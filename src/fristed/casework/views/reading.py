"""One's own cases, one case, and its access log."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import access, queries
from fristed.casework.actions import reading
from fristed.casework.forms.following_up import FollowUpEntry
from fristed.casework.forms.reading import FilterLog, FilterTimeline
from fristed.ui.steps import Pages, page_number


@require_safe
def list_cases(request: ActorRequest) -> HttpResponse:
    return _list(request, is_open=True)


@require_safe
def list_closed_cases(request: ActorRequest) -> HttpResponse:
    return _list(request, is_open=False)


def _list(request: ActorRequest, *, is_open: bool) -> HttpResponse:
    number = page_number(request.GET.get("side", ""))
    today = timezone.localdate()
    own = queries.own_cases(request.actor, is_open=is_open, number=number, on=today)
    names = reading.read_own_names(request.actor, own.sealed_names)
    context = {
        "own": own,
        "lines": own.lines(names),
        "pages": Pages.of(request.path, own.number, own.pages),
        "today": today,
        "may_start": access.may_have_cases(request.actor, request.actor),
    }
    return render(request, "casework/case/list.html", context)


@require_safe
def show_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    grant = reading.read_case(request.actor, case)
    now = timezone.now()
    today = timezone.localdate(now)
    filtering = FilterTimeline(request.GET, today=today)
    page = queries.case_page(request.actor, case, grant, on=today, shown=filtering.shown())
    context = {
        "page": page,
        "form": FollowUpEntry(now=now, is_short=True),
        "filtering": filtering,
        "today": today,
    }
    return render(request, "casework/case/show.html", context)


@require_safe
def show_access_log(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    reading.read_access_log(request.actor, case)
    now = timezone.now()
    what, who = request.GET.get("what", ""), request.GET.get("who", "")
    page = queries.access_log_page(request.actor, case, now=now, what=what, who=who)
    context = {
        "page": page,
        "form": FilterLog(request.GET, people=page.people),
        "may_read": access.may_read_case(request.actor, case),
        "may_propose": access.may_propose_take_over(request.actor, case),
        "now": now,
    }
    return render(request, "casework/case/access_log.html", context)
