"""Passkeys at the entrance: what to sign, and what was signed. Both go to the keeper."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from fristed.accounts import forms, queries
from fristed.accounts.actions import signing_in
from fristed.accounts.middleware import ActorRequest
from fristed.accounts.models import Attempts
from fristed.accounts.views.networks import address_of
from fristed.accounts.views.signing_in import (
    begin,
    go_on,
    next_of,
    session_of,
    show,
)
from fristed.gate import note_refused
from fristed.vault import keeper

CEREMONY = "passkey"


@login_not_required
@require_POST
def begin_passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """What begins counts until it succeeds, so that nobody fills the keeper with beginnings."""
    if not Attempts.objects.take("", address_of(request), timezone.now()):
        note_refused(settings.FRISTED_DOOR, "accounts.sign_in", who="", reason="too_many")
        return JsonResponse({"error": "too_many", "words": str(forms.TOO_MANY)}, status=429)
    return begin_ceremony(request, "passkey.begin")


@login_not_required
@require_POST
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    try:
        proof = queries.prove_by_passkey(**finished(request))
    except keeper.KeeperAway:
        return show(request, is_away=True)
    if isinstance(proof, queries.NoProof):
        note_refused(settings.FRISTED_DOOR, "accounts.sign_in", who=proof.who, reason=proof.reason)
    elif begin(request, proof):
        _count_as_done(request)
        return go_on(request)
    return show(request, note=str(forms.PASSKEY_NOT_TAKEN))


@require_POST
def step_up_with_passkey(request: ActorRequest) -> HttpResponse:
    """The same as a code gives; the keeper sees to it that the passkey is hers."""
    actor = request.actor
    try:
        answer = keeper.call("passkey.finish", assertion=actor.assertion, **finished(request))
    except keeper.KeeperAway:
        return redirect("accounts:step_up")
    except keeper.KeeperRefused as refused:
        note_refused(
            settings.FRISTED_DOOR,
            "accounts.step_up",
            who=actor.ref,
            about=actor.ref,
            reason=refused.code,
        )
        return redirect("accounts:step_up")
    _count_as_done(request)
    signing_in.step_up(
        actor, request.user, session=session_of(request), assertion=answer["assertion"]
    )
    return redirect(next_of(request))


def _count_as_done(request: HttpRequest) -> None:
    Attempts.objects.give_back("", address_of(request), timezone.now())


def begin_ceremony(request: HttpRequest, op: str, **who: Any) -> HttpResponse:
    """What the browser is to sign. The keeper remembers what it asked; the session, which."""
    try:
        begun = keeper.call(op, **who)
    except keeper.KeeperAway:
        return JsonResponse({"error": "keeper_away", "words": str(forms.AWAY)}, status=503)
    except keeper.KeeperRefused as refused:
        return JsonResponse({"error": refused.code}, status=403)
    request.session[CEREMONY] = begun["ceremony"]
    return JsonResponse({"publicKey": begun["options"]["publicKey"]})


def finished(request: HttpRequest) -> dict[str, Any]:
    """What the browser hands back; what is no object becomes an empty one, which is refused."""
    try:
        response = json.loads(request.POST.get("response", ""))
    except ValueError:
        response = None
    return {
        "ceremony": request.session.pop(CEREMONY, ""),
        "response": response if isinstance(response, dict) else {},
    }
