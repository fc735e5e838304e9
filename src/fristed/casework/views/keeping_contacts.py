"""A mission's register of whom it can ask."""

from contextlib import suppress
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import keeping_contacts
from fristed.casework.actions.keeping_contacts import RegisterKey
from fristed.casework.choices import ContactKind, ContactPlace
from fristed.casework.forms import abroad as forms
from fristed.casework.models import ContactRegister
from fristed.kernel.periods import Quarter
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.choices import FileKind
from fristed.vault.keeper import KeeperAway


@require_safe
def list_contacts(request: ActorRequest) -> HttpResponse:
    return render(request, "casework/contacts/list.html", {"page": _page(request)})


def add_contact(request: ActorRequest) -> HttpResponse:
    register = queries.register_of(request.actor)
    keeping_contacts.ask_to_keep_contacts(request.actor, register)
    now = timezone.now()
    form = forms.KeepContact(request.POST or None, now=None)
    if form.is_valid():
        try:
            keeping_contacts.add_contact(
                request.actor,
                _to_write_in(request, register, now),
                contact=form.contact(),
                kind=ContactKind(form.cleaned_data["kind"]),
                place=ContactPlace(form.cleaned_data["place"]),
                may_know_of_case=form.cleaned_data["may_know_of_case"],
                on=timezone.localdate(now),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Kontakten er lagret."))
            return redirect("casework:list_contacts")
    context = {"form": form, "heading": _("Ny kontakt")}
    return render(request, "casework/contacts/keep.html", context)


def update_contact(request: ActorRequest, contact: str) -> HttpResponse:
    register = queries.register_of(request.actor)
    keeping_contacts.ask_to_keep_contacts(request.actor, register)
    line = _page(request).line(contact)
    if line is None:
        raise Http404
    form = forms.KeepContact(request.POST or None, now=line)
    if form.is_valid():
        try:
            keeping_contacts.update_contact(
                request.actor,
                _to_write_in(request, register, timezone.now()),
                ref=contact,
                contact=form.contact(),
                may_know_of_case=form.cleaned_data["may_know_of_case"],
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Kontakten er endret."))
            return redirect("casework:list_contacts")
    context = {"form": form, "heading": _("Endre kontakten"), "ref": contact}
    return render(request, "casework/contacts/keep.html", context)


@require_POST
def end_contact(request: ActorRequest, contact: str) -> HttpResponse:
    register = queries.register_of(request.actor)
    try:
        keeping_contacts.end_contact(request.actor, register, ref=contact, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Kontakten er tatt bort, og det som sto om den."))
    return redirect("casework:list_contacts")


def _page(request: ActorRequest) -> queries.ContactsPage:
    register = queries.register_of(request.actor)
    grant = keeping_contacts.read_contacts(request.actor, register)
    if register.pk and not queries.has_register_key(request.actor, register):
        given = RegisterKey.ask(request.actor, register.ref, at=timezone.now())
        keeping_contacts.take_up_register(request.actor, register, given=given)
    return queries.contacts_page(request.actor, register, grant)


def _to_write_in(
    request: ActorRequest, register: ContactRegister, now: datetime
) -> ContactRegister:
    """The register, made when its first contact is written, with its key in this quarter."""
    today = timezone.localdate(now)
    if not register.pk:
        new = sealing.new_file(FileKind.REGISTER, unit=register.unit, creator="", on=today)
        given = RegisterKey.ask(request.actor, new, at=now)
        return keeping_contacts.start_register(request.actor, new, given=given)
    if queries.register_quarter(request.actor, register) != str(Quarter.of(today)):
        with suppress(KeeperAway):
            wrapped = RegisterKey.prolong(request.actor, register, on=today)
            keeping_contacts.prolong_register(request.actor, register, wrapped=wrapped, on=today)
    return register
