"""What stands in the timeline, and in which words."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.choices import (
    Answer,
    ApprovalOf,
    Area,
    DocumentKind,
    EmergencyGround,
    EntryKind,
    InsightOutcome,
    OutsideService,
    ReviewVerdict,
    ShareKind,
    Verdict,
)
from fristed.casework.models import (
    Approval,
    Closing,
    Contest,
    CooperationPlan,
    Decision,
    Document,
    DutyAssessment,
    EmergencyOpening,
    EmergencyReview,
    FollowUp,
    InsightRequest,
    Referral,
    Revision,
    RiskAssessment,
    SafetyPlan,
    Share,
)
from fristed.casework.queries.timeline import Row, Source, TimelineEntry
from fristed.codelists import queries as codelists


def _followup(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    said: Mapping[str, Any] = json.loads(text) if text else {}
    written_at = moment(said.get("written_at"))
    yield TimelineEntry(
        kind=EntryKind.FOLLOWUPS,
        ref=row.ref,
        title=codelists.label("followup_kind", row.details["kind"], on=row.day),
        author=row.by,
        happened_on=row.day,
        happened_at=moment(said.get("happened_at")),
        written_on=timezone.localdate(written_at) if written_at else None,
        written_at=written_at,
        text=said.get("text"),
        number=row.details["number"],
        kind_code=row.details["kind"],
        minutes=row.details["minutes"],
        late_because=said.get("late_because", ""),
        on_paper_at=moment(said.get("on_paper_at")),
        corrects=row.details["corrects"],
        superseded=row.details["corrected_by"] is not None,
    )


def _contest(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    said: Mapping[str, Any] = json.loads(text) if text else {}
    written_at = moment(said.get("written_at"))
    yield TimelineEntry(
        kind=EntryKind.CORRECTIONS,
        ref=row.ref,
        title=_("Innsigelse"),
        author=row.by,
        happened_on=row.day,
        written_on=timezone.localdate(written_at) if written_at else None,
        text=said.get("text"),
        about=row.details["number"],
    )


def _revision(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    said: Mapping[str, Any] = json.loads(text) if text else {}
    yield TimelineEntry(
        kind=EntryKind.CORRECTIONS,
        ref=row.ref,
        title=_("Registreringen ble endret"),
        author=row.by,
        happened_on=row.day,
        happened_at=moment(said.get("written_at")),
        written_on=row.day,
        text="" if text else None,
    )


def _line(
    row: Row,
    kind: EntryKind,
    title: str,
    *,
    on: date | None = None,
    by: str | None = None,
    text: str | None = "",
    document: str = "",
) -> TimelineEntry:
    """What was done and written down on one day: the row's, by who made it, unless said.

    text   None where it cannot be read
    """
    return TimelineEntry(
        kind=kind,
        ref=row.ref,
        title=title,
        author=row.by if by is None else by,
        happened_on=on or row.day,
        written_on=on or row.day,
        text=text,
        document=document,
    )


def _closing(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    said = row.details
    reason = codelists.label("closure_reason", said["reason"], on=row.day)
    title = _("Saken ble avsluttet: %(reason)s") % {"reason": reason}
    yield _line(row, EntryKind.DECISIONS, title, by="", text=text)
    if said["reopened_on"]:
        on, by = date.fromisoformat(said["reopened_on"]), said["reopened_by"] or ""
        yield _line(row, EntryKind.DECISIONS, _("Saken ble åpnet igjen"), on=on, by=by)


def _emergency(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    ground = str(EmergencyGround(row.details["ground"]).label)
    title = _("Nødåpning: %(ground)s") % {"ground": ground}
    yield _line(row, EntryKind.SHARES, title, text=text)


def _review(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    verdict = str(ReviewVerdict(row.details["verdict"]).label)
    title = _("Gjennomgang av nødåpningen: %(verdict)s") % {"verdict": verdict}
    yield _line(row, EntryKind.DECISIONS, title, text=text)


def _duty(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    duty = codelists.label("legal_topic", row.details["topic"], on=row.day)
    yield _line(row, EntryKind.DECISIONS, _("Plikt vurdert: %(duty)s") % {"duty": duty})


def _document(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    is_there = row.details["removed_on"] is None
    title = _("Dokument: %(kind)s") if is_there else _("Dokument, fjernet: %(kind)s")
    yield _line(
        row,
        EntryKind.DOCUMENTS,
        title % {"kind": DocumentKind(row.details["kind"]).label},
        text=json.loads(text)["title"] if text else None,
        document=row.ref if is_there and text else "",
    )


def _risk(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    """That it was done; what it says stands on its own page."""
    yield _line(row, EntryKind.DECISIONS, _("Faren ble vurdert"))


def _plan(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    yield _line(row, EntryKind.DECISIONS, _("Trygghetsplan laget"))


def _share(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    """That it was offered, that it was accepted, and that it ended: a line each."""
    said, who = row.details, row.details["to"]
    what = _("Overføring") if said["kind"] == ShareKind.HAND_OVER else _("Deling")
    events = [
        (row.day.isoformat(), _("%(what)s: spurte %(who)s")),
        (said["answered_on"], ANSWERED.get(said["answer"], "")),
        (said["ended_on"], _("%(what)s med %(who)s er slutt")),
    ]
    for day, title in events:
        if day:
            words = str(title) % {"what": what, "who": who}
            yield _line(row, EntryKind.SHARES, words, on=date.fromisoformat(day))


ANSWERED: Final = {
    Answer.ACCEPTED: gettext_lazy("%(what)s: %(who)s sa ja"),
    Answer.DECLINED: gettext_lazy("%(what)s: %(who)s sa nei"),
}


def _decision(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    title = _("Forslag: %(area)s") if row.details["is_proposal"] else _("Bestemt: %(area)s")
    area = Area(row.details["area"]).label
    yield _line(row, EntryKind.DECISIONS, title % {"area": area}, text=text)


def _cooperation(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    yield _line(row, EntryKind.DECISIONS, _("Samarbeidsplan laget"))
    if row.details["ended_on"]:
        on = date.fromisoformat(row.details["ended_on"])
        yield _line(row, EntryKind.DECISIONS, _("Samarbeidsplan avsluttet"), on=on, by="")


def _approval(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    """That a leader was asked, and what she said: a line each. Her words are not the case's."""
    said, what = row.details, str(ApprovalOf(row.details["what"]).label)
    events = [(row.day.isoformat(), _("Ba %(who)s om godkjenning: %(what)s"), row.by)]
    if said["answered_on"]:
        answer = str(APPROVED[Verdict(said["verdict"])])
        events.append((said["answered_on"], answer, said["leader"]))
    for day, title, by in events:
        words = title % {"who": said["leader"], "what": what}
        yield _line(row, EntryKind.DECISIONS, words, on=date.fromisoformat(day), by=by)


APPROVED: Final = {
    Verdict.APPROVED: gettext_lazy("Godkjent: %(what)s"),
    Verdict.DECLINED: gettext_lazy("Ikke godkjent: %(what)s"),
}


def _referral(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    """That it was sent, that the service has it, and that it answered: a line each."""
    who = str(OutsideService(row.details["service"]).label)
    for name, title in REFERRED.items():
        if row.details[name]:
            on = date.fromisoformat(row.details[name])
            yield _line(row, EntryKind.SHARES, str(title) % {"who": who}, on=on)


REFERRED: Final = {
    "sent_on": gettext_lazy("Sendt til %(who)s"),
    "acknowledged_on": gettext_lazy("Kvittering fra %(who)s"),
    "answered_on": gettext_lazy("Svar fra %(who)s"),
}


def _insight(row: Row, text: str | None) -> Iterator[TimelineEntry]:
    """That it was asked, and what was answered: a line each. Who asked stands on its own page."""
    said = row.details
    yield _line(row, EntryKind.SHARES, _("Innsyn ble krevd"))
    if said["answered_on"]:
        title = _("Innsynskravet er besvart: %(outcome)s") % {
            "outcome": InsightOutcome(said["outcome"]).label
        }
        on = date.fromisoformat(said["answered_on"])
        yield _line(row, EntryKind.SHARES, title, on=on, by=said["answered_by"] or "")


FOLLOWUPS: Final = Source(
    "followup",
    FollowUp,
    day="happened_on",
    text="note",
    details={
        "number": "number",
        "kind": "kind",
        "minutes": "minutes",
        "corrects": "corrects__number",
        "corrected_by": "corrected_by__number",
    },
    entries=_followup,
)
CONTESTS: Final = Source(
    "contest",
    Contest,
    day="said_on",
    text="note",
    details={"number": "followup__number"},
    entries=_contest,
)
REVISIONS: Final = Source(
    "revision", Revision, day="revised_on", text="before", details={"id": "id"}, entries=_revision
)
CLOSINGS: Final = Source(
    "closing",
    Closing,
    day="closed_on",
    by="",
    text="words",
    details={
        "id": "id",
        "reason": "reason",
        "outcome": "outcome",
        "goal": "goal_reached",
        "expires_on": "expires_on",
        "reopened_on": "reopened_on",
        "reopened_by": "reopened_by__name",
    },
    entries=_closing,
)
EMERGENCIES: Final = Source(
    "emergency",
    EmergencyOpening,
    day="opened_on",
    text="reason",
    details={"id": "id", "ground": "ground"},
    entries=_emergency,
)
REVIEWS: Final = Source(
    "review",
    EmergencyReview,
    day="reviewed_on",
    text="words",
    details={"id": "id", "verdict": "verdict"},
    entries=_review,
)
DUTIES: Final = Source(
    "duty", DutyAssessment, day="assessed_on", text="", details={"topic": "topic"}, entries=_duty
)
DOCUMENTS: Final = Source(
    "document",
    Document,
    day="added_on",
    text="about",
    details={
        "id": "id",
        "number": "number",
        "kind": "kind",
        "scanned_on": "scanned_on",
        "removed_on": "removed_on",
    },
    entries=_document,
)
RISKS: Final = Source("risk", RiskAssessment, day="assessed_on", entries=_risk)
PLANS: Final = Source("plan", SafetyPlan, day="made_on", entries=_plan)
SHARES: Final = Source(
    "share",
    Share,
    day="offered_on",
    by="offered_by__name",
    details={
        "kind": "kind",
        "to": "offered_to__name",
        "answer": "answer",
        "answered_on": "answered_on",
        "ended_on": "ended_on",
    },
    entries=_share,
)
REFERRALS: Final = Source(
    "referral",
    Referral,
    day="prepared_on",
    details={
        "service": "service",
        "sent_on": "sent_on",
        "acknowledged_on": "acknowledged_on",
        "answered_on": "answered_on",
    },
    entries=_referral,
)
DECISIONS: Final = Source(
    "decision",
    Decision,
    day="made_on",
    text="text",
    details={"area": "area", "is_proposal": "is_proposal"},
    entries=_decision,
)
APPROVALS: Final = Source(
    "approval",
    Approval,
    day="asked_on",
    details={
        "what": "what",
        "leader": "leader__name",
        "verdict": "verdict",
        "answered_on": "answered_on",
    },
    entries=_approval,
)
COOPERATION: Final = Source(
    "cooperation",
    CooperationPlan,
    day="started_on",
    details={"ended_on": "ended_on"},
    entries=_cooperation,
)
INSIGHTS: Final = Source(
    "insight",
    InsightRequest,
    day="asked_on",
    details={
        "outcome": "outcome",
        "answered_on": "answered_on",
        "answered_by": "answered_by__name",
    },
    entries=_insight,
)
SOURCES: Final = (
    FOLLOWUPS,
    CONTESTS,
    REVISIONS,
    CLOSINGS,
    EMERGENCIES,
    DUTIES,
    DOCUMENTS,
    REVIEWS,
    RISKS,
    PLANS,
    SHARES,
    REFERRALS,
    DECISIONS,
    APPROVALS,
    COOPERATION,
    INSIGHTS,
)
"""Every source the timeline is made of. A new part of the case adds its own here."""


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
