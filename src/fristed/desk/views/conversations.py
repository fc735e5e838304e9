"""Conversations with young people: what waits, reading one, answering it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import access as casework_access
from fristed.contact import queries as contact
from fristed.contact.actions import reading, talking
from fristed.contact.choices import TALK
from fristed.desk import forms
from fristed.desk.actions import asking
from fristed.kernel.rules import RuleBroken
from fristed.vault import granting
from fristed.vault.choices import Ground


@require_safe
def list_conversations(request: ActorRequest) -> HttpResponse:
    asking.ask_to_see_inbox(request.actor, request.actor)
    lines = contact.conversations_readable_by(request.actor)
    context = {"lines": lines, "today": timezone.localdate()}
    return render(request, "desk/conversations.html", context)


@require_safe
def show_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    return _show(request, ref, forms.Answer())


def answer_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    form = forms.Answer(request.POST or None)
    if form.is_valid():
        conversation = _conversation(ref)
        _take_up(request, conversation)
        try:
            text = form.cleaned_data["text"]
            talking.answer_conversation(
                request.actor,
                conversation,
                text=text,
                is_safe=form.cleaned_data["is_safe"],
                at=timezone.now(),
            )
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        else:
            messages.success(request, _("Svaret er sendt."))
            return redirect("desk:show_conversation", ref=ref)
    return _show(request, ref, form)


@require_POST
def agree_word(request: ActorRequest, ref: str) -> HttpResponse:
    form = forms.AgreedWord(request.POST)
    if not form.is_valid():
        return _show(request, ref, forms.Answer(), word=form)
    conversation = _conversation(ref)
    _take_up(request, conversation)
    word = form.cleaned_data["word"]
    talking.agree_word(request.actor, conversation, word=word, at=timezone.now())
    messages.success(request, _("Kodeordet gjelder fra nå."))
    return redirect("desk:show_conversation", ref=ref)


def _show(
    request: ActorRequest,
    ref: str,
    form: forms.Answer,
    *,
    word: forms.AgreedWord | None = None,
) -> HttpResponse:
    conversation = _conversation(ref)
    grant = reading.read_conversation(request.actor, conversation)
    _take_up(request, conversation)
    context = {
        "page": contact.conversation_page(request.actor, conversation, grant),
        "form": form,
        "word": word or forms.AgreedWord(),
        "may_start": casework_access.may_have_cases(request.actor, request.actor),
    }
    return render(request, "desk/conversation.html", context)


def _take_up(request: ActorRequest, conversation: Any) -> None:
    """As a member of the team it is addressed to, have the keeper give her its key; once."""
    actor = request.actor
    reading.ask_to_read_conversation(actor, conversation)
    if contact.has_grant(actor, conversation):
        return
    wanted = granting.Wanted(
        file=conversation.ref,
        holder=actor.ref,
        holder_account=actor.id,
        ground=Ground.TEAM,
        starts_at=timezone.now(),
        parts=(TALK,),
    )
    (given,) = granting.ask(actor.assertion, [wanted])
    reading.take_up_conversation(actor, conversation, given=given)


def _conversation(ref: str) -> Any:  # a row of contact's, private to it
    try:
        return contact.conversation_by_ref(ref)
    except ObjectDoesNotExist:
        raise Http404 from None
