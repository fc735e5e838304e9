"""Putting chosen parts of a case on paper."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import exporting, reading, telling
from fristed.casework.actions import printing as putting_on_paper
from fristed.casework.choices import PrintReason
from fristed.casework.forms.printing import Cover, PrintCase, first_of
from fristed.casework.models import Case
from fristed.casework.views.exporting import as_file
from fristed.kernel.rules import RuleBroken
from fristed.ui import downloads, printing

DOCUMENT = "casework/templates/casework/case/print.typ"


def print_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    putting_on_paper.ask_to_print_case(request.actor, case)
    now = timezone.now()
    grant = reading.read_case(request.actor, case)
    page = queries.case_page(request.actor, case, grant, on=timezone.localdate(now))
    form = PrintCase(request.POST or None, entries=page.followups, initial=first_of(request.GET))
    if not form.is_valid():
        return render(
            request, "casework/case/print.html", {"form": form, "ref": ref, "name": page.name}
        )
    why = PrintReason(form.cleaned_data["why"])
    if not _may_reach(request, case, form, on=timezone.localdate(now)):
        return render(
            request, "casework/case/print.html", {"form": form, "ref": ref, "name": page.name}
        )
    putting_on_paper.print_case(request.actor, case, reason=why)
    paper = _paper(request, ref, _chosen(form, page), why, now)
    return downloads.attachment(paper, kind="application/pdf", name=_("utskrift.pdf"))


def print_without_others(request: ActorRequest, ref: str) -> HttpResponse:
    """What points at others is covered. Shown first, and again whenever she changes anything. A
    link with `all` leads straight to the whole of it."""
    case = queries.case_by_ref(ref)
    putting_on_paper.ask_to_print_case(request.actor, case)
    now = timezone.now()
    today = timezone.localdate(now)
    grant = reading.read_case(request.actor, case)
    page = queries.case_page(request.actor, case, grant, on=today)
    linked = first_of(request.GET) if "all" in request.GET else None
    chosen = PrintCase(request.POST or linked, entries=page.followups)
    if not chosen.is_valid():
        return render(
            request, "casework/case/print.html", {"form": chosen, "ref": ref, "name": page.name}
        )
    form = Cover(request.POST)
    stands, more = form.asked()
    known = queries.third_parties(request.actor, case, grant, on=today)
    paper = queries.covered_paper(_chosen(chosen, page), known, stands=stands, more=more)
    if not form.has_shown(paper):
        form.show(paper)
        context = {
            "form": form,
            "chosen": chosen.carried(),
            "paper": paper,
            "ref": ref,
            "name": page.name,
        }
        return render(request, "casework/case/print_without_others.html", context)
    if not _may_reach(request, case, chosen, on=today):
        return render(
            request, "casework/case/print.html", {"form": chosen, "ref": ref, "name": page.name}
        )
    why = PrintReason(chosen.cleaned_data["why"])
    putting_on_paper.print_without_others(request.actor, case, reason=why)
    printed = _paper(request, ref, paper.values, why, now)
    if "as_file" in request.POST:
        exporting.export_case(request.actor, case, reason=why)
        return as_file(request, [printed], now)
    return downloads.attachment(printed, kind="application/pdf", name=_("utskrift.pdf"))


def _may_reach(request: ActorRequest, case: Case, form: PrintCase, *, on: date) -> bool:
    """A letter to the family asks first."""
    if form.cleaned_data["why"] != PrintReason.TO_FAMILY:
        return True
    try:
        telling.tell_family(request.actor, case, on=on)
    except RuleBroken as broken:
        form.add_error("why", str(broken))
        return False
    return True


def _chosen(form: PrintCase, page: queries.CasePage) -> queries.Values:
    return queries.printed_case(
        page, numbers=form.numbers(), with_registration=form.cleaned_data["with_registration"]
    )


def _paper(
    request: ActorRequest, ref: str, values: queries.Values, why: PrintReason, now: datetime
) -> bytes:
    stamp = printing.Stamp(request.actor.name, now, str(why.label), ref)
    return printing.pdf(DOCUMENT, values, title=_("Utskrift fra sak"), stamp=stamp)
