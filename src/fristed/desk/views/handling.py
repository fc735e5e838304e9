"""Who has a conversation: taking it, letting it go, how much it hurries, another team."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.contact import queries as contact
from fristed.contact.actions import handling
from fristed.contact.actions.handling import Accepted
from fristed.desk import forms
from fristed.desk.queries.conversations import answering_units
from fristed.desk.views.conversations import conversation_by_ref, show
from fristed.organisation.queries import unit_names
from fristed.vault import granting
from fristed.vault.keeper import KeeperRefused


@require_POST
def take_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    handling.take_conversation(request.actor, conversation_by_ref(ref))
    messages.success(request, _("Du har tatt samtalen."))
    return redirect("desk:show_conversation", ref=ref)


@require_POST
def let_go_of_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    handling.let_go_of_conversation(request.actor, conversation_by_ref(ref))
    messages.success(request, _("En kollega kan ta samtalen."))
    return redirect("desk:list_conversations")


@require_POST
def set_urgency(request: ActorRequest, ref: str) -> HttpResponse:
    form = forms.HowUrgent(request.POST)
    if not form.is_valid():
        return show(request, ref, urgency=form)
    handling.set_urgency(request.actor, conversation_by_ref(ref), **form.cleaned_data)
    messages.success(request, _("Lagret."))
    return redirect("desk:show_conversation", ref=ref)


@require_POST
def pass_on_conversation(request: ActorRequest, ref: str) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    conversation = conversation_by_ref(ref)
    handling.ask_to_pass_on(actor, conversation)
    form = forms.PassOn(request.POST, units=answering_units(actor, today))
    if not form.is_valid():
        return show(request, ref, pass_on=form)
    unit = form.cleaned_data["unit"]
    offer = granting.offer_to_team(actor.assertion, ref, unit)
    handling.pass_on_conversation(actor, conversation, to=unit, offer=offer, on=today)
    messages.success(request, _("Tilbudt til %s.") % unit_names(today)[unit])
    return redirect("desk:show_conversation", ref=ref)


@require_POST
def withdraw_passing(request: ActorRequest, passing: str) -> HttpResponse:
    """The keeper first: from then on nobody can accept it."""
    actor, row = request.actor, contact.passing_by_ref(request.actor, passing)
    handling.ask_to_withdraw(actor, row)

    def withdraw() -> None:
        granting.withdraw_from_team(actor.assertion, row.conversation.ref, passing)
        handling.withdraw_passing(actor, row, on=timezone.localdate())

    return _settle(request, withdraw, _("Samtalen blir hos dere."))


@require_POST
def accept_passing(request: ActorRequest, passing: str) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    row = contact.passing_by_ref(actor, passing)
    handling.ask_to_accept(actor, row)

    def accept() -> None:
        accepted = Accepted.ask(actor, row.conversation.ref, passing, at=now)
        handling.accept_passing(actor, row, accepted=accepted, at=now)

    return _settle(request, accept, _("Samtalen er deres. Du har tatt den."))


def _settle(request: ActorRequest, do: Callable[[], Any], said: str) -> HttpResponse:
    """Both teams may press at once; the keeper hears one of them first."""
    try:
        do()
    except KeeperRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
    return redirect("desk:list_conversations")
