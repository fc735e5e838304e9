"""Drafts: saved by the page itself while she types, shown when she opens the form again."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts import forms, queries
from fristed.accounts.actions import drafting
from fristed.accounts.middleware import TAKEN, ActorRequest, note_taken, while_covered
from fristed.accounts.models import Draft
from fristed.accounts.models.drafts import Writer
from fristed.gate import Actor, scope
from fristed.sealing.hpke import SealBroken
from fristed.ui import wording
from fristed.vault.keeper import KeeperAway

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@while_covered
@require_POST
def save_draft(request: ActorRequest) -> HttpResponse:
    drafting.ask_to_keep_draft(request.actor, request.actor)
    form = forms.DraftOf(_about(request))
    if not form.is_valid():
        return HttpResponse(status=400)
    now = timezone.now()
    with scope(request.actor):
        draft = Draft.objects.keep(
            _writer(request.actor),
            place=form.cleaned_data["place"],
            values=forms.typed(request.POST),
            ref=form.cleaned_data["draft"],
            at=now,
        )
    note_taken(request)
    words = _("Kladden ble lagret kl. %s.") % wording.clock(now)
    return JsonResponse({"draft": draft.ref, "version": draft.version, "words": words})


@require_safe
def show_draft(request: ActorRequest) -> HttpResponse:
    drafting.ask_to_keep_draft(request.actor, request.actor)
    form = forms.DraftOf(request.GET)
    if not form.is_valid():
        return HttpResponse(status=204)
    asked = form.cleaned_data
    draft = queries.draft_at(request.actor, asked["place"], ref=asked["draft"], now=timezone.now())
    if draft is None:
        return HttpResponse(status=204)
    return render(request, "accounts/_draft.html", {"draft": draft, "today": timezone.localdate()})


@require_POST
def throw_away_draft(request: ActorRequest, ref: str) -> HttpResponse:
    drafting.ask_to_keep_draft(request.actor, request.actor)
    with scope(request.actor):
        Draft.objects.throw_away(request.actor.id, ref)
    return HttpResponse(status=204)


@require_safe
def prepare_drafts(request: ActorRequest) -> HttpResponse:
    """For each long form of a page on her own work machine: what its script may seal with."""
    drafting.ask_to_keep_draft(request.actor, request.actor)
    form = forms.FormsOfPage(request.GET)
    if not form.is_valid():
        return HttpResponse(status=400)
    writer, asked, today = _writer(request.actor), form.cleaned_data, timezone.localdate()
    ready = {
        place: queries.prepared(writer, place=place, page=asked["page"], on=today)
        for place in asked["place"]
    }
    return JsonResponse({"forms": ready, "left_out": sorted(forms.NEVER_KEPT)})


@require_POST
def hand_in_draft(request: ActorRequest) -> HttpResponse:
    """What her browser sealed while the house could not be reached. It lets go of it at 200."""
    drafting.ask_to_keep_draft(request.actor, request.actor)
    form = forms.HandIn(request.POST)
    if not form.is_valid():
        return _answer(400, forms.OFFLINE_BROKEN)
    sent, today = form.cleaned_data, timezone.localdate()
    try:
        found = queries.handed_in(request.actor, note=sent["note"], blob=sent["blob"], on=today)
    except queries.TooOld:
        return _answer(410, forms.OFFLINE_TOO_OLD)
    except SealBroken:
        return _answer(422, forms.OFFLINE_BROKEN)
    except KeeperAway:
        return _answer(503, forms.OFFLINE_WAITS)
    if found.digest in request.session.get(TAKEN, ()):
        return _answer(200, "")  # its page saved or sent it after all
    with scope(request.actor):
        Draft.objects.keep_handed_in(found.draft, instead_of=sent["draft"], version=sent["version"])
    at = wording.moment(min(found.written_at, timezone.now()))
    return _answer(200, forms.OFFLINE_KEPT % {"at": at}, page=found.page)


def _answer(status: int, words: "StrOrPromise", *, page: str = "") -> HttpResponse:
    return JsonResponse({"words": str(words), "page": page}, status=status)


def _writer(actor: Actor) -> Writer:
    return Writer(actor.id, actor.ref, min(actor.units, default=settings.FRISTED_DRAFTS_AT))


def _about(request: HttpRequest) -> dict[str, str]:
    """Which form it is, beside what was typed into it."""
    return {
        "place": request.headers.get("X-Draft-Of", ""),
        "draft": request.headers.get("X-Draft", ""),
    }
