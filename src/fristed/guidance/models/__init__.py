from fristed.guidance.models.aftermath import Aftermath
from fristed.guidance.models.inquiry import Address, Inquiry, Passing, Steering
from fristed.guidance.models.networks import Network, NetworkBody
from fristed.guidance.models.roster import Duty
from fristed.guidance.models.texts import AnswerDraft, Message, Note, Original
from fristed.guidance.models.working import Looking

__all__ = [
    "Address",
    "Aftermath",
    "AnswerDraft",
    "Duty",
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
