"""Signing in at an identity provider: there, back, and out when she leaves it.

A session cookie is Strict: it does not come along when she is sent here from another site. So the
page she comes back to first asks for itself once more, from here, without JavaScript.
"""

from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts import forms, queries
from fristed.accounts.actions import enrolling, signing_in
from fristed.accounts.choices import Door
from fristed.accounts.middleware import ActorRequest, actor_of
from fristed.accounts.models import User
from fristed.accounts.queries import providing
from fristed.accounts.queries.providing import Arrival, Begun
from fristed.accounts.sessions import SessionStore
from fristed.accounts.views.signing_in import begin, next_of, session_of, show
from fristed.adapters.identity import ProviderAway, Tokens
from fristed.adapters.providers import Provider
from fristed.gate import Visitor, note_refused
from fristed.kernel.rules import RuleBroken
from fristed.vault import keeper

HERE: Final = "here"
NOT_SHOWN: Final = "not_shown"


@login_not_required
@require_safe
def go_to_provider(request: HttpRequest, provider: str) -> HttpResponse:
    return _send(request, Begun(_named(provider).name, "sign_in", next_of(request)))


@require_safe
def step_up_at_provider(request: ActorRequest, provider: str) -> HttpResponse:
    return _send(request, Begun(_named(provider).name, "step_up", next_of(request)))


@require_safe
def ask_for_second_factor(request: ActorRequest) -> HttpResponse:
    """At a door where people come in from their own provider, with or without."""
    own = providing.provider_named(str(request.session.get("provider", "")))
    page = queries.StepUpPage(
        then=next_of(request),
        is_away=queries.is_keeper_away(),
        providers=[own] if own and own.second_factor else [],
        was_refused=NOT_SHOWN in request.GET,
    )
    return render(request, "accounts/second_factor.html", {"page": page})


@login_not_required
@require_safe
def enrol_at_provider(request: HttpRequest, provider: str) -> HttpResponse:
    """With the invitation she has typed a moment ago."""
    enrolling_now = request.session.get("enrolling")
    if enrolling_now is None:
        return redirect("accounts:show_invitation")
    invitation = enrolling_now["invitation"]
    return _send(request, Begun(_named(provider).name, "enrol", "/", invitation))


@login_not_required
@require_safe
def come_back(request: HttpRequest, provider: str) -> HttpResponse:
    asked = _named(provider)
    if HERE not in request.GET:
        address = f"{request.get_full_path()}&{HERE}=1"
        return render(request, "accounts/coming_back.html", {"address": address})
    begun = _begun(request, asked)
    code = request.GET.get("code", "")
    if begun is None or not code:
        return show(request, note=str(forms.NOT_FINISHED))
    return _let_in(request, asked, begun, code)


@login_not_required
@require_safe
@xframe_options_exempt
def end_from_provider(request: HttpRequest, provider: str) -> HttpResponse:
    """The provider shows this in a frame of its own when she leaves it. No cookie comes along."""
    asked = _named(provider)
    sid = request.GET.get("sid", "")
    if sid and request.GET.get("iss") == asked.issuer:
        SessionStore.end_elsewhere(providing.session_at(asked, sid))
    response = HttpResponse()
    origins = providing.origins_of(asked)
    policy = {"frame-ancestors": origins}
    response._csp_replace = policy  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp reads it
    return response


@login_not_required
@csrf_exempt  # the provider itself asks, and signs what it says
@require_POST
def end_by_provider(request: HttpRequest, provider: str) -> HttpResponse:
    """The provider's own server says that somebody has left it. Her session ends at once."""
    try:
        left = providing.left(_named(provider), request.POST.get("logout_token", ""))
    except keeper.KeeperAway:
        return HttpResponse(status=503)  # it may say it again
    except keeper.KeeperRefused as refused:
        note_refused(settings.FRISTED_DOOR, "accounts.sign_out", who="", reason=refused.code)
        return JsonResponse({"error": "invalid_request"}, status=400)
    if left.sid:
        SessionStore.end_elsewhere(left.sid)
    else:
        SessionStore.end_every(left.sub)
    return HttpResponse()


def _let_in(request: HttpRequest, asked: Provider, begun: Begun, code: str) -> HttpResponse:
    """What comes of her code: where she was going, or a page that says why not."""
    back = request.build_absolute_uri(request.path)
    try:
        tokens = providing.tokens_for(asked, begun, code=code, back=back)
        return _arrive(request, asked, begun, tokens)
    except ProviderAway:
        return show(request, note=forms.PROVIDER_AWAY % {"provider": asked.label})
    except keeper.KeeperAway:
        return show(request, is_away=True)
    except keeper.KeeperRefused as refused:
        if begun.why == "step_up" and settings.FRISTED_DOOR == Door.PARTNER:
            return _not_shown(request, begun, refused.code)
        return _refused(request, refused.code)
    except RuleBroken as broken:
        note_refused(settings.FRISTED_DOOR, "accounts.sign_in", who="", reason=broken.code)
        return render(request, "accounts/not_for_you.html", {"why": str(broken)}, status=403)


def _send(request: HttpRequest, begun: Begun) -> HttpResponse:
    asked = _named(begun.provider)
    back = request.build_absolute_uri(reverse("accounts:come_back", args=[asked.name]))
    try:
        address = providing.address_to(asked, begun, back=back, language=get_language() or "nb")
    except ProviderAway:
        return show(request, note=forms.PROVIDER_AWAY % {"provider": asked.label})
    request.session[providing.BEGUN] = begun.kept()
    return redirect(address)


def _begun(request: HttpRequest, asked: Provider) -> Begun | None:
    """What she began with, once; none when this is not the answer to it."""
    kept = request.session.pop(providing.BEGUN, None)
    begun = Begun(**kept) if kept else None
    if begun is None or begun.provider != asked.name:
        return None
    if request.GET.get("iss", asked.issuer) != asked.issuer:
        return None
    return begun if constant_time_compare(begun.state, request.GET.get("state", "")) else None


def _arrive(request: HttpRequest, asked: Provider, begun: Begun, tokens: Tokens) -> HttpResponse:
    if begun.why == "step_up":
        return _step_up(request, begun, tokens)
    arrival = providing.arrive(asked, begun, tokens)
    person = _person(asked, arrival)
    if person is None:
        return _refused(request, "unknown_person")
    if begun.why == "enrol":
        enrolling.bind_provider(Visitor(door=settings.FRISTED_DOOR), person)
    if not begin(request, queries.Proof(person, arrival.assertion), arrival.kept):
        return _refused(request, "inactive")
    return redirect(begun.then)


def _person(asked: Provider, arrival: Arrival) -> User | None:
    """Her account; at the partner door one is made for whoever comes for the first time."""
    person = queries.person_by_ref(arrival.person)
    if settings.FRISTED_DOOR != Door.PARTNER:
        return person
    if person is not None and arrival.name in {"", person.name}:
        return person
    name, username = arrival.name or asked.label, arrival.person.casefold()
    person = person or User(ref=arrival.person, username=username, door=Door.PARTNER)
    return enrolling.welcome(Visitor(door=settings.FRISTED_DOOR), person, name=name)


def _step_up(request: HttpRequest, begun: Begun, tokens: Tokens) -> HttpResponse:
    if not request.user.is_authenticated:
        return show(request, note=str(forms.SESSION_ENDED))
    actor = actor_of(request)
    said = keeper.call(
        "step_up_oidc",
        assertion=actor.assertion,
        id_token=tokens.id_token,
        nonce=begun.nonce,
        door=settings.FRISTED_DOOR,
    )
    signing_in.step_up(
        actor, request.user, session=session_of(request), assertion=said["assertion"]
    )
    return redirect(begun.then)


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    """The trail says why; the page, what she can do about it."""
    note_refused(settings.FRISTED_DOOR, "accounts.sign_in", who="", reason=reason)
    note = forms.PROVIDER_FAULTS.get(reason, forms.NOT_ACCEPTED)
    return show(request, note=str(note))


def _not_shown(request: HttpRequest, begun: Begun, reason: str) -> HttpResponse:
    """She is signed in as before, and told what her provider did not say."""
    note_refused(settings.FRISTED_DOOR, "accounts.step_up", who="", reason=reason)
    asked = urlencode({"next": begun.then, NOT_SHOWN: "1"})
    return redirect(f"{reverse('accounts:step_up')}?{asked}")


def _named(name: str) -> Provider:
    provider = providing.provider_named(name)
    if provider is None:
        raise Http404
    return provider
