"""Opening a conversation."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from fristed.contact import access
from fristed.contact.choices import AMONG_US, TALK
from fristed.contact.models import Conversation
from fristed.gate import Actor, action, asking, opening
from fristed.vault import granting


@dataclass(frozen=True)
class Key:
    """A member's own key to a conversation of her team's."""

    given: granting.Given = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, conversation: str, *, at: datetime) -> Self:
        """:raises KeeperRefused: `not_in_team`."""
        return cls(granting.ask_as_member(actor, conversation, at=at, parts=(TALK, AMONG_US)))


ask_to_read_conversation = asking("conversation.read", may=access.may_read_conversation)
ask_to_note_inquiry = asking("conversation.note_inquiry", may=access.may_note_inquiry)
ask_to_answer = asking("conversation.answer", may=access.may_answer_conversation)
read_conversation = opening("conversation.read", may=access.may_read_conversation)
read_file = opening("conversation.read_file", may=access.may_read_conversation)
read_own_conversation = opening("conversation.read_own", may=access.may_read_own)


@action("conversation.take_up", may=access.may_read_conversation)
def take_up_conversation(actor: Actor, conversation: Conversation, *, key: Key) -> None:
    """Keep the grant that the keeper gave a member of the team that has it."""
    granting.keep(conversation.file_id, key.given)
