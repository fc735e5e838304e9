"""Duties and access in use: assessed, reported, closed to a relative, opened in an emergency,
reviewed and shielded. All of it Eksempeldata.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from fristed.casework import queries
from fristed.casework.actions import (
    assessing_duties,
    breaking_glass,
    excluding,
    referring,
    reviewing,
    shielding,
)
from fristed.casework.actions.assessing_duties import Facts, Step
from fristed.casework.actions.referring import Belongs
from fristed.casework.actions.sharing import Law
from fristed.casework.choices import (
    CaseStatus,
    DutyStepKind,
    EmergencyGround,
    OutsideService,
    ReviewVerdict,
    SentHow,
)
from fristed.casework.models import Case
from fristed.casework.rules.referring import Content
from fristed.casework.rules.reporting import Report
from fristed.codelists import queries as codelists
from fristed.gate import Actor, scope
from fristed.organisation.queries import PersonOn
from fristed.sample import texts
from fristed.sample.people import SignedUp
from fristed.sealing.custodians import new_identity
from fristed.vault import keeper

CUSTODIANS: Final = ("forvalter-en", "forvalter-to", "forvalter-tre")


@dataclass(frozen=True)
class Made:
    """What is ticked of a duty."""

    topic: str
    ticked: Mapping[str, Sequence[str]]


SUSPECTED: Final = Made(
    "duty_to_report",
    {
        "age": ("15",),
        "matter": ("maltreatment",),
        "proof": ("suspected",),
        "time": ("going_on",),
        "place": ("norway",),
    },
)
NOT_YET_SURE: Final = Made(
    "duty_to_avert",
    {
        "offence": ("forced_marriage",),
        "proof": ("unknown",),
        "time": ("coming",),
        "danger": ("yes",),
        "age": ("16_17",),
        "place": ("norway",),
    },
)


def name_custodians(admin_token: str) -> None:
    """Three made-up custodians. Nobody keeps their private halves: it is a demonstration."""
    keeper.call(
        "admin.set_custodians",
        token=admin_token,
        custodians=[{"name": name, "recipient": new_identity().recipient} for name in CUSTODIANS],
    )


def show_duties_and_access(signed_up: Mapping[str, SignedUp], now: datetime) -> None:
    """In Amina's newest open cases, one thing in each."""
    amina = signed_up["amina"].actor()
    reported, unsure, closed_to, opened, shielded = _newest(amina, 5)
    _report(amina, reported, now)
    _assess(amina, unsure, NOT_YET_SURE, Step(DutyStepKind.FINDING_OUT), now)
    _close_to(amina, closed_to, signed_up["celine"].actor(), now)
    _open_and_review(signed_up, opened, now)
    _shield(signed_up, shielded, now)


def _newest(actor: Actor, how_many: int) -> Sequence[Case]:
    with scope(actor):
        open_cases = Case.objects.filter(adviser_id=actor.id, status=CaseStatus.OPEN)
        refs = list(open_cases.order_by("-opened_on", "-pk").values_list("ref", flat=True))
    return [queries.case_by_ref(ref) for ref in refs[:how_many]]


def _assess(actor: Actor, case: Case, made: Made, step: Step, now: datetime) -> str:
    facts = Facts(
        made.ticked,
        insight_at=now - timedelta(hours=30),
        words="Eksempeldata: jeg bygger på det hun selv fortalte, og på det læreren har sett.",
    )
    duty = codelists.duty_on(made.topic, timezone.localdate(now))
    return assessing_duties.assess_duty(actor, case, duty=duty, facts=facts, step=step, at=now)


def _report(actor: Actor, case: Case, now: datetime) -> None:
    """Reported yesterday; receipt has not come."""
    will = Step(DutyStepKind.WILL_ACT)
    assessment = _assess(actor, case, SUSPECTED, will, now)
    sent_at = now - timedelta(hours=26)
    report = Report.model_validate(texts.REPORT | {"sendingstidspunkt": sent_at})
    content = Content(
        report.kommunenavn, report.melding.melding, why=texts.REPORT_WHY, report=report
    )
    ground = queries.given_basis("duty_to_report", timezone.localdate(now))
    ref = referring.refer_without_consent(
        actor,
        case,
        service=OutsideService.CHILD_WELFARE,
        content=content,
        law=Law("duty_to_report", ground),
        on=timezone.localdate(sent_at),
        of=Belongs(assessment=assessment),
    )
    referring.note_sent(actor, case, referral=ref, how=SentHow.PORTAL, at=sent_at)


def _close_to(actor: Actor, case: Case, other: Actor, now: datetime) -> None:
    barred = excluding.Barred.ask(actor, case, _person(other))
    excluding.exclude_person(
        actor,
        case,
        barred=barred,
        reason="Eksempeldata: hun er i slekt med familien.",
        on=timezone.localdate(now),
    )


def _open_and_review(signed_up: Mapping[str, SignedUp], case: Case, now: datetime) -> None:
    """David opened it while Amina could not be reached; Ingrid has looked at it since."""
    david, ingrid = signed_up["david"].actor(), signed_up["ingrid"].actor()
    why = "Eksempeldata: hun ringte meg fra flyplassen, og Amina svarte ikke."
    breaking_glass.break_glass(
        david,
        case,
        glass=breaking_glass.Glass.ask(david, case, reason=why, at=now),
        ground=EmergencyGround.LEAVING_COUNTRY,
        reason=why,
        at=now,
    )
    line = next(one for one in queries.emergencies_seen_by(ingrid, now=now) if one.ref == case.ref)
    opened, public_key = queries.opened_in_emergency(ingrid, line.opening)
    reviewing.review_emergency(
        ingrid,
        opened,
        verdict=ReviewVerdict.APPROVED,
        words="Eksempeldata: det hastet, og ingen med tilgang kunne nås.",
        public_key=public_key,
        on=timezone.localdate(now),
    )


def _shield(signed_up: Mapping[str, SignedUp], case: Case, now: datetime) -> None:
    amina = signed_up["amina"].actor()
    named = [signed_up[key].user.ref for key in ("ingrid", "oda")]
    own_key = shielding.OwnKey.ask(amina, case, named=named)
    shielding.shield_case(amina, case, own_key=own_key, on=timezone.localdate(now))


def _person(actor: Actor) -> PersonOn:
    return PersonOn(actor.id, actor.ref, actor.name, min(actor.units), next(iter(actor.roles)))
