from fristed.contact.models.access import Code, Session
from fristed.contact.models.talk import Conversation, Message, Passing

__all__ = ["Code", "Conversation", "Message", "Passing", "Session"]
