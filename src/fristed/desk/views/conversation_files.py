"""A file that a young person sent: looked at, and taken home."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.contact import queries as contact
from fristed.contact.actions import reading
from fristed.desk.views.conversations import conversation_by_ref, take_up
from fristed.kernel.rules import RuleBroken
from fristed.ui import downloads
from fristed.ui.steps import Pages, page_number
from fristed.vault import intake, scanning


@require_safe
def show_file(request: ActorRequest, ref: str, message: str) -> HttpResponse:
    opened = _opened(request, ref, message)
    content, media = opened.content, opened.line.kind.media
    total = intake.page_count(content, media)
    context = {
        "file": opened.line,
        "ref": ref,
        "written": intake.words(content, media),
        "pages": Pages.of(request.path, min(_page(request), total), total),
    }
    return render(request, "desk/conversation_file.html", context)


@require_safe
def preview_file(request: ActorRequest, ref: str, message: str) -> HttpResponse:
    """A picture of it, or of one of its pages. An answer that can do nothing by itself."""
    opened = _opened(request, ref, message)
    content, media = opened.content, opened.line.kind.media
    if _page(request) > intake.page_count(content, media):
        raise Http404
    try:
        drawn = intake.picture(content, media, _page(request))
    except RuleBroken as broken:
        raise Http404 from broken
    return downloads.picture(drawn, kind="image/jpeg")


@require_safe
def download_file(request: ActorRequest, ref: str, message: str) -> HttpResponse:
    """Scanned first where it was not when it came."""
    opened = _opened(request, ref, message)
    if not opened.line.scanned:
        try:
            scanning.scan(opened.content)
        except RuleBroken as broken:
            messages.error(request, str(broken))
            return redirect("desk:show_conversation", ref=ref)
    line = opened.line
    return downloads.attachment(opened.content, kind=line.kind.media, name=line.file_name)


def _page(request: ActorRequest) -> int:
    return page_number(request.GET.get("side", ""))


def _opened(request: ActorRequest, ref: str, message: str) -> contact.OpenedFile:
    conversation = conversation_by_ref(ref)
    take_up(request, conversation)
    grant = reading.read_file(request.actor, conversation)
    opened = contact.opened_file(request.actor, conversation, grant, message)
    if opened is None:
        raise Http404
    return opened
