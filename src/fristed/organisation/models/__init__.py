from fristed.organisation.models.agreements import (
    AgreementDuty,
    AgreementExpense,
    CooperationAgreement,
)
from fristed.organisation.models.help import HelpService, LocalService
from fristed.organisation.models.holidays import SchoolHoliday
from fristed.organisation.models.missions import Mission, MissionArea
from fristed.organisation.models.people import Membership, StandIn
from fristed.organisation.models.placing import Deployment, NeighbouringSchool
from fristed.organisation.models.schools import School, SchoolOwner
from fristed.organisation.models.units import Unit, UnitCounty

__all__ = [
    "AgreementDuty",
    "AgreementExpense",
    "CooperationAgreement",
    "Deployment",
    "HelpService",
    "LocalService",
    "Membership",
    "Mission",
    "MissionArea",
    "NeighbouringSchool",
    "School",
    "SchoolHoliday",
    "SchoolOwner",
    "StandIn",
    "Unit",
    "UnitCounty",
]
