"""Sending an inquiry on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.actions import passing
from fristed.guidance.choices import Why
from fristed.guidance.views.reading import show
from fristed.vault import granting


@require_POST
def pass_on_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    inquiry = queries.inquiry_by_ref(actor, ref)
    passing.ask_to_pass_on(actor, inquiry)
    offered = queries.next_units(inquiry, at=now)
    form = forms.PassOn(request.POST, units=[(one.code, one.name) for one in offered])
    if not form.is_valid():
        return show(request, ref, pass_on=form)
    chosen = next(one for one in offered if one.code == form.cleaned_data["unit"])
    address = granting.pass_on(actor.assertion, ref, chosen.code)
    passing.pass_on_inquiry(actor, inquiry, to=address, why=Why(chosen.why), at=now)
    messages.success(request, _("Sendt til %s.") % chosen.name)
    return redirect("guidance:list_inquiries")
