"""Conversations with young people: what waits, reading one, answering it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.contact import queries as contact
from fristed.contact.actions import reading, talking
from fristed.desk import forms
from fristed.desk.actions import asking
from fristed.desk.queries.conversations import answering_units, handling_of, offers_to
from fristed.kernel.rules import RuleBroken
from fristed.notices.actions import replying
from fristed.notices.queries import with_reply_texts
from fristed.organisation.queries import in_words_of_today


@require_safe
def list_conversations(request: ActorRequest) -> HttpResponse:
    asking.ask_to_see_inbox(request.actor, request.actor)
    today = timezone.localdate()
    context = {
        "lines": contact.conversations_of(request.actor),
        "offers": offers_to(request.actor, today),
        "today": today,
    }
    return render(request, "desk/conversations.html", context)


@require_safe
def show_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    return show(request, ref)


def answer_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    """Send it; with `second_eye`, have a colleague read it first."""
    form = forms.Answer(request.POST or None)
    if form.is_valid():
        conversation = conversation_by_ref(ref)
        take_up(request, conversation)
        try:
            said = _send(request, conversation, form)
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        else:
            messages.success(request, said)
            return redirect("desk:show_conversation", ref=ref)
    return show(request, ref, answer=form)


def _send(request: ActorRequest, conversation: Any, form: forms.Answer) -> str:
    """:raises RuleBroken: a ready-made text is not there or has had its day; nothing was sent."""
    actor, now, given = request.actor, timezone.now(), form.cleaned_data
    inserted = with_reply_texts(given["text"], conversation.language, on=timezone.localdate(now))
    with override(conversation.language):
        text = in_words_of_today(inserted.text, on=timezone.localdate(now))
    answer = {"text": text, "is_safe": given["is_safe"], "at": now}
    wants_second_eye = "second_eye" in request.POST
    if wants_second_eye:
        talking.ask_second_eye(actor, conversation, **answer)
    else:
        talking.answer_conversation(actor, conversation, **answer)
    if inserted.refs:
        replying.use_reply_texts(actor, actor, refs=inserted.refs)
    return _("En kollega kan lese svaret nå.") if wants_second_eye else _("Svaret er sendt.")


@require_POST
def be_second_eye(request: ActorRequest, ref: str) -> HttpResponse:
    form = forms.SecondEye(request.POST)
    if not form.is_valid():
        return show(request, ref, second_eye=form)
    conversation = conversation_by_ref(ref)
    take_up(request, conversation)
    talking.be_second_eye(request.actor, conversation, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Du har lest svaret. Den som skrev det, kan sende det."))
    return redirect("desk:list_conversations")


@require_POST
def agree_word(request: ActorRequest, ref: str) -> HttpResponse:
    form = forms.AgreedWord(request.POST)
    if not form.is_valid():
        return show(request, ref, word=form)
    conversation = conversation_by_ref(ref)
    take_up(request, conversation)
    try:
        talking.agree_word(request.actor, conversation, at=timezone.now(), **form.cleaned_data)
    except RuleBroken as broken:
        form.add_error("word", str(broken))
        return show(request, ref, word=form)
    messages.success(request, _("Kodeordet gjelder fra nå."))
    return redirect("desk:show_conversation", ref=ref)


def show(request: ActorRequest, ref: str, **typed: Form) -> HttpResponse:
    """typed   forms that came back with faults, by name"""
    actor, today = request.actor, timezone.localdate()
    conversation = conversation_by_ref(ref)
    grant = reading.read_conversation(actor, conversation)
    take_up(request, conversation)
    page = contact.conversation_page(actor, conversation, grant)
    language = request.GET.get("sprak", "")
    handling = handling_of(actor, conversation, language=language, on=today)
    draft = page.draft
    began = {"text": draft.text, "is_safe": draft.is_safe} if draft else {}
    context = {
        "page": page,
        "handling": handling,
        "answer": forms.Answer(initial=began),
        "word": forms.AgreedWord(),
        "urgency": forms.HowUrgent(initial={"urgency": handling.urgency}),
        "second_eye": forms.SecondEye(initial={"draft": draft.number if draft else 0}),
        "pass_on": forms.PassOn(units=answering_units(actor, today)),
    }
    return render(request, "desk/conversation.html", context | typed)


def take_up(request: ActorRequest, conversation: Any) -> None:
    """As a member of the team it is addressed to, have the keeper give her its key; once."""
    actor = request.actor
    reading.ask_to_read_conversation(actor, conversation)
    if contact.has_grant(actor, conversation):
        return
    key = reading.Key.ask(actor, conversation.ref, at=timezone.now())
    reading.take_up_conversation(actor, conversation, key=key)


def conversation_by_ref(ref: str) -> Any:  # a row of contact's, private to it
    try:
        return contact.conversation_by_ref(ref)
    except ObjectDoesNotExist:
        raise Http404 from None
