"""Who has a conversation: taken, let go, offered to another team, accepted there."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.utils import timezone

from fristed.contact import access
from fristed.contact.actions.reading import Key
from fristed.contact.choices import Urgency
from fristed.contact.models import Conversation, Passing
from fristed.gate import Actor, action, asking
from fristed.vault import granting

ask_to_pass_on = asking("conversation.pass_on", may=access.may_pass_on_conversation)
ask_to_accept = asking("conversation.accept", may=access.may_accept_passing)
ask_to_withdraw = asking("conversation.withdraw", may=access.may_withdraw_passing)


@action("conversation.take", may=access.may_take_conversation)
def take_conversation(actor: Actor, conversation: Conversation) -> None:
    """She has it from now on, whoever had it before."""
    Conversation.objects.filter(id=conversation.id).update(taken_by_id=actor.id)


@action("conversation.let_go", may=access.may_let_go)
def let_go_of_conversation(actor: Actor, conversation: Conversation) -> None:
    """Any of the team may take it."""
    Conversation.objects.filter(id=conversation.id).update(taken_by=None)


@action("conversation.set_urgency", may=access.may_set_urgency)
def set_urgency(actor: Actor, conversation: Conversation, *, urgency: Urgency) -> None:
    """How much it hurries. Only the team sees it."""
    Conversation.objects.filter(id=conversation.id).update(urgency=urgency)


@action("conversation.pass_on", may=access.may_pass_on_conversation)
def pass_on_conversation(
    actor: Actor, conversation: Conversation, *, to: str, offer: str, on: date
) -> None:
    """Offer it to another team, in place of any offer before. It stays here until accepted.

    offer   the keeper's reference of it
    """
    passings = Passing.objects.filter(conversation=conversation)
    passings.filter(accepted_on=None, withdrawn_on=None).exclude(ref=offer).update(withdrawn_on=on)
    passings.get_or_create(
        ref=offer,
        defaults={
            "conversation_id": conversation.id,
            "from_unit": conversation.unit,
            "to_unit": to,
            "offered_on": on,
        },
    )


@action("conversation.withdraw", may=access.may_withdraw_passing)
def withdraw_passing(actor: Actor, passing: Passing, *, on: date) -> None:
    """It stays with the team."""
    Passing.objects.filter(id=passing.id).update(withdrawn_on=on)


@dataclass(frozen=True)
class Accepted:
    """What the keeper answered who accepted: her own key, and whose keys ended."""

    key: Key
    ended: tuple[str, ...] = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, conversation: str, passing: str, *, at: datetime) -> Self:
        """:raises KeeperRefused: `withdrawn`, `offer_over`, `not_allowed`."""
        ended = granting.accept_for_team(actor.assertion, conversation, passing)
        return cls(Key.ask(actor, conversation, at=at), ended)


@action("conversation.accept", may=access.may_accept_passing)
def accept_passing(actor: Actor, passing: Passing, *, accepted: Accepted, at: datetime) -> None:
    """The team has it from now on, and who read it before reads it no more."""
    conversation = Conversation.objects.get(id=passing.conversation_id)
    granting.keep(conversation.file_id, accepted.key.given)
    granting.mark_revoked(accepted.ended, at=at)
    Conversation.objects.filter(id=conversation.id).update(
        unit=passing.to_unit, taken_by_id=actor.id, draft_by=None
    )
    Passing.objects.filter(id=passing.id).update(accepted_on=timezone.localdate(at))
