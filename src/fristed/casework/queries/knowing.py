"""Who knows what: every share of a case, since when, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from fristed.accounts import queries as accounts
from fristed.casework import access
from fristed.casework.choices import EmergencyGround
from fristed.casework.models import Case, EmergencyOpening
from fristed.casework.queries.approving import ApprovalLine, given_summaries
from fristed.casework.queries.asked import AskedTeam, asked_team
from fristed.casework.queries.cases import readers_of
from fristed.casework.queries.referring import (
    FamilyStopLine,
    ReferralLine,
    told_outside,
)
from fristed.casework.queries.sharing import ConsentLine, ShareLine, consents_of, shares_on
from fristed.casework.queries.telling import OverrideLine
from fristed.gate import Actor, Decision, ReadGrant, scope


@dataclass(frozen=True)
class LookedIn:
    """Somebody who opened the case in an emergency."""

    by: str
    on: date
    ground: str


@dataclass(frozen=True)
class WhoKnows:
    """readers   names of those with access now
    shares    all there have been, oldest first
    summaries leaders who were given one, to approve something by
    """

    ref: str
    readers: tuple[str, ...]
    shares: tuple[ShareLine, ...]
    consents: tuple[ConsentLine, ...]
    emergencies: tuple[LookedIn, ...]
    referrals: tuple[ReferralLine, ...]
    summaries: tuple[ApprovalLine, ...]
    stop: FamilyStopLine | None
    overrides: tuple[OverrideLine, ...]
    asked: AskedTeam
    may_refer: Decision
    may_stop_family: Decision
    may_lift_family_stop: Decision
    may_share: Decision
    may_share_without_consent: Decision
    may_hand_over: Decision
    may_record_consent: Decision
    may_withdraw_consent: Decision

    @property
    def now(self) -> tuple[ShareLine, ...]:
        return tuple(line for line in self.shares if line.state in ("live", "waiting", "late"))

    @property
    def before(self) -> tuple[ShareLine, ...]:
        return tuple(line for line in self.shares if line.state in ("over", "declined"))


def who_knows(actor: Actor, case: Case, grant: ReadGrant, *, now: datetime) -> WhoKnows:
    consents = consents_of(actor, case, grant, now=now)
    told = told_outside(actor, case, grant, now=now)
    with scope(actor):
        names = accounts.names_by_id(readers_of(case))
        opened = list(
            EmergencyOpening.objects.filter(case_id=case.pk)
            .annotate(by_name=F("by__name"))
            .order_by("opened_on", "id")
        )
    return WhoKnows(
        ref=case.ref,
        readers=tuple(sorted(names.values())),
        shares=shares_on(actor, case, now=now),
        consents=consents,
        emergencies=tuple(
            LookedIn(row.by_name, row.opened_on, str(EmergencyGround(row.ground).label))
            for row in opened
        ),
        referrals=told.referrals,
        summaries=given_summaries(actor, case),
        stop=told.stop,
        overrides=told.overrides,
        asked=asked_team(actor, case),
        may_refer=access.may_refer_case(actor, case),
        may_stop_family=access.may_stop_family(actor, case),
        may_lift_family_stop=access.may_lift_family_stop(actor, case),
        may_share=access.may_share_case(actor, case),
        may_share_without_consent=access.may_share_without_consent(actor, case),
        may_hand_over=access.may_hand_over_case(actor, case),
        may_record_consent=access.may_record_consent(actor, case),
        may_withdraw_consent=access.may_withdraw_consent(actor, case),
    )
