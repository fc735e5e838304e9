"""Who is asking. Every address of a staff door asks for sign-in unless its view says otherwise.

A view open to everyone is marked with Django's own `login_not_required`; the mark is on the
view and not on its path, so no way of writing an address goes around it (C2).
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from fristed.accounts import queries
from fristed.accounts.requests import ask_to_sign_in, ask_to_step_up
from fristed.vault.keeper import KeeperRefused

GetResponse = Callable[[HttpRequest], HttpResponse]


class SignedIn:
    """Sets `request.user`, when asked for, and on every closed page `request.actor`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.actor_for = import_string(settings.FRISTED_ACTOR_FOR)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(  # type: ignore[assignment]  # why: Django does the same
            lambda: queries.person_of(request.session, at=timezone.now()) or AnonymousUser()
        )
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if getattr(view, "login_required", True) is False:
            return None
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        request.actor = self.actor_for(  # type: ignore[attr-defined]  # see ActorRequest
            request.user,
            door=settings.FRISTED_DOOR,
            assertion=request.session["assertion"],
            at=timezone.now(),
        )
        return None

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """What the keeper wants of her before it opens anything."""
        code = fault.code if isinstance(fault, KeeperRefused) else ""
        if code == "not_signed_in":  # ended elsewhere, or stopped
            request.session.flush()
            return ask_to_sign_in(request)
        return ask_to_step_up(request) if code == "not_recent" else None
