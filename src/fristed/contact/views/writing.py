"""Before the first message, and the first message."""

import hashlib
from collections.abc import Container
from datetime import datetime

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from fristed.codelists.queries import counties_for_choice
from fristed.contact.actions import talking
from fristed.contact.choices import Whom
from fristed.contact.forms import FirstMessage
from fristed.contact.views import cookies
from fristed.gate import Visitor
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import missions_on, unit_for_county
from fristed.sealing import codes
from fristed.vault import sealing
from fristed.vault.choices import FileKind
from fristed.vault.queries import keeper_key


def before_writing(request: HttpRequest) -> HttpResponse:
    """What she should know first: who reads, what must be passed on, what is not hidden."""
    return render(request, "contact/youth/before.html")


def write_first_message(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    embassies = [(one.unit, one.city) for one in missions_on(today)]
    form = FirstMessage(request.POST or None, counties=counties_for_choice(today), abroad=embassies)
    if form.is_valid():
        try:
            code = _begin(form.cleaned_data, now, embassies=dict(embassies))
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        except IntegrityError as fault:
            if not _is_the_same_form(fault):
                raise
            return render(request, "contact/youth/sent_before.html")
        else:
            context = {"words": code.split(), "whom": form.cleaned_data["whom"]}
            return render(request, "contact/youth/code.html", context)
    response = render(request, "contact/youth/write.html", {"form": form})
    cookies.give_empty(request, response)
    return response


def _begin(typed: dict[str, str], now: datetime, *, embassies: Container[str]) -> str:
    """Make the keys and the code, then keep all of it; answers the code, which is kept nowhere."""
    today = timezone.localdate(now)
    language = get_language() or "nb"
    where = typed["county"]
    county = "" if where in embassies else where
    unit = where if where in embassies else unit_for_county(county, today)
    new = sealing.new_file(FileKind.CONVERSATION, unit=unit, creator="", on=today)
    code = codes.new_code(language)
    talking.start_conversation(
        Visitor(file_ref=new.ref, file_id=new.id),
        new,
        text=typed["text"],
        whom=typed["whom"] or Whom.MYSELF,
        sealed_code=codes.seal_code(
            keeper_public=keeper_key(), file=new.ref, private_key=new.private, code=code
        ),
        once=hashlib.sha256((typed["once"] or new.ref).encode()).digest(),
        county=county,
        language=language,
        at=now,
    )
    return code


def _is_the_same_form(fault: IntegrityError) -> bool:
    constraint = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "") or ""
    return constraint.startswith("contact_conversation_once")
