"""In, out, and the sample people's one click."""

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts import forms, queries
from fristed.accounts.actions import signing_in
from fristed.accounts.middleware import ActorRequest, while_covered
from fristed.accounts.queries import providing
from fristed.accounts.rules.codes import codes_around
from fristed.accounts.rules.sent import Sent, sent_to
from fristed.accounts.sessions import SessionStore, person_in
from fristed.accounts.views.networks import address_of
from fristed.gate import Denied, Visitor, note_refused
from fristed.vault import keeper

HOME = "/"
NOTES = {"ended": forms.SESSION_ENDED, "enrolled": forms.ENROLLED}
"""What the sign-in page says first, by the mark in its address: fixed words, nobody else's."""


@login_not_required
@sensitive_post_parameters("password", "code")
def sign_in(request: HttpRequest) -> HttpResponse:
    if kept := getattr(request, "kept", ""):  # the middleware's: her session had run out
        return _show_kept(request, kept)
    if request.user.is_authenticated:  # perhaps in another tab, since this page was shown
        return go_on(request)
    if not settings.FRISTED_SIGN_IN_BY_PASSWORD:
        return show(request, is_away=queries.is_keeper_away())
    form = forms.SignIn(request.POST or None, address=address_of(request), at=timezone.now())
    try:
        if form.is_valid() and form.proof and begin(request, form.proof):
            return go_on(request)
    except keeper.KeeperAway:
        return show(request, is_away=True)
    return show(request, form, is_away=queries.is_keeper_away())


@login_not_required
@require_POST
def sign_in_as_sample(request: HttpRequest) -> HttpResponse:
    """One click, both factors. There are no sample people where sample sign-in is off."""
    personas = {each.persona: each for each in queries.sample_personas()}
    persona = personas.get(request.POST.get("persona", ""))
    if persona is None:
        raise Http404
    try:
        for code in codes_around(persona.totp_secret, timezone.now()):
            answer = queries.prove(persona.username, persona.password, code)
            if isinstance(answer, queries.NoProof):
                note_refused(
                    settings.FRISTED_DOOR, "accounts.sign_in", who=answer.who, reason=answer.reason
                )
            elif begin(request, answer):
                return go_on(request)
    except keeper.KeeperAway:
        return show(request, is_away=True)
    return show(request, note=str(forms.SAMPLE_USED_UP))


@require_POST
def sign_out(request: ActorRequest) -> HttpResponse:
    """For good: the keeper ends its word too. While it is away, its word runs out by itself.

    Where she signed in at a provider, the page leads on to its way out.
    """
    assertion, kept = request.actor.assertion, dict(request.session.items())
    signing_in.sign_out(request.actor, request.user, session=session_of(request))
    with suppress(keeper.KeeperAway, keeper.KeeperRefused):
        keeper.call("end", assertion=assertion)
    back = request.build_absolute_uri(reverse("accounts:sign_in"))
    if way_out := providing.way_out(kept, back=back):
        response = render(request, "accounts/signed_out.html", {"page": way_out})
        policy = {"form-action": [way_out.origin]}
        response._csp_update = policy  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp reads it
    else:
        response = redirect("accounts:sign_in")
    if "keeps_drafts" not in request.POST:  # somebody's work machine: all there is sealed (0475)
        response.headers["Clear-Site-Data"] = '"storage"'  # not cookies: other doors have them too
    return response


@while_covered
@require_safe
def stay(request: ActorRequest) -> HttpResponse:
    """She is at work on a page: asking for it is what keeps the session alive."""
    return HttpResponse(status=204)


@login_not_required
@require_POST
def keep_typed(request: HttpRequest) -> HttpResponse:
    """What stood in a form when its page was left because the session ran out."""
    person, address = person_in(request.session), request.POST.get("kept_to", "")
    if not person or not is_here(request, address):
        return redirect("accounts:sign_in")
    typed = [(name, values) for name, values in request.POST.lists() if name != "kept_to"]
    sent = sent_to(address, typed)
    if request.user.is_authenticated:  # she is at work in another tab
        return _again(request, sent)
    return _show_kept(request, queries.sealed_for(person, sent))


def go_on(request: HttpRequest) -> HttpResponse:
    """Where she was going; or what she had typed when her session ran out, to send again."""
    sent = queries.opened_for(request.session["person"], request.POST.get("kept", ""))
    return _again(request, sent) if sent else redirect(next_of(request))


def _show_kept(request: HttpRequest, kept: str) -> HttpResponse:
    page = queries.sign_in_page(
        then=HOME,
        is_away=queries.is_keeper_away(),
        note=str(forms.SESSION_ENDED_KEPT),
        kept=kept,
    )
    form = forms.SignIn(address="", at=timezone.now())
    return render(request, "accounts/sign_in.html", {"page": page, "form": form}, status=401)


def _again(request: HttpRequest, sent: Sent) -> HttpResponse:
    return render(request, "accounts/typed_before.html", {"sent": sent})


def begin(
    request: HttpRequest, proof: queries.Proof, kept: Mapping[str, Any] = MappingProxyType({})
) -> bool:
    """Begin her session; false where her account is closed, which the trail says and no page."""
    try:
        signing_in.sign_in(
            Visitor(door=settings.FRISTED_DOOR),
            proof.person,
            session=session_of(request),
            assertion=proof.assertion,
            kept=kept,
            address=address_of(request),
            at=timezone.now(),
        )
    except Denied:
        return False
    rotate_token(request)
    return True


def show(
    request: HttpRequest,
    form: forms.SignIn | None = None,
    *,
    is_away: bool = False,
    note: str = "",
) -> HttpResponse:
    """The sign-in page, which says what is wrong and never which of the factors it was."""
    form = form or forms.SignIn(address="", at=timezone.now())
    note = note or next((str(NOTES[mark]) for mark in NOTES if mark in request.GET), "")
    kept = request.POST.get("kept", "")
    page = queries.sign_in_page(then=next_of(request), is_away=is_away, note=note, kept=kept)
    status = 503 if is_away else 429 if form.is_too_many else 200
    return render(request, "accounts/sign_in.html", {"page": page, "form": form}, status=status)


def next_of(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this door and nowhere else."""
    asked = request.POST.get("next") or request.GET.get("next") or HOME
    return asked if is_here(request, asked) else HOME


def is_here(request: HttpRequest, address: str) -> bool:
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return is_ours and address.startswith("/")


def session_of(request: HttpRequest) -> SessionStore:
    return cast("SessionStore", request.session)
