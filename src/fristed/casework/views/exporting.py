"""Ordering an export, and fetching it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import exporting, reading
from fristed.casework.choices import ExportKind, PrintReason
from fristed.casework.forms.exporting import OrderExport
from fristed.kernel.rules import RuleBroken
from fristed.sealing import exports
from fristed.ui import downloads, printing

DOCUMENT = "casework/templates/casework/case/print.typ"


def list_exports(request: ActorRequest) -> HttpResponse:
    """The form, and what can be fetched. An order is answered with its words, shown once."""
    exporting.ask_to_export(request.actor, request.actor)
    now = timezone.now()
    cases = queries.exportable_cases(request.actor, on=timezone.localdate(now))
    names = reading.read_own_names(request.actor, {one.ref: one.sealed_name for one in cases})
    choices = [(one.ref, names.get(one.ref, one.ref)) for one in cases]
    form = OrderExport(request.POST or None, cases=choices)
    words = ""
    if form.is_valid():
        words = exports.new_passphrase()
        content, total = _content(request, form, cases, names, now)
        exporting.keep_export(
            request.actor,
            request.actor,
            kind=ExportKind(form.cleaned_data["kind"]),
            cases=total,
            content=exports.encrypt(content, words),
            at=now,
        )
        form = OrderExport(cases=choices)
    lines = queries.exports_of(request.actor, now=now)
    context = {"form": form, "exports": lines, "words": words}
    return render(request, "casework/export/list.html", context)


@require_safe
def fetch_export(request: ActorRequest, ref: str) -> HttpResponse:
    export = queries.export_by_ref(request.actor, ref)
    exporting.ask_to_fetch_export(request.actor, export)
    try:
        content = exporting.fetch_export(request.actor, export, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("casework:list_exports")
    return downloads.attachment(content, kind="application/octet-stream", name=_("eksport.age"))


def _content(
    request: ActorRequest,
    form: OrderExport,
    cases: Sequence[queries.ListedCase],
    names: Mapping[str, str],
    now: datetime,
) -> tuple[bytes, int]:
    """What the file holds, and of how many cases: each of them is in the trail first."""
    why = PrintReason(form.cleaned_data["why"])
    if form.cleaned_data["kind"] == ExportKind.LIST:
        for one in cases:
            exporting.export_case(request.actor, queries.case_by_ref(one.ref), reason=why)
        return queries.case_table(cases, names), len(cases)
    chosen = form.cleaned_data["cases"]
    return queries.bundle(_paper(request, ref, why, now) for ref in chosen), len(chosen)


def _paper(request: ActorRequest, ref: str, why: PrintReason, now: datetime) -> bytes:
    case = queries.case_by_ref(ref)
    grant = exporting.export_case(request.actor, case, reason=why)
    page = queries.case_page(request.actor, case, grant, on=timezone.localdate(now))
    numbers = [one.number for one in page.timeline if one.number]
    values = queries.printed_case(page, numbers=numbers, with_registration=True)
    stamp = printing.Stamp(request.actor.name, now, str(why.label), ref)
    return printing.pdf(DOCUMENT, values, title=_("Utskrift fra sak"), stamp=stamp)
