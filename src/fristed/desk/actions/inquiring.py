"""A professional's inquiry made of a conversation, when she who wrote has said yes."""

from datetime import datetime

from fristed.contact import queries as conversations
from fristed.contact.actions import talking
from fristed.gate import Actor, action
from fristed.guidance import access
from fristed.guidance.actions import asking
from fristed.guidance.actions.asking import Asked
from fristed.vault.granting import Given
from fristed.vault.sealing import NewFile


@action("inquiry.make_from_conversation", may=access.may_log_call)
def make_inquiry_from_conversation(
    actor: Actor,
    new: NewFile,
    *,
    given: Given,
    conversation: str,
    asked: Asked,
    agreed: str,
    at: datetime,
) -> str:
    """Write down what she agreed may be asked, and to what she agreed; both or neither. Answers
    the inquiry's reference.

    :raises Denied: the conversation is not her team's, or a colleague has it.
    :raises RuleBroken: see `guidance.rules.writing.check_text`.
    """
    ref = asking.log_call(actor, new, given=given, asked=asked, minutes=0, at=at)
    row = conversations.conversation_by_ref(conversation)
    talking.note_inquiry(actor, row, inquiry=ref, agreed=agreed, at=at)
    return ref
