"""Who knows what in a case."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import reading
from fristed.casework.views.naming import case_name


@require_safe
def show_who_knows(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    grant = reading.read_who_knows(request.actor, case)
    page = queries.who_knows(request.actor, case, grant, now=timezone.now())
    return render(
        request,
        "casework/sharing/who_knows.html",
        {"page": page, "name": case_name(request, case, grant)},
    )
