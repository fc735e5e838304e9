"""Coming back with four words, reading, and writing more."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from fristed.accounts.queries import count_attempt
from fristed.contact import queries
from fristed.contact.actions import reading, talking, visiting
from fristed.contact.forms import Reply, Words
from fristed.contact.models import Conversation
from fristed.contact.rules.visiting import CODES_FROM_ONE_NETWORK
from fristed.contact.views import cookies
from fristed.gate import Visitor, note_refused
from fristed.kernel.rules import RuleBroken
from fristed.vault.keeper import KeeperAway, KeeperRefused


@sensitive_post_parameters("code")
def return_with_code(request: HttpRequest) -> HttpResponse:
    """Right or wrong, the answer is the same: a visit, and the way to where it shows."""
    form = Words(request.POST or None)
    if not form.is_valid():
        return render(request, "contact/youth/return.html", {"form": form})
    now = timezone.now()
    until = count_attempt(CODES_FROM_ONE_NETWORK, _address_of(request), now)
    if until is not None:
        return _too_many(request, until, now)
    try:
        word = queries.word_for_code(form.cleaned_data["code"])
    except KeeperAway:
        return render(request, "contact/youth/later.html", status=503)
    token = visiting.begin_visit(queries.visitor_with(word), word, at=now)
    response = redirect("contact:show_own_conversation")
    cookies.give(response, token)
    return response


def show_own_conversation(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    visit = queries.open_visit(cookies.token_of(request), now)
    if visit is None:
        return render(request, "contact/youth/neutral.html")
    if visit.is_worth_noting:
        visiting.prolong_visit(visit.visitor, visit, at=now)
    try:
        conversation = queries.conversation_by_ref(visit.visitor.file_ref)
    except Conversation.DoesNotExist:
        return _no_conversation(request)
    try:
        return _show(request, visit.visitor, conversation)
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


def _too_many(request: HttpRequest, until: datetime, now: datetime) -> HttpResponse:
    note_refused("nora", "conversation.return", who="", reason="too_many")
    minutes = max(1, -((now - until) // timedelta(minutes=1)))
    response = render(request, "contact/youth/too_many.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response


def _address_of(request: HttpRequest) -> str:
    """Only its network is used, hashed, for ten minutes."""
    return str(request.META.get(settings.FRISTED_CLIENT_ADDRESS, ""))
