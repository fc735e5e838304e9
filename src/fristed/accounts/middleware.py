"""Who is asking. Every address of a staff door asks for sign-in unless its view says otherwise.

A view open to everyone is marked with Django's own `login_not_required`; the mark is on the
view and not on its path, so no way of writing an address goes around it (C2).
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django_htmx.http import HttpResponseClientRedirect

from fristed.accounts import queries
from fristed.accounts.models import Draft, User
from fristed.accounts.rules.sent import sent_to
from fristed.accounts.sessions import person_in
from fristed.gate import Actor, scope
from fristed.vault.keeper import KeeperRefused

ASK_NO_MORE: Final = 286  # htmx: stop asking
GetResponse = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponse])


class ActorRequest(HttpRequest):
    """A request whose actor the middleware has set."""

    actor: Actor
    user: User


COVERED = "covered"
"""In a session: her screen is covered, and how many wrong codes have been typed since."""


def while_covered(view: View) -> View:
    """Marks a view that answers also while her screen is covered: it shows nothing."""
    view.while_covered = True  # type: ignore[attr-defined]  # why: a mark on the view, as Django's
    return view


def show_covered(request: HttpRequest, *, back: str, is_wrong: bool = False) -> HttpResponse:
    """A timetable, and a field for her code. 423: locked."""
    context = {"back": back, "is_wrong": is_wrong}
    return render(request, "accounts/covered.html", context, status=423)


def by_itself(view: View) -> View:
    """Marks a view that an open page asks again and again: nobody uses the session then, and it
    ends as if the page had not asked."""
    view.asked_by_itself = True  # type: ignore[attr-defined]  # as above
    return view


class SignedIn:
    """Sets `request.user`, when asked for, and on every closed page `request.actor`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

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
        is_by_itself = hasattr(view, "asked_by_itself") and bool(request.headers.get("HX-Request"))
        request.session.is_used = not is_by_itself  # type: ignore[attr-defined]  # our own store
        if not request.user.is_authenticated:
            if is_by_itself:  # the page stays: something may be typed in it
                return HttpResponse(status=ASK_NO_MORE)
            return ask_to_sign_in(request, person_in(request.session))
        if COVERED in request.session and not getattr(view, "while_covered", False):
            if request.headers.get("HX-Request"):
                return HttpResponse(status=423)  # the page under the timetable stays as it is
            back = request.get_full_path() if request.method == "GET" else "/"
            return show_covered(request, back=back)
        request.actor = actor_of(request)  # type: ignore[attr-defined]  # see ActorRequest
        return None

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """What the keeper wants of her before it opens anything."""
        if not isinstance(fault, KeeperRefused) or fault.code != "not_signed_in":
            return None
        person = person_in(request.session)  # ended elsewhere, or stopped
        request.session.flush()
        return ask_to_sign_in(request, person)


def actor_of(request: HttpRequest) -> Actor:
    """By the door's own function: it knows the places that decide what she may, and we do not."""
    actor: Actor = import_string(settings.FRISTED_ACTOR_FOR)(
        request.user,
        door=settings.FRISTED_DOOR,
        assertion=request.session["assertion"],
        at=timezone.now(),
    )
    return actor


def ask_to_sign_in(request: HttpRequest, person: str) -> HttpResponse:
    """To the sign-in page; a session that has just ended is told of there.

    person   whose session it was; what she sent is then in the page, sealed for her
    """
    if request.method == "POST" and person and not request.headers.get("HX-Request"):
        sent = sent_to(request.get_full_path(), request.POST.lists())
        request.kept = queries.sealed_for(person, sent)  # type: ignore[attr-defined]  # see sign_in
        answer: HttpResponse = resolve(reverse("accounts:sign_in")).func(request)
        return answer
    ended = {"ended": "1"} if settings.SESSION_COOKIE_NAME in request.COOKIES else {}
    return _go(request, "accounts:sign_in", ended)


def ask_to_step_up(request: HttpRequest) -> HttpResponse:
    return _go(request, "accounts:step_up", {})


def _go(request: HttpRequest, name: str, words: dict[str, str]) -> HttpResponse:
    """There, and back afterwards to the page she asked for; a whole page, also from htmx."""
    is_part = bool(request.headers.get("HX-Request"))
    back = {} if is_part or request.method != "GET" else {"next": request.get_full_path()}
    asked = urlencode(back | words)
    address = reverse(name) + (f"?{asked}" if asked else "")
    return HttpResponseClientRedirect(address) if is_part else redirect(address)


TAKEN: Final = "taken"
"""In a session: digests of what is still sealed in her browser, though the house has it now."""
MOST_TAKEN: Final = 20


def note_taken(request: HttpRequest) -> None:
    """What her page has just saved or sent holds what lies sealed in her browser, if anything."""
    if digest := request.POST.get("draft_here", "")[:64]:
        request.session[TAKEN] = [*request.session.get(TAKEN, ()), digest][-MOST_TAKEN:]


class Drafts:
    """Forgets a draft when its form has been taken: a POST that leads on to another page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        actor: Actor | None = getattr(request, "actor", None)
        taken = request.method == "POST" and _was_taken(response)
        if actor and taken and (ref := request.POST.get("draft")):
            with scope(actor):
                Draft.objects.throw_away(actor.id, ref)
        if actor and taken:
            note_taken(request)
        return response


def _was_taken(response: HttpResponse) -> bool:
    """Led on, and not to where she must say again who she is."""
    return response.status_code == 302 and not response["Location"].startswith(tuple(_asking()))


def _asking() -> Iterator[str]:
    for name in ("sign_in", "step_up"):
        with suppress(NoReverseMatch):  # a door without step-up
            yield reverse(f"accounts:{name}")
