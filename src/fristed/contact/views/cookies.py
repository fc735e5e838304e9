"""Nora's one cookie: a visit's token, or a token without a visit so that leaving changes it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fristed.sealing import session


def token_of(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")


def give(response: HttpResponse, token: str) -> None:
    """A session cookie: gone with the browser, not readable by scripts, sent from here only."""
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        token,
        secure=True,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def give_empty(request: HttpRequest, response: HttpResponse) -> None:
    """A browser forgets a kept page when a cookie of it changes: so there must be one to change."""
    if not token_of(request):
        give(response, session.token())


def expire(response: HttpResponse) -> None:
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        "",
        max_age=0,
        secure=True,
        httponly=True,
        samesite="Strict",
        path="/",
    )
