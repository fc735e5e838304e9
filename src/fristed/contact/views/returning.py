"""Coming back with four words, reading, and writing more."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fristed.accounts.queries import count_attempt
from fristed.contact import access, queries
from fristed.contact.actions import reading, talking, visiting
from fristed.contact.forms import AgreedWord, OtherWords, Reply, Words
from fristed.contact.models import Conversation
from fristed.contact.rules.showing import is_the_word
from fristed.contact.rules.visiting import AGREED_WORDS_FROM_ONE_NETWORK, CODES_FROM_ONE_NETWORK
from fristed.contact.views import cookies
from fristed.gate import Denied, note_refused
from fristed.kernel.rules import RuleBroken
from fristed.sealing.codes import mark_of, new_code
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
    mark = mark_of(form.cleaned_data["code"], settings.SECRET_KEY)
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
    try:
        if request.POST.get("do") == "open":
            return _open_earlier(request, visit, conversation, now)
        return _show(request, visit, conversation, now)
    except (KeeperAway, KeeperRefused):
        return render(request, "contact/youth/later.html", status=503)


@require_POST
def renew_words(request: HttpRequest) -> HttpResponse:
    """Four other words, shown once. Only where earlier content is open: not for a finder."""
    visit = queries.open_visit(cookies.token_of(request), timezone.now())
    form = OtherWords(request.POST)
    if visit is None or visit.seen is None or not visit.seen.is_opened or not form.is_valid():
        return redirect("contact:show_own_conversation")
    try:
        conversation = queries.conversation_by_ref(visit.visitor.file_ref)
        code = new_code(form.cleaned_data["language"])
        visiting.renew_words(visit.visitor, conversation, queries.other_word(visit.visitor, code))
    except (Conversation.DoesNotExist, Denied):
        return _no_conversation(request)
    except (KeeperAway, KeeperRefused, RuleBroken):
        return render(request, "contact/youth/later.html", status=503)
    visiting.end_visit(visit.visitor, visit)
    return render(request, "contact/youth/other_code.html", {"words": code.split()})


def _show(
    request: HttpRequest, visit: queries.OpenVisit, conversation: Conversation, now: datetime
) -> HttpResponse:
    later = queries.append_token(visit, now)
    form = Reply(request.POST or None, initial={"later": later})
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            talking.write_message(visit.visitor, conversation, text=text, mark=visit.mark, at=now)
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        else:
            return redirect("contact:show_own_conversation")
    grant = reading.read_own_conversation(visit.visitor, conversation)
    seen = visit.seen or visiting.look_for_the_first_time(visit.visitor, visit)
    page = queries.as_shown(queries.conversation_page(visit.visitor, conversation, grant), seen)
    language = OtherWords(initial={"language": conversation.language})
    context = {"page": page, "form": form, "word": AgreedWord(), "other_words": language}
    return render(request, "contact/youth/conversation.html", context)


def _open_earlier(
    request: HttpRequest, visit: queries.OpenVisit, conversation: Conversation, now: datetime
) -> HttpResponse:
    """The word is right, or none was agreed: the same page, now with what was written before."""
    form = AgreedWord(request.POST)
    until = count_attempt(AGREED_WORDS_FROM_ONE_NETWORK, _address_of(request), now)
    if until is not None:
        return _too_many(request, until, now)
    grant = reading.read_own_conversation(visit.visitor, conversation)
    agreed = queries.conversation_page(visit.visitor, conversation, grant).word
    if form.is_valid() and is_the_word(form.cleaned_data["word"], agreed):
        visiting.open_earlier(visit.visitor, visit)
    else:
        note_refused("nora", "visit.open_earlier", who="", reason="wrong_word")
    return redirect("contact:show_own_conversation")


def _sent_later(request: HttpRequest, now: datetime) -> HttpResponse | None:
    """What was written on a page whose visit has ended is kept, and her words are asked again."""
    form = Reply(request.POST or None)
    append = queries.append_with(request.POST.get("later", ""), now)
    if append is None or not form.is_valid():
        return None
    try:
        conversation = queries.conversation_by_ref(append.visitor.file_ref)
        talking.write_message(
            append.visitor, conversation, text=form.cleaned_data["text"], mark=append.mark, at=now
        )
    except (Conversation.DoesNotExist, Denied):
        return None
    except RuleBroken as broken:
        return render(request, "contact/youth/not_kept.html", {"why": str(broken)})
    return render(request, "contact/youth/sent_later.html")


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
