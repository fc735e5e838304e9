"""Looking for one of one's own cases. Posted, so that nothing of it stands in an address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import reading, searching
from fristed.casework.forms.searching import SearchCases
from fristed.kernel.rules import RuleBroken


def search_cases(request: ActorRequest) -> HttpResponse:
    searching.ask_to_search_cases(request.actor, request.actor)
    today = timezone.localdate()
    form = SearchCases(request.POST or None, on=today)
    hits = _found(request, form) if form.is_valid() else None
    context = {"form": form, "hits": hits, "today": today}
    return render(request, "casework/case/search.html", context)


def _found(request: ActorRequest, form: SearchCases) -> queries.Hits | None:
    sought = form.sought()
    try:
        found = queries.search(request.actor, sought, on=timezone.localdate())
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return None
    searching.search_cases(request.actor, request.actor, reason=" ".join(sought.attributes))
    return found.hits(reading.read_own_names(request.actor, found.sealed_names))
