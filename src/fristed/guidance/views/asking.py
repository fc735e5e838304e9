"""The partner door: what a professional comes with."""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.actions import asking
from fristed.guidance.actions.asking import Asked
from fristed.guidance.choices import NOBODY, Kind, Urgency
from fristed.guidance.rules.routing import Route, first_unit
from fristed.guidance.rules.writing import pointing
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.choices import FileKind

SHAPES: Final[Mapping[Kind, type[forms.Ask]]] = {
    Kind.CONCERN: forms.Ask,
    Kind.GUIDANCE: forms.AskForGuidance,
    Kind.COURSE: forms.Course,
}
Send = Callable[[sealing.NewFile, Asked, sealing.Address | None, bytes], HttpResponse]


@require_safe
def show_door(request: ActorRequest) -> HttpResponse:
    """The first page: what she can ask for, and how hers stand."""
    asking.ask_to_see_own_inquiries(request.actor, request.actor)
    own = queries.own_inquiries(request.actor, at=timezone.now())
    return render(request, "guidance/door/start.html", {"own": own})


def raise_concern(request: ActorRequest) -> HttpResponse:
    return _ask(request, Kind.CONCERN)


def ask_for_guidance(request: ActorRequest) -> HttpResponse:
    return _ask(request, Kind.GUIDANCE)


def ask_for_course(request: ActorRequest) -> HttpResponse:
    return _ask(request, Kind.COURSE)


def _ask(request: ActorRequest, kind: Kind) -> HttpResponse:
    asking.ask_to_see_own_inquiries(request.actor, request.actor)
    actor, now = request.actor, timezone.now()

    def send(
        new: sealing.NewFile, asked: Asked, also: sealing.Address | None, once: bytes
    ) -> HttpResponse:
        asking.send_inquiry(actor, new, asked=asked, also=also, once=once, at=now)
        messages.success(request, _("Sendt. Her ser du hvor den er."))
        return redirect("guidance:show_receipt", ref=new.ref)

    first = queries.said_last(actor)
    return answer_form(
        request, SHAPES[kind], kind, first=first, creator=actor.ref, send=send, at=now
    )


def answer_form(
    request: HttpRequest,
    shape: type[forms.Ask],
    kind: Kind,
    *,
    first: dict[str, str],
    creator: str,
    send: Send,
    at: datetime,
) -> HttpResponse:
    """Show the form; ask once more about what says who somebody is; send it once."""
    today = timezone.localdate(at)
    if "language" in request.POST:
        return in_language(
            request, lambda: _show(request, shape(initial=_typed(request), on=today), kind)
        )
    form = shape(request.POST or None, initial=first, on=today)
    if not form.is_valid():
        return _show(request, form, kind)
    found = pointing(form.cleaned_data["text"])
    if found and not form.cleaned_data["checked"]:
        asked_again = shape(initial=_typed(request) | {"checked": True}, on=today)
        return _show(request, asked_again, kind, found=found)
    try:
        return _send(form.cleaned_data, kind, creator=creator, send=send, at=at)
    except RuleBroken as broken:
        form.add_error("text", str(broken))
        return _show(request, form, kind)
    except IntegrityError as fault:
        if not is_the_same_form(fault, "inquiry_form_once"):
            raise
        return render(request, "guidance/door/sent_before.html")


def _send(
    given: dict[str, Any], kind: Kind, *, creator: str, send: Send, at: datetime
) -> HttpResponse:
    today = timezone.localdate(at)
    urgency = given.get("urgency", Urgency.ORDINARY)
    route = route_for(kind, urgency, given["service"], given["county"], at)
    new = sealing.new_file(FileKind.INQUIRY, unit=route.unit, creator=creator, on=today)
    also = sealing.address_to(new, route.also) if route.also else None
    asked = Asked(
        kind=kind,
        urgency=urgency,
        role=given["role"],
        service=given["service"],
        audience=given.get("audience", NOBODY),
        county=given["county"],
        language=get_language() or "nb",
        text=given["text"],
        reply_to=given.get("reply_to", ""),
        school=given.get("school", ""),
    )
    return send(new, asked, also, digest_of(given["once"]))


def route_for(kind: str, urgency: str, service: str, county: str, at: datetime) -> Route:
    return first_unit(kind, urgency, service, queries.reach_for(county, timezone.localdate(at)))


def in_language(request: HttpRequest, page: Callable[[], HttpResponse]) -> HttpResponse:
    """The same page in another language, with all that was typed."""
    wanted = request.POST["language"]
    if wanted not in dict(settings.LANGUAGES):
        wanted = settings.LANGUAGE_CODE
    activate(wanted)
    response = page()
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, wanted, secure=True, httponly=True, samesite="Strict"
    )
    return response


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {name: value for name, value in request.POST.items() if name != "language"}


def _show(request: HttpRequest, form: forms.Ask, kind: Kind, **more: Any) -> HttpResponse:
    context = {"form": form, "kind": kind, "languages": settings.LANGUAGES} | more
    return render(request, "guidance/door/ask.html", context)


def digest_of(once: str) -> bytes:
    """Of a form's own token; of one without, something that is nobody else's."""
    return hashlib.sha256((once or secrets.token_urlsafe(24)).encode()).digest()


def is_the_same_form(fault: IntegrityError, constraint: str) -> bool:
    """Whether what the database refused is a form that was sent before."""
    named = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "") or ""
    return bool(named == constraint)
