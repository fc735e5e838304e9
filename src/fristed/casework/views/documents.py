"""Adding a document to a case, seeing it, taking it home, and removing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import documents, reading
from fristed.casework.actions.documents import NewDocument
from fristed.casework.forms.documents import AddDocument
from fristed.casework.models import Case
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken
from fristed.ui import downloads
from fristed.ui.steps import Pages, page_number
from fristed.vault import intake, scanning


def add_document(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    documents.ask_to_add_document(request.actor, case)
    form = AddDocument(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            new = _let_in(form)
            documents.add_document(request.actor, case, new=new, on=timezone.localdate())
        except RuleBroken as broken:
            form.add_error("file", str(broken))
        else:
            messages.success(request, _("Dokumentet er lagret."))
            return redirect("casework:show_case", ref=ref)
    return render(
        request,
        "casework/document/add.html",
        {"form": form, "ref": ref, "name": case_name(request, case)},
    )


@require_safe
def show_document(request: ActorRequest, ref: str, document: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    opened = _opened(request, case, document)
    content, media = opened.content, opened.kind.media
    total = intake.page_count(content, media)
    context = {
        "document": opened.line,
        "ref": ref,
        "written": intake.words(content, media),
        "is_plain": media == "text/plain",
        "pages": Pages.of(request.path, min(_page(request), total), total),
    }
    return render(request, "casework/document/show.html", context)


@require_safe
def preview_document(request: ActorRequest, ref: str, document: str) -> HttpResponse:
    """A picture of it, or of one of its pages. An answer that can do nothing by itself."""
    case = queries.case_by_ref(ref)
    opened = _opened(request, case, document)
    content, media = opened.content, opened.kind.media
    if _page(request) > intake.page_count(content, media):
        raise Http404
    try:
        drawn = intake.picture(content, media, _page(request))
    except RuleBroken as broken:
        raise Http404 from broken
    return downloads.picture(drawn, kind="image/jpeg")


@require_safe
def download_document(request: ActorRequest, ref: str, document: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    opened = _opened(request, case, document)
    try:
        _scan_now(request, case, opened)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("casework:show_case", ref=ref)
    return downloads.attachment(opened.content, kind=opened.kind.media, name=opened.file_name)


def remove_document(request: ActorRequest, ref: str, document: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    documents.ask_to_remove_document(request.actor, case)
    if request.method != "POST":
        grant = reading.read_case(request.actor, case)
        page = queries.case_page(request.actor, case, grant, on=timezone.localdate())
        line = next((one for one in page.documents if one.ref == document), None)
        return render(
            request,
            "casework/document/remove.html",
            {"document": line, "ref": ref, "name": page.name},
        )
    try:
        documents.remove_document(request.actor, case, document=document, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Dokumentet er fjernet for godt."))
    return redirect("casework:show_case", ref=ref)


def _page(request: ActorRequest) -> int:
    return page_number(request.GET.get("side", ""))


def _let_in(form: AddDocument) -> NewDocument:
    """:raises RuleBroken: the intake or the scanner says no."""
    given, content = form.cleaned_data, form.content()
    examined = intake.examine(content, keep_original=given["keep_original"])
    scanned = scanning.scan(content)
    return NewDocument(given["title"], given["kind"], examined, scanned)


def _opened(request: ActorRequest, case: Case, document: str) -> queries.OpenedDocument:
    grant = documents.read_document(request.actor, case)
    opened = queries.opened_document(request.actor, case, grant, document)
    if opened is None:
        raise Http404
    return opened


def _scan_now(request: ActorRequest, case: Case, opened: queries.OpenedDocument) -> None:
    """Scan what no scanner has seen, before it leaves the house.

    :raises RuleBroken: `harmful`.
    """
    if opened.line.scanned_on is None and scanning.scan(opened.content):
        documents.note_scanned(
            request.actor, case, document=opened.line.ref, on=timezone.localdate()
        )
