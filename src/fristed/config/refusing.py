"""What a person meets when the gate or the keeper says no. Nothing she typed is lost."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_resolver

from fristed.accounts.rules.sent import sent_to
from fristed.gate import Denied, TextBroken
from fristed.vault.keeper import KeeperAway, KeeperRefused

GetResponse = Callable[[HttpRequest], HttpResponse]
CAPS: Final = frozenset({"cap_reached", "site_cap"})
AWAY: Final = frozenset({"database_away", "custody_away", "busy"})


class Refusals:
    """Turns what went wrong into a page in plain words."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, Denied):
            return not_found(request, fault)
        if isinstance(fault, KeeperAway):
            return later(request, "ui/refused/away.html", status=503)
        if isinstance(fault, TextBroken):
            return render(request, "ui/refused/broken.html", status=409)
        if isinstance(fault, KeeperRefused):
            return _refused(request, fault)
        return None


def not_found(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Exactly what an address that does not exist gets."""
    handler = get_resolver().resolve_error_handler(404)
    response: HttpResponse = handler(request, fault)  # type: ignore[call-arg]  # as Django does
    return response


def later(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    """A page to try again from, with all that was sent."""
    sent = sent_to(request.get_full_path(), request.POST.lists())
    return render(request, template, {"sent": sent}, status=status)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page is from before she signed in again elsewhere. It came from this door: it is told
    by the browser itself (config.middleware.SameOrigin), so all that was sent may be sent again.
    """
    return later(request, "ui/refused/stale.html", status=403)


def _refused(request: HttpRequest, fault: KeeperRefused) -> HttpResponse | None:
    if fault.code in CAPS:
        return later(request, f"ui/refused/{fault.code}.html", status=429)
    if fault.code in AWAY:
        return later(request, "ui/refused/away.html", status=503)
    if fault.code == "not_recent":  # a shielded case
        return later(request, "ui/refused/not_recent.html", status=403)
    if fault.code == "no_grant":  # it ended since she was let in
        return not_found(request, fault)
    return None
