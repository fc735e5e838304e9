from fristed.casework.models.access import (
    Access,
    EmergencyOpening,
    EmergencyReview,
    Exclusion,
)
from fristed.casework.models.alarm import Alarm
from fristed.casework.models.case import Case, Closing, FurtherConcern, Revision
from fristed.casework.models.document import Document
from fristed.casework.models.duties import DutyAssessment, DutyStep
from fristed.casework.models.export import Export
from fristed.casework.models.followup import Contest, FollowUp, Task
from fristed.casework.models.people import CaseLink, Channel, PersonInCase
from fristed.casework.models.safety import RiskAssessment, SafetyPlan
from fristed.casework.models.sharing import Consent, Share

__all__ = [
    "Access",
    "Alarm",
    "Case",
    "CaseLink",
    "Channel",
    "Closing",
    "Consent",
    "Contest",
    "Document",
    "DutyAssessment",
    "DutyStep",
    "EmergencyOpening",
    "EmergencyReview",
    "Exclusion",
    "Export",
    "FollowUp",
    "FurtherConcern",
    "PersonInCase",
    "Revision",
    "RiskAssessment",
    "SafetyPlan",
    "Share",
    "Task",
]
