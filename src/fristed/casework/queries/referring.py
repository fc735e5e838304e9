"""What services outside have been told, what waits for a receipt, and whom not to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import CheckedHow, OutsideService, SentHow
from fristed.casework.models import Case, FamilyStop, Referral, ReferralCheck
from fristed.casework.queries.cases import cases_readable_by
from fristed.casework.queries.telling import (
    OverrideLine,
    family_is_stopped,
    override_lines,
    overrides_within,
)
from fristed.casework.rules.referring import Content, reminder
from fristed.casework.rules.reporting import Report
from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, ReadGrant, TextBroken, scope
from fristed.kernel.periods import monday_of
from fristed.vault.fields import SealedText

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class ReferralLine:
    """state    "prepared", "open", "late", "very_late", "acknowledged" or "answered" """

    ref: str
    service: str
    by: str
    prepared_on: date
    sent_on: date | None
    how: str
    acknowledged_on: date | None
    answered_on: date | None
    basis: str
    consent: int | None
    state: str
    is_report: bool


@dataclass(frozen=True)
class ReferralPage:
    """One referral, opened. `content` is None where the text is not what was sealed.

    assessment   reference of the duty it fulfils, or empty
    is_stopped   the family would know of it, and must not
    """

    case: str
    line: ReferralLine
    content: Content | None
    answer: str
    assessment: str
    is_stopped: bool
    may_follow: Decision


@dataclass(frozen=True)
class FamilyStopLine:
    set_on: date
    by: str
    why: str


@dataclass(frozen=True)
class ToldOutside:
    referrals: tuple[ReferralLine, ...]
    stop: FamilyStopLine | None
    overrides: tuple[OverrideLine, ...]


@dataclass(frozen=True)
class OpenReport:
    """A report or referral nobody has acknowledged, on somebody's own list.

    checked   what was done about it in this week's round, and by whom; empty: not gone through
    """

    case: str
    line: ReferralLine
    checked: str
    sealed_name: SealedText


@dataclass(frozen=True)
class ReportsPage:
    """open   sent and not acknowledged, oldest first      recent   acknowledged in the last week"""

    open: tuple[OpenReport, ...]
    recent: tuple[OpenReport, ...]

    @property
    def unchecked(self) -> int:
        return sum(not one.checked for one in self.open)

    @property
    def sealed_names(self) -> Mapping[str, SealedText]:
        return {one.case: one.sealed_name for one in (*self.open, *self.recent)}


class _Shown(TypedDict):
    by_name: str


def told_outside(actor: Actor, case: Case, grant: ReadGrant, *, now: datetime) -> ToldOutside:
    with scope(actor):
        referrals = list(referrals_within().filter(case_id=case.pk).order_by("id"))
        stop = (
            FamilyStop.objects.filter(case_id=case.pk, lifted_on=None)
            .annotate(by_name=F("by__name"))
            .first()
        )
        overrides = overrides_within(case)
    texts = [stop.why] if stop else []
    grant.unlock([*texts, *(row.why for row in overrides)])
    return ToldOutside(
        tuple(referral_line(row, now) for row in referrals),
        FamilyStopLine(stop.set_on, stop.by_name, _opened(stop.why, grant)) if stop else None,
        override_lines(overrides, actor, case, grant),
    )


def referral_page(
    actor: Actor, case: Case, grant: ReadGrant, *, referral: str, now: datetime
) -> ReferralPage | None:
    with scope(actor):
        row = (
            referrals_within()
            .annotate(duty=F("assessment__ref"))
            .filter(case_id=case.pk, ref=referral)
            .first()
        )
    if row is None:
        return None
    grant.unlock([row.content, row.answer])
    text = _opened(row.content, grant)
    return ReferralPage(
        case=case.ref,
        line=referral_line(row, now),
        content=Content.from_text(text) if text else None,
        answer=_opened(row.answer, grant) if row.answer is not None else "",
        assessment=row.duty or "",
        is_stopped=row.tells_family
        and row.override_id is None
        and row.sent_on is None
        and family_is_stopped(actor, case),
        may_follow=access.may_follow_referral(actor, case),
    )


def report_of(page: ReferralPage | None) -> Report | None:
    return page.content.report if page and page.content else None


def reports_page(actor: Actor, *, now: datetime, since: date) -> ReportsPage:
    """Every referral that is sent and not acknowledged, and those that were since a day."""
    with scope(actor):
        rows = list(
            referrals_within()
            .filter(case__in=cases_readable_by(actor), sent_on__isnull=False)
            .select_related("case")
            .defer("case__profile", "case__profile_count")
            .order_by("sent_at", "id")[:500]
        )
        this_week = ReferralCheck.objects.filter(
            referral__in=[row.pk for row in rows], week_of=monday_of(timezone.localdate(now))
        )
        checked = {
            row.referral_id: _("%(how)s av %(who)s")
            % {"how": CheckedHow(row.how).label, "who": row.by_name}
            for row in this_week.annotate(by_name=F("by__name"))
        }
    lines = [
        (
            row,
            OpenReport(
                row.case.ref, referral_line(row, now), checked.get(row.pk, ""), row.case.name
            ),
        )
        for row in rows
    ]
    return ReportsPage(
        open=tuple(one for row, one in lines if row.acknowledged_on is None),
        recent=tuple(
            one for row, one in lines if row.acknowledged_on and row.acknowledged_on >= since
        ),
    )


def referrals_within() -> QuerySet[WithAnnotations[Referral, _Shown]]:
    return Referral.objects.annotate(by_name=F("by__name"))


def referral_line(row: WithAnnotations[Referral, _Shown], now: datetime) -> ReferralLine:
    return ReferralLine(
        ref=row.ref,
        service=str(OutsideService(row.service).label),
        by=row.by_name,
        prepared_on=row.prepared_on,
        sent_on=row.sent_on,
        how=str(SentHow(row.how).label) if row.how else "",
        acknowledged_on=row.acknowledged_on,
        answered_on=row.answered_on,
        basis=_("samtykke")
        if row.consent_id is not None
        else codelists.label("legal_topic", row.legal_basis, on=row.prepared_on),
        consent=row.consent_id,
        state=_state(row, now),
        is_report=row.service == OutsideService.CHILD_WELFARE,
    )


def _state(row: Referral, now: datetime) -> str:
    if row.answered_on:
        return "answered"
    if row.acknowledged_on:
        return "acknowledged"
    if row.sent_on is None:
        return "prepared"
    late = reminder(sent_at=row.sent_at, acknowledged_on=None, now=now)
    return {"": "open", "day": "late", "three_days": "very_late"}[late]


def _opened(text: SealedText | None, grant: ReadGrant) -> str:
    try:
        return text.open(grant) if text is not None else ""
    except TextBroken:
        return ""
