"""Opening a conversation."""

from fristed.contact import access
from fristed.contact.models import Conversation
from fristed.gate import Actor, action, asking, opening
from fristed.vault import granting

ask_to_read_conversation = asking("conversation.read", may=access.may_read_conversation)
read_conversation = opening("conversation.read", may=access.may_read_conversation)
read_own_conversation = opening("conversation.read_own", may=access.may_read_own)


@action("conversation.take_up", may=access.may_read_conversation)
def take_up_conversation(
    actor: Actor, conversation: Conversation, *, given: granting.Given
) -> None:
    """Keep the grant that the keeper gave a member of the team it is addressed to."""
    granting.keep(conversation.file_id, given)
