"""Putting chosen parts of a case on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import forms, queries
from fristed.casework.actions import printing as putting_on_paper
from fristed.casework.actions import reading
from fristed.casework.choices import PrintReason
from fristed.ui import downloads, printing

DOCUMENT = "casework/templates/casework/case/print.typ"


def print_case(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    putting_on_paper.ask_to_print_case(request.actor, case)
    now = timezone.now()
    grant = reading.read_case(request.actor, case)
    page = queries.case_page(request.actor, case, grant, on=timezone.localdate(now))
    form = forms.PrintCase(request.POST or None, entries=page.followups)
    if not form.is_valid():
        return render(request, "casework/case/print.html", {"form": form, "ref": ref})
    why = PrintReason(form.cleaned_data["why"])
    putting_on_paper.print_case(request.actor, case, reason=why)
    values = queries.printed_case(
        page,
        numbers=form.numbers(),
        with_registration=form.cleaned_data["with_registration"],
    )
    stamp = printing.Stamp(request.actor.name, now, str(why.label), ref)
    paper = printing.pdf(DOCUMENT, values, title=_("Utskrift fra sak"), stamp=stamp)
    return downloads.attachment(paper, kind="application/pdf", name=_("utskrift.pdf"))
