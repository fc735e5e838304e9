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
from fristed.ui.house import HOUSE

DOCUMENT = "casework/templates/casework/case/print.typ"


def list_exports(request: ActorRequest) -> HttpResponse:
    """The form, and what can be fetched. An order is answered with its words, shown once."""
    exporting.ask_to_export(request.actor, request.actor)
    now = timezone.now()
    cases, names = _exportable(request, now)
    form = OrderExport(request.POST or None, cases=_choices(cases, names))
    if not form.is_valid():
        return _shown(request, form, now)
    kind = ExportKind(form.cleaned_data["kind"])
    content, total = _content(request, form, cases, names, now)
    words = _kept(request, content, kind=kind, cases=total, at=now)
    return _shown(request, OrderExport(cases=_choices(cases, names)), now, words=words)


def as_file(request: ActorRequest, papers: Sequence[bytes], now: datetime) -> HttpResponse:
    """Papers that were made elsewhere, kept as an export; each is in the trail already."""
    exporting.ask_to_export(request.actor, request.actor)
    content = queries.bundle(papers)
    words = _kept(request, content, kind=ExportKind.PAPERS, cases=len(papers), at=now)
    cases, names = _exportable(request, now)
    return _shown(request, OrderExport(cases=_choices(cases, names)), now, words=words)


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


Names = Mapping[str, str]


def _exportable(request: ActorRequest, now: datetime) -> tuple[Sequence[queries.ListedCase], Names]:
    cases = queries.exportable_cases(request.actor, on=timezone.localdate(now))
    names = reading.read_own_names(request.actor, {one.ref: one.sealed_name for one in cases})
    return cases, names


def _choices(cases: Sequence[queries.ListedCase], names: Names) -> list[tuple[str, str]]:
    return [(one.ref, names.get(one.ref, one.ref)) for one in cases]


def _kept(
    request: ActorRequest, content: bytes, *, kind: ExportKind, cases: int, at: datetime
) -> str:
    """Keep it encrypted; answers the words that open it."""
    words = exports.new_passphrase()
    encrypted = exports.encrypt(content, words)
    exporting.keep_export(
        request.actor, request.actor, kind=kind, cases=cases, content=encrypted, at=at
    )
    return words


def _shown(
    request: ActorRequest, form: OrderExport, now: datetime, *, words: str = ""
) -> HttpResponse:
    lines = queries.exports_of(request.actor, now=now)
    context = {"form": form, "exports": lines, "words": words}
    return render(request, "casework/export/list.html", context)


def _content(
    request: ActorRequest,
    form: OrderExport,
    cases: Sequence[queries.ListedCase],
    names: Names,
    now: datetime,
) -> tuple[bytes, int]:
    """What the file holds, and of how many cases: each of them is in the trail first."""
    why = PrintReason(form.cleaned_data["why"])
    if form.cleaned_data["kind"] == ExportKind.LIST:
        for one in cases:
            exporting.export_case(request.actor, queries.case_by_ref(one.ref), reason=why)
        return queries.case_table(cases, names, note=HOUSE.sample_words), len(cases)
    chosen = form.cleaned_data["cases"]
    if form.cleaned_data["kind"] == ExportKind.DATA:
        told = (_as_data(request, ref, why) for ref in chosen)
        return queries.packed_as_data(told, on=timezone.localdate(now)), len(chosen)
    return queries.bundle(_paper(request, ref, why, now) for ref in chosen), len(chosen)


def _as_data(request: ActorRequest, ref: str, why: PrintReason) -> queries.CaseAsData:
    case = queries.case_by_ref(ref)
    grant = exporting.export_case(request.actor, case, reason=why)
    return queries.case_as_data(request.actor, case, grant)


def _paper(request: ActorRequest, ref: str, why: PrintReason, now: datetime) -> bytes:
    case = queries.case_by_ref(ref)
    grant = exporting.export_case(request.actor, case, reason=why)
    page = queries.case_page(request.actor, case, grant, on=timezone.localdate(now))
    numbers = [one.number for one in page.timeline if one.number]
    values = queries.printed_case(page, numbers=numbers, with_registration=True)
    stamp = printing.Stamp(request.actor.name, now, str(why.label), ref)
    return printing.pdf(DOCUMENT, values, title=_("Utskrift fra sak"), stamp=stamp)
