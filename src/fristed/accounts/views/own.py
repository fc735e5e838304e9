"""A person's own sign-in: her passkeys, recovery codes and password."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts import forms, queries
from fristed.accounts.actions import enrolling
from fristed.accounts.middleware import ActorRequest
from fristed.accounts.views.passkeys import begin_ceremony, finished
from fristed.accounts.views.signing_in import session_of
from fristed.accounts.views.stepping_up import confirmed_lately
from fristed.gate import note_refused
from fristed.vault import keeper


@require_safe
@confirmed_lately
def show_own_sign_in(request: ActorRequest) -> HttpResponse:
    changed = "changed" in request.GET
    return _show(request, note=str(forms.PASSWORD_CHANGED) if changed else "", tone="success")


@require_POST
def begin_passkey(request: ActorRequest) -> HttpResponse:
    return begin_ceremony(
        request,
        "passkey.begin_registration",
        assertion=request.actor.assertion,
        label=request.user.username,
    )


@require_POST
def keep_passkey(request: ActorRequest) -> HttpResponse:
    try:
        keeper.call("passkey.finish_registration", **finished(request))
    except keeper.KeeperAway:
        return _show(request)
    except keeper.KeeperRefused as refused:
        _note(request, "accounts.keep_passkey", refused)
        return _show(request, note=str(forms.PASSKEY_NOT_KEPT), tone="danger")
    enrolling.keep_passkey(request.actor, request.user)
    return _show(request, note=str(forms.PASSKEY_KEPT), tone="success")


@require_POST
def make_recovery_codes(request: ActorRequest) -> HttpResponse:
    try:
        made = keeper.call("recovery.new", assertion=request.actor.assertion)
    except keeper.KeeperAway:
        return _show(request)
    except keeper.KeeperRefused as refused:
        _note(request, "accounts.make_recovery_codes", refused)
        return redirect("accounts:show_own_sign_in")  # which asks for her code first
    enrolling.make_recovery_codes(request.actor, request.user)
    return render(request, "accounts/recovery_codes.html", {"codes": made["codes"]})


@sensitive_post_parameters("password", "again")
@confirmed_lately
def change_password(request: ActorRequest) -> HttpResponse:
    form = forms.NewPassword(request.POST or None, person=request.user)
    if form.is_valid():
        enrolling.change_password(
            request.actor,
            request.user,
            password=form.cleaned_data["password"],
            session=session_of(request),
        )
        return redirect(f"{reverse('accounts:show_own_sign_in')}?changed=1")
    return render(request, "accounts/change_password.html", {"form": form})


def _show(request: ActorRequest, *, note: str = "", tone: str = "info") -> HttpResponse:
    page = queries.OwnPage(
        ref=request.actor.ref, note=note, tone=tone, is_away=queries.is_keeper_away()
    )
    return render(request, "accounts/own_sign_in.html", {"page": page})


def _note(request: ActorRequest, action: str, refused: keeper.KeeperRefused) -> None:
    actor = request.actor
    note_refused(settings.FRISTED_DOOR, action, who=actor.ref, about=actor.ref, reason=refused.code)
