"""Before the first message, and the first message."""

import hashlib
import secrets
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fristed.codelists.queries import counties_for_choice
from fristed.contact import queries
from fristed.contact.actions import talking
from fristed.contact.choices import ANY_ADVISER, Whom
from fristed.contact.forms import FirstMessage
from fristed.contact.views import cookies
from fristed.gate import Visitor
from fristed.kernel.rules import RuleBroken
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import MissionOn, missions_on, unit_for_county, units_on
from fristed.sealing import codes
from fristed.ui.wording import clock
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
    today = timezone.localdate(now)
    missions = missions_on(today)
    form = FirstMessage(
        request.POST or None,
        counties=counties_for_choice(today),
        abroad=[(one.unit, _with_clock(one, now)) for one in missions],
    )
    if form.is_valid():
        to = _addressed(form.cleaned_data["to"], {one.unit for one in missions}, today)
        try:
            code = _begin(form.cleaned_data, to, now)
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        except IntegrityError as fault:
            if not _is_the_same_form(fault):
                raise
            return render(request, "contact/youth/sent_before.html")
        else:
            context = {
                "words": code.split(),
                "whom": form.cleaned_data["whom"],
                "hours": queries.hours_of(to.unit, now),
            }
            return render(request, "contact/youth/code.html", context)
    response = render(request, "contact/youth/write.html", {"form": form})
    cookies.give_empty(request, response)
    return response


@dataclass(frozen=True)
class To:
    """The team she writes to, and the county she chose it by, if she did."""

    unit: str
    county: str = ""


def _addressed(chosen: str, missions: Container[str], today: date) -> To:
    """An adviser anywhere is drawn by lot: then nobody learns where she is."""
    if chosen in missions:
        return To(chosen)
    if chosen == ANY_ADVISER:
        teams = [one.code for one in units_on(today) if one.kind == UnitKind.ADVISER_TEAM]
        return To(secrets.choice(teams) if teams else unit_for_county("", today))
    return To(unit_for_county(chosen, today), chosen)


def _with_clock(mission: MissionOn, now: datetime) -> str:
    """The town, and what its clock shows."""
    return _("%(city)s (klokka er %(clock)s der)") % {
        "city": mission.city,
        "clock": clock(mission.town.local(now).replace(tzinfo=None)),
    }


def _begin(typed: dict[str, str], to: To, now: datetime) -> str:
    """Make the keys and the code, then keep all of it; answers the code, which is kept nowhere."""
    today = timezone.localdate(now)
    language = get_language() or "nb"
    new = sealing.new_file(FileKind.CONVERSATION, unit=to.unit, creator="", on=today)
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
        county=to.county,
        language=language,
        at=now,
    )
    return code


def _is_the_same_form(fault: IntegrityError) -> bool:
    constraint = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "") or ""
    return constraint.startswith("contact_conversation_once")
