from fristed.guidance.models.inquiry import Address, Inquiry, Passing, Steering
from fristed.guidance.models.networks import Network, NetworkBody
from fristed.guidance.models.texts import AnswerDraft, Message, Note, Original
from fristed.guidance.models.working import Looking

__all__ = [
    "Address",
    "AnswerDraft",
    "Inquiry",
    "Looking",
    "Message",
    "Network",
    "NetworkBody",
    "Note",
    "Original",
    "Passing",
    "Steering",
]
