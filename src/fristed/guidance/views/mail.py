"""What came by mail: saying who asks, its files, and how the mail servers are."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.actions import mailing, reading
from fristed.guidance.actions.mailing import Believed
from fristed.guidance.views.reading import show
from fristed.ui import downloads


@require_safe
def show_mail(request: ActorRequest) -> HttpResponse:
    reading.ask_to_guide(request.actor, request.actor)
    page = queries.mail_page(request.actor, at=timezone.now())
    return render(request, "guidance/inquiry/mail.html", {"page": page})


@require_POST
def sort_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    inquiry = queries.inquiry_by_ref(request.actor, ref)
    mailing.ask_to_sort_inquiry(request.actor, inquiry)
    form = forms.SortMail(request.POST, on=timezone.localdate())
    if not form.is_valid():
        return show(request, ref, sort=form)
    mailing.sort_inquiry(request.actor, inquiry, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("E-posten er sortert."))
    return redirect("guidance:show_inquiry", ref=ref)


@require_POST
def believe_asker(request: ActorRequest, ref: str) -> HttpResponse:
    """Let whoever says that the mail is hers read the answer to it."""
    inquiry, now = queries.inquiry_by_ref(request.actor, ref), timezone.now()
    mailing.ask_to_believe_asker(request.actor, inquiry)
    claim = queries.claim_on(request.actor, inquiry)
    if claim is None:
        raise Http404
    believed = Believed.ask(request.actor, inquiry, claim.person, at=now)
    mailing.believe_asker(request.actor, inquiry, believed=believed, at=now)
    messages.success(request, _("%s kan lese svaret.") % claim.name)
    return redirect("guidance:show_inquiry", ref=ref)


@require_POST
def take_attachment(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    """As what is covered: for whoever took it up, and each time stands in the log."""
    inquiry = queries.inquiry_by_ref(request.actor, ref)
    grant = reading.read_original(request.actor, inquiry)
    opened = queries.opened_attachment(request.actor, inquiry, grant, number)
    if opened is None:
        raise Http404
    return downloads.attachment(opened.content, kind=opened.kind.media, name=opened.file_name)
