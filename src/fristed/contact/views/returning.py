"""Coming back with four words, reading, and writing more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fristed.contact import queries
from fristed.contact.actions import reading, talking, visiting
from fristed.contact.forms import Reply, Words
from fristed.contact.models import Conversation
from fristed.contact.views import cookies
from fristed.gate import Visitor, note_refused
from fristed.kernel.rules import RuleBroken
from fristed.vault.keeper import KeeperAway, KeeperRefused


def return_with_code(request: HttpRequest) -> HttpResponse:
    """Right or wrong, the answer is the same: a visit, and the way to where it shows."""
    form = Words(request.POST or None)
    if form.is_valid():
        try:
            word = queries.word_for_code(form.cleaned_data["code"])
        except KeeperAway:
            return render(request, "contact/youth/later.html", status=503)
        token = visiting.begin_visit(Visitor(), word, at=timezone.now())
        response = redirect("contact:show_own_conversation")
        cookies.give(response, token)
        return response
    return render(request, "contact/youth/return.html", {"form": Words()})


def show_own_conversation(request: HttpRequest) -> HttpResponse:
    visitor = queries.visitor_by_token(cookies.token_of(request), timezone.now())
    if visitor is None:
        return render(request, "contact/youth/neutral.html")
    try:
        conversation = queries.conversation_by_ref(visitor.file_ref)
    except Conversation.DoesNotExist:
        return _no_conversation(request)
    try:
        return _show(request, visitor, conversation)
    except (KeeperAway, KeeperRefused):
        return render(request, "contact/youth/later.html", status=503)


def _show(request: HttpRequest, visitor: Visitor, conversation: Conversation) -> HttpResponse:
    form = Reply(request.POST or None)
    if form.is_valid():
        try:
            talking.write_message(
                visitor, conversation, text=form.cleaned_data["text"], at=timezone.now()
            )
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        else:
            return redirect("contact:show_own_conversation")
    grant = reading.read_own_conversation(visitor, conversation)
    page = queries.conversation_page(visitor, conversation, grant)
    return render(request, "contact/youth/conversation.html", {"page": page, "form": form})


def _no_conversation(request: HttpRequest) -> HttpResponse:
    note_refused("nora", "conversation.return", who="", reason="unknown_code")
    return render(
        request, "contact/youth/unknown.html", {"may_be_new": queries.codes_are_pending()}
    )
