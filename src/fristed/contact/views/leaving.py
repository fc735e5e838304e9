"""The exit: the visit is dead at the server before the browser goes anywhere."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from fristed.contact import queries
from fristed.contact.actions import talking, visiting
from fristed.contact.models import Conversation
from fristed.contact.rules.visiting import Visit
from fristed.contact.views import cookies
from fristed.gate import Denied, Visitor
from fristed.sealing import session
from fristed.ui.house import HOUSE


def leave(request: HttpRequest) -> HttpResponse:
    """A plain link without a script (303 onwards); with one, the beacon of the exit's script."""
    _end(request)
    if request.method == "POST":
        response = HttpResponse(status=204)
    else:
        response = HttpResponseRedirect(settings.FRISTED_EXIT_TARGET, status=303)
    return _forgotten(response)


@require_POST
def close_visit(request: HttpRequest) -> HttpResponse:
    """Done for now: ends the visit and stays on nora."""
    _end(request)
    return _forgotten(redirect(HOUSE.home))


@require_POST
def close_for_good(request: HttpRequest) -> HttpResponse:
    """Her words open nothing from now on."""
    visit = queries.open_visit(cookies.token_of(request), timezone.now())
    if visit is not None:
        with suppress(Conversation.DoesNotExist, Denied):
            conversation = queries.conversation_by_ref(visit.visitor.file_ref)
            talking.close_own_conversation(visit.to(conversation).visitor, conversation)
    _end(request)
    return _forgotten(redirect(HOUSE.home))


def _end(request: HttpRequest) -> None:
    token = cookies.token_of(request)
    if token:
        for visit in (Visit(session.token_hash(token)), queries.visit_for_new_words(token)):
            visiting.end_visit(Visitor(), visit)


def _forgotten(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    if settings.FRISTED_OWN_DOMAIN:
        # It empties the whole registrable domain, so only where the domain is nora's alone.
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    cookies.expire(response)
    return response
