from fristed.guidance.models.inquiry import Address, Inquiry, Passing, Steering
from fristed.guidance.models.texts import AnswerDraft, Message, Note, Original
from fristed.guidance.models.working import Looking

__all__ = [
    "Address",
    "AnswerDraft",
    "Inquiry",
    "Looking",
    "Message",
    "Note",
    "Original",
    "Passing",
    "Steering",
]
