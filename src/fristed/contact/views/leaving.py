"""The exit: the visit is dead at the server before the browser goes anywhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from fristed.contact.actions import visiting
from fristed.contact.rules.visiting import Visit
from fristed.contact.views import cookies
from fristed.gate import Visitor
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


def _end(request: HttpRequest) -> None:
    token = cookies.token_of(request)
    if token:
        visiting.end_visit(Visitor(), Visit(session.token_hash(token)))


def _forgotten(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    if settings.FRISTED_OWN_DOMAIN:
        # It empties the whole registrable domain, so only where the domain is nora's alone.
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    cookies.expire(response)
    return response
