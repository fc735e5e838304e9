"""What a view behind sign-in is given, and where one goes who may not see it yet."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from fristed.accounts.models import User
from fristed.gate import Actor


class ActorRequest(HttpRequest):
    """A request whose actor the middleware has set."""

    actor: Actor
    user: User


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; a session that has just ended is told of there."""
    ended = {"slutt": "1"} if settings.SESSION_COOKIE_NAME in request.COOKIES else {}
    return _go(request, "accounts:sign_in", ended)


def ask_to_step_up(request: HttpRequest) -> HttpResponse:
    return _go(request, "accounts:step_up", {})


def _go(request: HttpRequest, name: str, words: dict[str, str]) -> HttpResponse:
    """There, and back afterwards to the page she asked for; a whole page, also from htmx."""
    is_part = bool(request.headers.get("HX-Request"))
    back = {} if is_part or request.method != "GET" else {"neste": request.get_full_path()}
    asked = urlencode(back | words)
    address = reverse(name) + (f"?{asked}" if asked else "")
    return HttpResponseClientRedirect(address) if is_part else redirect(address)
