from fristed.contact.models.access import Code, Session
from fristed.contact.models.talk import Conversation, Message

__all__ = ["Code", "Conversation", "Message", "Session"]
