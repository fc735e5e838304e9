"""Drafts: saved by the page itself while she types, shown when she opens the form again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts import forms, queries
from fristed.accounts.actions import drafting
from fristed.accounts.middleware import ActorRequest, while_covered
from fristed.accounts.models import Draft
from fristed.accounts.models.drafts import Writer
from fristed.gate import scope
from fristed.ui import wording


@while_covered
@require_POST
def save_draft(request: ActorRequest) -> HttpResponse:
    drafting.ask_to_keep_draft(request.actor, request.actor)
    form = forms.DraftOf(_about(request))
    if not form.is_valid():
        return HttpResponse(status=400)
    actor, now = request.actor, timezone.now()
    writer = Writer(actor.id, actor.ref, min(actor.units, default=settings.FRISTED_DRAFTS_AT))
    with scope(actor):
        ref = Draft.objects.keep(
            writer,
            place=form.cleaned_data["place"],
            values=forms.typed(request.POST),
            ref=form.cleaned_data["draft"],
            at=now,
        )
    words = _("Kladden ble lagret kl. %s.") % wording.clock(now)
    return JsonResponse({"draft": ref, "words": words})


@require_safe
def show_draft(request: ActorRequest) -> HttpResponse:
    drafting.ask_to_keep_draft(request.actor, request.actor)
    form = forms.DraftOf({"place": request.GET.get("place", "")})
    draft = queries.draft_at(request.actor, form.data["place"]) if form.is_valid() else None
    if draft is None:
        return HttpResponse(status=204)
    return render(request, "accounts/_draft.html", {"draft": draft, "today": timezone.localdate()})


@require_POST
def throw_away_draft(request: ActorRequest, ref: str) -> HttpResponse:
    drafting.ask_to_keep_draft(request.actor, request.actor)
    with scope(request.actor):
        Draft.objects.throw_away(request.actor.id, ref)
    return HttpResponse(status=204)


def _about(request: HttpRequest) -> dict[str, str]:
    """Which form it is, beside what was typed into it."""
    return {
        "place": request.headers.get("X-Draft-Of", ""),
        "draft": request.headers.get("X-Draft", ""),
    }
