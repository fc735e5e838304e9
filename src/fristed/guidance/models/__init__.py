from fristed.guidance.models.aftermath import Aftermath
from fristed.guidance.models.agencies import AgencyContact
from fristed.guidance.models.calendars import Absence, CalendarFeed
from fristed.guidance.models.experience import (
    Method,
    MethodComment,
    MethodUse,
    PatternGroup,
    PatternNote,
)
from fristed.guidance.models.inquiry import Address, Inquiry, Passing, Steering
from fristed.guidance.models.mail import Attachment, Claim, Mail, MailServer
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
    "Attachment",
    "CalendarFeed",
    "Claim",
    "Duty",
    "Inquiry",
    "Looking",
    "Mail",
    "MailServer",
    "Message",
    "Method",
    "MethodComment",
    "MethodUse",
    "Network",
    "NetworkAction",
    "NetworkAddition",
    "NetworkBody",
    "NetworkItem",
    "NetworkMeeting",
    "Note",
    "Original",
    "Passing",
    "PatternGroup",
    "PatternNote",
    "Steering",
]
