"""Contact persons in agencies without a seat in the competence team."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.access import may_keep_agency_contacts
from fristed.guidance.actions import agencies, reading


@require_safe
def list_agency_contacts(request: ActorRequest) -> HttpResponse:
    reading.ask_to_guide(request.actor, request.actor)
    context = {
        "contacts": queries.agency_contacts(request.actor, on=timezone.localdate()),
        "may_keep": may_keep_agency_contacts(request.actor, request.actor),
    }
    return render(request, "guidance/agency/list.html", context)


def add_agency_contact(request: ActorRequest) -> HttpResponse:
    agencies.ask_to_keep_agency_contacts(request.actor, request.actor)
    today = timezone.localdate()
    form = forms.AddAgencyContact(request.POST or None, on=today)
    if form.is_valid():
        agencies.add_agency_contact(request.actor, request.actor, on=today, **form.cleaned_data)
        messages.success(request, _("Kontakten er lagret."))
        return redirect("guidance:list_agency_contacts")
    context = {
        "form": form,
        "heading": _("Ny kontakt i en annen virksomhet"),
        "back": reverse("guidance:list_agency_contacts"),
    }
    return render(request, "guidance/form.html", context)


@require_POST
def confirm_agency_contact(request: ActorRequest, ref: str) -> HttpResponse:
    contact = queries.agency_contact_by_ref(request.actor, ref)
    agencies.confirm_agency_contact(request.actor, contact, on=timezone.localdate())
    messages.success(request, _("Bekreftet i dag."))
    return redirect("guidance:list_agency_contacts")


@require_POST
def end_agency_contact(request: ActorRequest, ref: str) -> HttpResponse:
    contact = queries.agency_contact_by_ref(request.actor, ref)
    agencies.end_agency_contact(request.actor, contact, on=timezone.localdate())
    messages.success(request, _("Kontakten er avsluttet."))
    return redirect("guidance:list_agency_contacts")
