from fristed.casework.models.access import Access, EmergencyOpening
from fristed.casework.models.alarm import Alarm
from fristed.casework.models.case import Case, Closing, FurtherConcern
from fristed.casework.models.followup import FollowUp, Task

__all__ = [
    "Access",
    "Alarm",
    "Case",
    "Closing",
    "EmergencyOpening",
    "FollowUp",
    "FurtherConcern",
    "Task",
]
