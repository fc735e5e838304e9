"""Who is let into the studio, and what of Wagtail is open there."""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fristed.accounts.middleware import ActorRequest
from fristed.editorial import access
from fristed.editorial.actions.entering import ask_to_enter
from fristed.editorial.models import Editor
from fristed.gate import Denied

GetResponse = Callable[[HttpRequest], HttpResponse]
EVERYONES: Final = frozenset({"accounts", "ui"})
"""Apps whose pages a colleague may see here whatever her role: her own sign-in."""
OPEN: Final = frozenset(
    {
        "articles:confirm_workflow_cancellation",
        "articles:edit",
        "articles:history",
        "articles:history_results",
        "articles:list",
        "articles:list_results",
        "articles:revisions_compare",
        "articles:revisions_revert",
        "wagtailadmin_dismissibles",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
    }
)
"""Wagtail's addresses that are in use. It brings two hundred; the others are not there."""


class StudioRequest(ActorRequest):
    """A request of somebody at work in the studio."""

    user: Editor


class Editors:
    """Comes after SignedIn. From here on `request.user` can answer Wagtail."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        actor, match = getattr(request, "actor", None), request.resolver_match
        if match is None or match.app_name in EVERYONES or match.view_name == "keep_violation":
            return None
        if actor is None:  # Wagtail has views that ask nobody to sign in
            raise Http404
        try:
            ask_to_enter(actor, actor)
        except Denied:
            return render(request, "editorial/closed.html", status=403)
        if match.app_name != "editorial" and match.view_name not in OPEN:
            raise Http404
        request.user = Editor.of(request.user, actor, access.permissions_of(actor))
        return None
