"""Before the first message, and the first message."""

import hashlib
from datetime import datetime

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fristed.contact import queries
from fristed.contact.actions import talking, visiting
from fristed.contact.choices import Whom
from fristed.contact.forms import FirstMessage
from fristed.contact.rules.visiting import NewWords
from fristed.contact.views import cookies, networks
from fristed.gate import Visitor
from fristed.kernel.rules import RuleBroken
from fristed.sealing import codes
from fristed.vault import sealing
from fristed.vault.choices import FileKind
from fristed.vault.queries import keeper_key

NOBODY_CHOSEN = ""  # then a team in Norway answers, whichever it is


def before_writing(request: HttpRequest) -> HttpResponse:
    """What she should know first: who reads, what must be passed on, what is not hidden."""
    now = timezone.now()
    today = timezone.localdate(now)
    context = {
        "hours": queries.hours_of(NOBODY_CHOSEN, now),
        "waited": queries.first_answers(today),
    }
    return render(request, "contact/youth/before.html", context)


def write_first_message(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    addressees = queries.addressees(timezone.localdate(now))
    form = FirstMessage(request.POST or None, request.FILES or None, to=addressees.choices(now))
    networks.check_file(request, form, now)
    if form.is_valid():
        to = addressees.to(form.cleaned_data["to"])
        try:
            code = _begin(form, to, now)
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        except IntegrityError as fault:
            if not _is_the_same_form(fault):
                raise
            return render(request, "contact/youth/sent_before.html")
        else:
            return _answer(request, NewWords(code, form.cleaned_data["whom"], to.unit), now)
    response = render(request, "contact/youth/write.html", {"form": form})
    cookies.give_empty(request, response)
    return response


def _answer(request: HttpRequest, new: NewWords, now: datetime) -> HttpResponse:
    """On a page of its own: a browser keeps the form it sent for as long as the answer stands, on
    disk too. One that takes no cookie gets its words here; there is no other way to them."""
    token = cookies.token_of(request)
    if not token:
        return _words(request, new, now)
    visit = queries.visit_for_new_words(token)
    visiting.keep_words(Visitor(), visit, token=token, new=new, at=now)
    return redirect("contact:show_new_words")


@require_safe
def show_new_words(request: HttpRequest) -> HttpResponse:
    """Once. Whoever comes again, or without them, sees a page that says nothing."""
    now, token = timezone.now(), cookies.token_of(request)
    new = queries.new_words(token, now)
    if new is None:
        return render(request, "contact/youth/neutral.html")
    visiting.end_visit(Visitor(), queries.visit_for_new_words(token))
    return _words(request, new, now)


def _words(request: HttpRequest, new: NewWords, now: datetime) -> HttpResponse:
    context = {
        "words": new.code.split(),
        "whom": new.whom,
        "hours": queries.hours_of(new.unit, now),
    }
    return render(request, "contact/youth/code.html", context)


def _begin(form: FirstMessage, to: queries.To, now: datetime) -> str:
    """Make the keys and the code, then keep all of it; answers the code, which is kept nowhere."""
    today, typed = timezone.localdate(now), form.cleaned_data
    language = get_language() or "nb"
    new = sealing.new_file(FileKind.CONVERSATION, unit=to.unit, creator="", on=today)
    code = codes.new_code(language)
    talking.start_conversation(
        Visitor(file_ref=new.ref, file_id=new.id),
        new,
        **form.written,
        whom=typed["whom"] or Whom.MYSELF,
        place=to.place,
        sealed_code=codes.seal_code(
            keeper_public=keeper_key(), file=new.ref, private_key=new.private, code=code
        ),
        once=hashlib.sha256((typed["once"] or new.ref).encode()).digest(),
        county=to.county,
        language=language,
        at=now,
    )
    return code


def _is_the_same_form(fault: IntegrityError) -> bool:
    constraint = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "") or ""
    return constraint.startswith("contact_conversation_once")
