from fristed.guidance.models.aftermath import Aftermath
from fristed.guidance.models.agencies import AgencyContact
from fristed.guidance.models.calendars import Absence, CalendarFeed
from fristed.guidance.models.inquiry import Address, Inquiry, Passing, Steering
from fristed.guidance.models.meetings import (
    NetworkAction,
    NetworkAddition,
    NetworkItem,
    NetworkMeeting,
)
from fristed.guidance.models.networks import Network, NetworkBody
from fristed.guidance.models.roster import Duty
from fristed.guidance.models.texts import AnswerDraft, Message, Note, Original
from fristed.guidance.models.working import Looking

__all__ = [
    "Absence",
    "Address",
    "Aftermath",
    "AgencyContact",
    "AnswerDraft",
    "CalendarFeed",
    "Duty",
    "Inquiry",
    "Looking",
    "Message",
    "Network",
    "NetworkAction",
    "NetworkAddition",
    "NetworkBody",
    "NetworkItem",
    "NetworkMeeting",
    "Note",
    "Original",
    "Passing",
    "Steering",
]
