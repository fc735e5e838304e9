"""A professional's own inquiries: the receipt, and what was said."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.actions import asking
from fristed.guidance.actions.asking import OwnKey
from fristed.guidance.choices import Status
from fristed.guidance.models import Inquiry
from fristed.guidance.rules.writing import pointing
from fristed.guidance.views.asking import digest_of, is_the_same_form
from fristed.kernel.rules import RuleBroken
from fristed.ui.steps import steps_of


@require_safe
def show_receipt(request: ActorRequest, ref: str) -> HttpResponse:
    """Where it stands: nothing is opened, and nothing of what was written is shown."""
    inquiry = queries.own_inquiry(request.actor, ref)
    asking.ask_to_read_own_inquiry(request.actor, inquiry)
    line = queries.own_line(inquiry)
    labels = tuple(str(label).capitalize() for label in Status.labels)
    way = steps_of(labels, Status.values.index(line.status))
    return render(request, "guidance/door/receipt.html", {"line": line, "steps": way})


def show_own_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    """What she wrote and what was answered; and more, if she likes."""
    inquiry, form = queries.own_inquiry(request.actor, ref), forms.WriteMore(request.POST or None)
    if not form.is_valid():
        return _show(request, inquiry, form)
    found = pointing(form.cleaned_data["text"])
    if found and not form.cleaned_data["checked"]:
        return _show(
            request,
            inquiry,
            forms.WriteMore(initial=form.cleaned_data | {"checked": True}),
            found=found,
        )
    once = digest_of(form.cleaned_data["once"])
    try:
        asking.write_more(
            request.actor, inquiry, text=form.cleaned_data["text"], once=once, at=timezone.now()
        )
    except RuleBroken as broken:
        form.add_error("text", str(broken))
        return _show(request, inquiry, form)
    except IntegrityError as fault:
        if not is_the_same_form(fault, "message_form_once"):
            raise
    messages.success(request, _("Sendt."))
    return redirect("guidance:show_own_inquiry", ref=ref)


def _show(
    request: ActorRequest, inquiry: Inquiry, form: forms.WriteMore, **more: object
) -> HttpResponse:
    grant = asking.read_own_inquiry(request.actor, inquiry)
    if not queries.has_grant(request.actor, inquiry):
        offered = queries.offered_key(request.actor, inquiry)
        key = (
            OwnKey.accept(request.actor, offered)
            if offered
            else OwnKey.ask(request.actor, inquiry.ref, at=timezone.now())
        )
        asking.hold_own_key(request.actor, inquiry, key=key)
    page = queries.own_page(request.actor, inquiry, grant)
    if page.inquiry.is_new:
        asking.see_answers(request.actor, inquiry)
    context = {"page": page, "form": form} | more
    return render(request, "guidance/door/own.html", context)
