from fristed.accounts.models.attempts import Attempts
from fristed.accounts.models.drafts import Draft
from fristed.accounts.models.people import User
from fristed.accounts.models.sessions import SESSIONS, DeskSession, DoorSession, PartnerSession

__all__ = [
    "SESSIONS",
    "Attempts",
    "DeskSession",
    "DoorSession",
    "Draft",
    "PartnerSession",
    "User",
]
