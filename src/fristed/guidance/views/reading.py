"""One inquiry at the desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest, by_itself
from fristed.guidance import forms, queries
from fristed.guidance.actions import reading
from fristed.guidance.actions.reading import Key
from fristed.guidance.models import Inquiry


@require_safe
def show_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    return show(request, ref)


@by_itself
@require_safe
def show_others(request: ActorRequest, ref: str) -> HttpResponse:
    """Who else has it open: asked for by the page itself every second, and no opening."""
    inquiry = queries.inquiry_by_ref(request.actor, ref)
    reading.ask_to_read_inquiry(request.actor, inquiry)
    now = timezone.now()
    context = {
        "at_it": queries.others_at(request.actor, inquiry, at=now),
        "version": queries.draft_of(request.actor, inquiry).version,
        "seen": request.GET.get("version", ""),
    }
    return render(request, "guidance/inquiry/_others.html", context)


@require_POST
def show_originals(request: ActorRequest, ref: str) -> HttpResponse:
    inquiry = queries.inquiry_by_ref(request.actor, ref)
    grant = reading.read_original(request.actor, inquiry)
    texts = queries.original_texts(request.actor, inquiry, grant)
    return render(request, "guidance/inquiry/originals.html", {"texts": texts, "ref": ref})


def show(request: ActorRequest, ref: str, **typed: Any) -> HttpResponse:
    """The page, with what she typed where it was not taken."""
    actor, now = request.actor, timezone.now()
    today = timezone.localdate(now)
    inquiry = queries.inquiry_by_ref(actor, ref)
    grant = reading.read_inquiry(actor, inquiry)
    reading.look_at_inquiry(actor, inquiry, key=key_for(request, inquiry), at=now)
    page = queries.inquiry_page(actor, inquiry, grant, at=now)
    draft = {"text": page.draft.text or "", "version": page.draft.version}
    context = {
        "page": page,
        "today": today,
        "sort": forms.SortMail(initial=_said(inquiry), on=today) if page.may_sort else None,
        "claim": queries.claim_on(actor, inquiry) if page.line.channel else None,
        "had": queries.had_before(actor, service=inquiry.service, county=inquiry.county, on=today),
        "school": queries.had_at_school(actor, inquiry, on=today),
        "answer": forms.Answer(initial=draft, on=today),
        "note_form": forms.AddNote(auto_id=forms.BESIDE_ANSWER),
        "pass_on": forms.PassOn(units=[(one.code, one.name) for one in page.next_units]),
    }
    return render(request, "guidance/inquiry/show.html", context | typed)


def _said(inquiry: Inquiry) -> dict[str, str]:
    """What the form for sorting a mail begins with."""
    return {
        "kind": inquiry.kind,
        "urgency": inquiry.urgency,
        "service": inquiry.service,
        "role": inquiry.role,
        "audience": inquiry.audience,
        "county": inquiry.county,
        "school": inquiry.school,
    }


def key_for(request: ActorRequest, inquiry: Inquiry) -> Key | None:
    """A new key from the keeper, or none where she has one. Outside any transaction."""
    if queries.has_grant(request.actor, inquiry):
        return None
    through = queries.address_for(request.actor, inquiry)
    return Key.ask(request.actor, inquiry.ref, through=through, at=timezone.now())
