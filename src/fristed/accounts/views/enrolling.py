"""Taking an account into use: an invitation, a password, and a code from the app."""

import base64
import io
from typing import Any

import qrcode  # type: ignore[import-untyped]  # why: it has no types
import qrcode.image.svg  # type: ignore[import-untyped]  # as above
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from fristed.accounts import forms, queries
from fristed.accounts.actions import enrolling
from fristed.accounts.models import Attempts, User
from fristed.accounts.queries import providing
from fristed.accounts.views.networks import address_of
from fristed.accounts.views.signing_in import session_of
from fristed.gate import Visitor, note_refused
from fristed.vault import keeper


@login_not_required
@sensitive_post_parameters("invitation")
def show_invitation(request: HttpRequest) -> HttpResponse:
    form = forms.Invitation(request.POST or None)
    if form.is_valid() and _accept(request, form):
        return redirect("accounts:enrol")
    context = {"form": form, "is_away": queries.is_keeper_away()}
    return render(request, "accounts/invitation.html", context)


@login_not_required
@sensitive_post_parameters("password", "again", "code")
def enrol(request: HttpRequest) -> HttpResponse:
    begun = request.session.get("enrolling")
    person = queries.person_by_ref(begun["person"]) if begun else None
    if begun is None or person is None or not person.is_active:
        return redirect("accounts:show_invitation")
    form = forms.Enrol(request.POST or None, person=person)
    if form.is_valid() and _confirm(request, person, begun["invitation"], form):
        return redirect(f"{reverse('accounts:sign_in')}?enrolled=1")
    page = queries.EnrolPage(
        name=person.name,
        username=person.username,
        secret=begun["secret"],
        uri=begun["uri"],
        picture=_picture(begun["uri"]),
        is_away=queries.is_keeper_away(),
        providers=providing.providers(),
    )
    return render(request, "accounts/enrol.html", {"page": page, "form": form})


def _accept(request: HttpRequest, form: forms.Invitation) -> bool:
    """Whether the keeper knows the invitation. Its key for the app waits in the sealed session."""
    at, address = timezone.now(), address_of(request)
    if not Attempts.objects.take("", address, at):
        form.add_error(None, forms.TOO_MANY)
        return False
    invitation = form.cleaned_data["invitation"]
    try:
        begun = _begin(invitation)
    except keeper.KeeperAway:
        Attempts.objects.give_back("", address, at)
        return False  # the page says so
    except keeper.KeeperRefused as refused:
        note_refused(settings.FRISTED_DOOR, "accounts.enrol", who="", reason=refused.code)
        form.add_error("invitation", forms.INVITATION_NOT_TAKEN)
        return False
    Attempts.objects.give_back("", address, at)
    session_of(request).begin_again()
    request.session["enrolling"] = {
        "invitation": invitation,
        "person": begun["person"],
        "secret": begun["secret"],
        "uri": begun["uri"],
    }
    return True


def _begin(invitation: str) -> dict[str, Any]:
    """Ask whom it is for, then for a key with her user name on it, as her app will show it."""
    begun: dict[str, Any] = keeper.call("totp.begin", invite=invitation)
    person = queries.person_by_ref(begun["person"])
    if person is not None:
        begun |= keeper.call("totp.begin", invite=invitation, label=person.username)
    return begun


def _confirm(request: HttpRequest, person: User, invitation: str, form: forms.Enrol) -> bool:
    try:
        keeper.call("totp.confirm", invite=invitation, code=form.cleaned_data["code"])
    except keeper.KeeperAway:
        return False  # the page says so
    except keeper.KeeperRefused as refused:
        note_refused(settings.FRISTED_DOOR, "accounts.enrol", who=person.ref, reason=refused.code)
        form.add_error("code", forms.code_fault(refused.code))
        return False
    enrolling.enrol(
        Visitor(door=settings.FRISTED_DOOR), person, password=form.cleaned_data["password"]
    )
    session_of(request).flush()
    return True


def _picture(uri: str) -> str:
    """A QR code as a data address, so that no address of ours ever shows the key."""
    drawn = io.BytesIO()
    qrcode.make(uri, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()
