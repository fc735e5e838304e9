"""Coming back with four words, reading, and writing more."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fristed.accounts.queries import count_attempt
from fristed.accounts.views.networks import address_of
from fristed.contact import access, queries
from fristed.contact.actions import reading, talking, visiting
from fristed.contact.choices import Status
from fristed.contact.forms import AgreedWord, OtherWords, Reply, Words
from fristed.contact.models import Conversation
from fristed.contact.rules.showing import Seen, evened, is_the_duress_word, is_the_word
from fristed.contact.rules.visiting import (
    AGREED_WORDS_FROM_ONE_NETWORK,
    CODES_FROM_ONE_NETWORK,
    TRY_AGAIN_SECONDS,
    Visit,
)
from fristed.contact.views import cookies, networks
from fristed.gate import Denied, Visitor, note_refused
from fristed.kernel.rules import RuleBroken
from fristed.sealing import session
from fristed.sealing.codes import mark_of, new_code
from fristed.vault.keeper import KeeperAway, KeeperRefused


@sensitive_post_parameters("code")
def return_with_code(request: HttpRequest) -> HttpResponse:
    """Right or wrong, the answer is the same: a visit, and the way to where it shows."""
    form = Words(request.POST or None)
    if not form.is_valid():
        return render(request, "contact/youth/return.html", {"form": form})
    now = timezone.now()
    until = count_attempt(CODES_FROM_ONE_NETWORK, address_of(request), now)
    if until is not None:
        return _too_many(request, until, now)
    code = form.cleaned_data["code"]
    try:
        return _begin(code, now)
    except KeeperAway:
        context = {"form": Words(), "is_away": True}
        return render(request, "contact/youth/return.html", context)
    except KeeperRefused:
        token = session.token()
        visit = Visit(session.token_hash(token))
        visiting.queue(Visitor(), visit, token=token, code=code, at=now)
        response = redirect("contact:wait_for_turn")
        cookies.give(response, token)
        return response


def wait_for_turn(request: HttpRequest) -> HttpResponse:
    """A page that tries again by itself, and never an error. Her words need not be typed anew."""
    now, token = timezone.now(), cookies.token_of(request)
    code = queries.queued_code(token, now)
    if code is None:
        return redirect("contact:return_with_code")
    try:
        response = _begin(code, now)
    except (KeeperAway, KeeperRefused):
        context = {"seconds": TRY_AGAIN_SECONDS}
        return render(request, "contact/youth/queue.html", context)
    visiting.end_visit(Visitor(), Visit(session.token_hash(token)))
    return response


def _begin(code: str, now: datetime) -> HttpResponse:
    """:raises KeeperAway:
    :raises KeeperRefused: `busy`.
    """
    word = queries.word_for_code(code)
    mark = mark_of(code, settings.SECRET_KEY)
    token = visiting.begin_visit(queries.visitor_with(word), word, mark=mark, at=now)
    response = redirect("contact:show_own_conversation")
    cookies.give(response, token)
    return response


def show_own_conversation(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    visit = queries.open_visit(cookies.token_of(request), now)
    if visit is None:
        return _sent_later(request, now) or render(request, "contact/youth/neutral.html")
    if visit.is_worth_noting:
        visiting.prolong_visit(visit.visitor, visit, at=now)
    try:
        conversation = queries.conversation_by_ref(visit.visitor.file_ref)
    except Conversation.DoesNotExist:
        return _no_conversation(request)
    if not access.may_read_own(visit.visitor, conversation):
        return _no_conversation(request)
    visit = visit.to(conversation)
    if request.POST.get("do") == "open":
        return _open_earlier(request, visit, conversation, now)
    return _write_or_show(request, visit, conversation, now)


@require_POST
def renew_words(request: HttpRequest) -> HttpResponse:
    """Four other words, shown once. Only where earlier content is open: not for a finder."""
    visit = queries.open_visit(cookies.token_of(request), timezone.now())
    form = OtherWords(request.POST)
    if visit is None or visit.seen is None or not visit.seen.is_opened or not form.is_valid():
        return redirect("contact:show_own_conversation")
    if visit.seen.is_duress:  # whoever stands beside her takes no words away from her
        return render(request, "contact/youth/later.html")
    try:
        conversation = queries.conversation_by_ref(visit.visitor.file_ref)
        visit = visit.to(conversation)
        code = new_code(form.cleaned_data["language"])
        visiting.renew_words(visit.visitor, conversation, queries.other_word(visit.visitor, code))
    except (Conversation.DoesNotExist, Denied):
        return _no_conversation(request)
    except (KeeperAway, KeeperRefused, RuleBroken):
        return render(request, "contact/youth/later.html")
    visiting.end_visit(visit.visitor, visit)
    return render(request, "contact/youth/other_code.html", {"words": code.split()})


def _write_or_show(
    request: HttpRequest, visit: queries.OpenVisit, conversation: Conversation, now: datetime
) -> HttpResponse:
    form = _reply(request, now, initial={"later": partial(queries.append_token, visit, now)})
    if form.is_valid():
        try:
            talking.write_message(
                visit.visitor, conversation, **form.written, mark=visit.mark, at=now
            )
        except RuleBroken as broken:
            form.add_error("text", str(broken))
            networks.check_file(request, form, now)
        else:
            return redirect("contact:show_own_conversation")
    try:
        return _show(request, visit, conversation, form, now)
    except (KeeperAway, KeeperRefused):  # nothing can be read; what she writes is kept all the same
        return render(request, "contact/youth/away.html", {"form": form})


def _show(
    request: HttpRequest,
    visit: queries.OpenVisit,
    conversation: Conversation,
    form: Reply,
    now: datetime,
) -> HttpResponse:
    """:raises KeeperAway:
    :raises KeeperRefused: she may not read it any more.
    """
    grant = reading.read_own_conversation(visit.visitor, conversation)
    seen = visit.seen or visiting.look_for_the_first_time(visit.visitor, visit)
    page = queries.conversation_page(visit.visitor, conversation, grant)
    html = _drawn(request, page, seen, form, now)
    if page.duress and seen.is_opened:  # both are drawn: neither is shorter, or takes less time
        other = replace(seen, is_duress=not seen.is_duress)
        html = evened(html, _drawn(request, page, other, form, now))
    return HttpResponse(html)


def _drawn(
    request: HttpRequest, page: queries.ConversationPage, seen: Seen, form: Reply, now: datetime
) -> str:
    shown = queries.as_shown(page, seen)
    context = {
        "page": shown,
        "form": form,
        "word": AgreedWord(),
        "other_words": OtherWords(initial={"language": page.language}),
        "hours": queries.hours_of(page.unit, now) if shown.status == Status.WAITING else None,
    }
    return render_to_string("contact/youth/conversation.html", context, request)


def _open_earlier(
    request: HttpRequest, visit: queries.OpenVisit, conversation: Conversation, now: datetime
) -> HttpResponse:
    """The word is right, or none was agreed: the same page, now with what was written before."""
    form = AgreedWord(request.POST)
    until = count_attempt(AGREED_WORDS_FROM_ONE_NETWORK, address_of(request), now)
    if until is not None:
        return _too_many(request, until, now)
    grant = reading.read_own_conversation(visit.visitor, conversation)
    try:
        agreed = queries.conversation_page(visit.visitor, conversation, grant)
    except (KeeperAway, KeeperRefused):
        return redirect("contact:show_own_conversation")  # it says so
    typed = form.cleaned_data["word"] if form.is_valid() else None
    under_duress = typed is not None and is_the_duress_word(typed, agreed.duress)
    if under_duress:
        visiting.open_under_duress(visit.visitor, visit)
    elif typed is not None and is_the_word(typed, agreed.word):
        visiting.open_earlier(visit.visitor, visit)
    else:
        note_refused("nora", "visit.open_earlier", who="", reason="wrong_word")
        return redirect("contact:show_own_conversation")
    if agreed.duress:
        talking.note_word_given(visit.visitor, conversation, is_duress=under_duress, at=now)
    return redirect("contact:show_own_conversation")


def _sent_later(request: HttpRequest, now: datetime) -> HttpResponse | None:
    """What was written on a page whose visit has ended is kept, and her words are asked again."""
    append = queries.append_with(request.POST.get("later", ""), now)
    if append is None:
        return None
    form = _reply(request, now)
    if not form.is_valid() and form.has_error("text"):
        return None
    try:
        conversation = queries.conversation_by_ref(append.visitor.file_ref)
        talking.write_message(
            append.visitor, conversation, **form.written, mark=append.mark, at=now
        )
    except (Conversation.DoesNotExist, Denied):
        return None
    except RuleBroken as broken:
        return render(request, "contact/youth/not_kept.html", {"why": str(broken)})
    context = {"file_refused": " ".join(map(str, form.errors.get("file", [])))}
    return render(request, "contact/youth/sent_later.html", context)


def _reply(request: HttpRequest, now: datetime, **kwargs: Any) -> Reply:
    """What she sent, its file examined."""
    form = Reply(request.POST or None, request.FILES or None, **kwargs)
    networks.check_file(request, form, now)
    return form


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
