"""What a reader says of a page, and what a search that found nothing was for."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.queries import count_attempt
from fristed.accounts.views.networks import address_of
from fristed.gate import Visitor
from fristed.kernel.periods import monday_of
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import named_places
from fristed.portal import forms
from fristed.portal.access import About
from fristed.portal.actions import answering, remarking
from fristed.portal.choices import Answer
from fristed.portal.queries import NoPage, remarks
from fristed.portal.rules.remarks import FROM_ONE_NETWORK, looked_for, scrubbed
from fristed.vault import sealing
from fristed.vault.choices import FileKind

SEARCH = 0  # in the place of a page's number


@require_POST
def answer_page(request: HttpRequest) -> HttpResponse:
    form, more = forms.Found(request.POST), None
    if form.is_valid():
        _count(form.cleaned_data["page"], form.cleaned_data["answer"], timezone.now())
        more = forms.Remark(initial=form.cleaned_data)
    return render(request, "portal/page/answered.html", {"more": more})


@require_POST
def write_remark(request: HttpRequest) -> HttpResponse:
    """What she adds to her answer: scrubbed and sealed before anything is kept."""
    form, now = forms.Remark(request.POST), timezone.now()
    if form.is_valid():
        said = form.cleaned_data
        try:
            text = scrubbed(said["text"], named_places(timezone.localdate(now)))
            _put(request, said["page"], said["answer"], text, now)
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        else:
            return redirect("portal:thank_for_remark")
    return render(request, "portal/page/answered.html", {"more": form})


@require_safe
def thank_for_remark(request: HttpRequest) -> HttpResponse:
    """At an address of its own: a browser keeps the form it sent as long as the answer stands."""
    return render(request, "portal/page/remarked.html")


def note_nothing_found(request: HttpRequest, query: str, now: datetime) -> None:
    """Count it, and keep the plain words where there are any and few: never a sentence."""
    _count(SEARCH, Answer.NO_RESULT, now)
    words = looked_for(query, named_places(timezone.localdate(now)))
    if words:
        with suppress(RuleBroken):  # it is counted; she is shown the same page
            _put(request, SEARCH, Answer.NO_RESULT, words, now)


def _count(page: int, answer: str, now: datetime) -> None:
    answering.count_answer(
        Visitor(),
        About(page),
        answer=Answer(answer),
        language=get_language() or "nb",
        on=timezone.localdate(now),
    )


def _put(request: HttpRequest, page: int, answer: str, text: str, now: datetime) -> None:
    """Into the week's letterbox of whoever answers for the page.

    :raises RuleBroken: `too_many`, `no_letterbox`, `letterbox_full`; nothing was kept.
    """
    if count_attempt(FROM_ONE_NETWORK, address_of(request), now):
        raise RuleBroken("too_many", _("Det er sendt mye herfra. Vent litt og prøv igjen."))
    try:
        box = _letterbox(remarks.owner_of(page), timezone.localdate(now))
    except (NoPage, ObjectDoesNotExist) as missing:  # no such page, or nobody who could open it
        raise RuleBroken("no_letterbox", _("Vi kan ikke ta imot tekst her nå.")) from missing
    remarking.write_remark(
        Visitor(file_ref=box.ref, file_id=box.file_id),
        box,
        page=page,
        language=get_language() or "nb",
        answer=Answer(answer),
        text=text,
    )


def _letterbox(unit: str, on: date) -> Any:  # a row of portal's, private to it
    """The week's own, begun when it is the first that is put in.

    :raises ObjectDoesNotExist: the unit has no key to seal to.
    """
    week = monday_of(on)
    with suppress(remarks.NoLetterbox):
        return remarks.letterbox_of(unit, week)
    new = sealing.new_file(FileKind.LETTERBOX, unit=unit, creator="", on=on)
    with suppress(IntegrityError):  # another reader was first this week
        remarking.begin_letterbox(Visitor(file_ref=new.ref, file_id=new.id), new, week=week)
    return remarks.letterbox_of(unit, week)
