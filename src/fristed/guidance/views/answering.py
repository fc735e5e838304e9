"""Taking up, noting, drafting together, answering, closing."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.gate import Actor
from fristed.guidance import forms, queries
from fristed.guidance.actions import answering, reading
from fristed.guidance.models import Inquiry
from fristed.guidance.views.asking import digest_of, is_the_same_form
from fristed.guidance.views.reading import show
from fristed.kernel.rules import RuleBroken
from fristed.notices.actions import replying
from fristed.notices.queries import with_reply_texts
from fristed.organisation.queries import in_words_of_today


@require_POST
def take_up_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    take_up = partial(answering.take_up_inquiry, at=timezone.now())
    return _do(request, ref, take_up, _("Du har tatt den opp."))


@require_POST
def let_go_of_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    return _do(request, ref, answering.let_go_of_inquiry, _("En kollega kan ta den opp."))


@require_POST
def close_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    close = partial(answering.close_inquiry, at=timezone.now())
    return _do(request, ref, close, _("Henvendelsen er avsluttet."))


@require_POST
def forget_texts(request: ActorRequest, ref: str) -> HttpResponse:
    said = _("Tekstene er slettet. Det som telles, er beholdt.")
    return _do(request, ref, answering.forget_texts, said)


@require_POST
def approve_draft(request: ActorRequest, ref: str) -> HttpResponse:
    def approve(actor: Actor, inquiry: Inquiry) -> None:
        version = int(request.POST.get("version") or 0)
        answering.approve_draft(actor, queries.draft_of(actor, inquiry), version=version)

    return _do(request, ref, approve, _("Utkastet er lest og kan sendes."))


def add_note(request: ActorRequest, ref: str) -> HttpResponse:
    form = forms.AddNote(request.POST or None, auto_id=forms.BESIDE_ANSWER)
    if not form.is_valid():
        return show(request, ref, note_form=form)
    inquiry = queries.inquiry_by_ref(request.actor, ref)
    given = form.cleaned_data | {"once": digest_of(form.cleaned_data["once"])}
    try:
        answering.add_note(request.actor, inquiry, at=timezone.now(), **given)
    except RuleBroken as broken:
        form.add_error("text", str(broken))
        return show(request, ref, note_form=form)
    except IntegrityError as fault:
        if not is_the_same_form(fault, "note_form_once"):
            raise
    messages.success(request, _("Notatet er lagret."))
    return redirect("guidance:show_inquiry", ref=ref)


def answer_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    """Save the team's draft; with `send`, send it as well."""
    form = forms.Answer(request.POST or None, on=timezone.localdate())
    if not form.is_valid():
        return show(request, ref, answer=form)
    try:
        said = _save_and_send(request, queries.inquiry_by_ref(request.actor, ref), form)
    except RuleBroken as broken:
        form.add_error("text", str(broken))
        return show(request, ref, answer=form)
    messages.success(request, said)
    return redirect("guidance:show_inquiry", ref=ref)


def _save_and_send(request: ActorRequest, inquiry: Inquiry, form: forms.Answer) -> str:
    actor, now, given = request.actor, timezone.now(), form.cleaned_data
    version, text = given["version"], given["text"]
    grant = reading.read_inquiry(actor, inquiry)
    if queries.inquiry_page(actor, inquiry, grant, at=now).draft.text != text:
        today = timezone.localdate(now)
        inserted = with_reply_texts(text, inquiry.language, on=today)
        with override(inquiry.language):
            text = in_words_of_today(inserted.text, on=today)
        version = answering.save_draft(actor, inquiry, text=text, version=version, at=now)
        if inserted.refs:
            replying.use_reply_texts(actor, actor, refs=inserted.refs)
        begun_from = request.POST.copy()  # what is sent next begins from what was just saved
        begun_from["version"], begun_from["text"] = str(version), text
        form.data = begun_from
    if "send" not in request.POST:
        return _("Utkastet er lagret. Kollegene dine ser det.")
    answering.answer_inquiry(
        actor,
        inquiry,
        text=text,
        version=version,
        steered_to=given["steered_to"],
        is_sure=given["is_sure"],
        at=now,
    )
    return _("Svaret er sendt.")


def _do(
    request: ActorRequest, ref: str, act: Callable[[Actor, Inquiry], None], said: str
) -> HttpResponse:
    """One thing done at once, and back to the inquiry with what was said of it."""
    try:
        act(request.actor, queries.inquiry_by_ref(request.actor, ref))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, said)
    return redirect("guidance:show_inquiry", ref=ref)
