from fristed.casework.models.abroad import (
    BriefReading,
    Contact,
    ContactRegister,
    CountryBrief,
    CountryNote,
)
from fristed.casework.models.access import (
    Access,
    EmergencyOpening,
    EmergencyReview,
    Exclusion,
)
from fristed.casework.models.alarm import Alarm, Destruction
from fristed.casework.models.approving import Approval, ApprovalRule
from fristed.casework.models.case import Case, Closing, FurtherConcern, Revision
from fristed.casework.models.consultation import (
    AgencyNote,
    Compartment,
    Consultation,
    ConsultationOrigin,
    HousingRequest,
    ReturnRefund,
    SharedEntry,
)
from fristed.casework.models.cooperating import (
    CooperationMeeting,
    CooperationPart,
    CooperationPlan,
)
from fristed.casework.models.deciding import Decision
from fristed.casework.models.document import Document
from fristed.casework.models.duties import DutyAssessment, DutyStep
from fristed.casework.models.effect import Goal, LaterConsent, Scaling
from fristed.casework.models.export import Export
from fristed.casework.models.followup import Contest, FollowUp, Task
from fristed.casework.models.holding import LegalHold
from fristed.casework.models.insight import InsightRequest
from fristed.casework.models.matching import Identifier, Match, MatchingGround
from fristed.casework.models.meeting import AgendaItem, TeamDecision, TeamMeeting
from fristed.casework.models.people import CaseLink, Channel, PersonInCase
from fristed.casework.models.referring import FamilyStop, Referral, ReferralCheck, StopOverride
from fristed.casework.models.safety import RiskAssessment, SafetyPlan
from fristed.casework.models.sharing import Consent, OfferedAddresses, Share
from fristed.casework.models.travel import (
    CheckIn,
    LadderStep,
    RoutineStep,
    StayAbroad,
    TravelTalk,
    Trip,
    TripAddresses,
)

__all__ = [
    "Access",
    "AgencyNote",
    "AgendaItem",
    "Alarm",
    "Approval",
    "ApprovalRule",
    "BriefReading",
    "Case",
    "CaseLink",
    "Channel",
    "CheckIn",
    "Closing",
    "Compartment",
    "Consent",
    "Consultation",
    "ConsultationOrigin",
    "Contact",
    "ContactRegister",
    "Contest",
    "CooperationMeeting",
    "CooperationPart",
    "CooperationPlan",
    "CountryBrief",
    "CountryNote",
    "Decision",
    "Destruction",
    "Document",
    "DutyAssessment",
    "DutyStep",
    "EmergencyOpening",
    "EmergencyReview",
    "Exclusion",
    "Export",
    "FamilyStop",
    "FollowUp",
    "FurtherConcern",
    "Goal",
    "HousingRequest",
    "Identifier",
    "InsightRequest",
    "LadderStep",
    "LaterConsent",
    "LegalHold",
    "Match",
    "MatchingGround",
    "OfferedAddresses",
    "PersonInCase",
    "Referral",
    "ReferralCheck",
    "ReturnRefund",
    "Revision",
    "RiskAssessment",
    "RoutineStep",
    "SafetyPlan",
    "Scaling",
    "Share",
    "SharedEntry",
    "StayAbroad",
    "StopOverride",
    "Task",
    "TeamDecision",
    "TeamMeeting",
    "TravelTalk",
    "Trip",
    "TripAddresses",
]
