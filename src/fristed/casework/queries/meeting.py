"""The team's meetings: what waits, an agenda with its times, and minutes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework.choices import CaseStatus, ItemOutcome
from fristed.casework.models import AgendaItem, Consultation, TeamDecision, TeamMeeting
from fristed.casework.queries.consulting import Decision, Matter, matter_of
from fristed.casework.rules.consulting import Waiting, planned
from fristed.gate import Actor, scope
from fristed.guidance.rules.calendars import Busy, Sort
from fristed.ui import wording


@dataclass(frozen=True)
class MeetingLine:
    ref: str
    starts_at: datetime
    closed_at: datetime | None
    matters: int


@dataclass(frozen=True)
class AgendaLine:
    """A matter on the agenda: codes only. What was decided stands in the matter itself.

    lacking   one decision without an owner or a day, if there is any
    """

    matter: Matter
    starts_at: datetime
    ends_at: datetime
    outcome: str
    outcome_code: str
    decisions: int
    lacking: str

    @property
    def is_done(self) -> bool:
        return self.outcome_code != ItemOutcome.WAITING and not self.lacking


@dataclass(frozen=True)
class MeetingPage:
    ref: str
    starts_at: datetime
    closed_at: datetime | None
    chair: str
    agenda: tuple[AgendaLine, ...]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_ready(self) -> bool:
        """Nothing stands in the way of closing it."""
        return all(line.is_done for line in self.agenda)


def meeting_by_ref(actor: Actor, ref: str) -> TeamMeeting:
    """The row, or one that is nobody's: the gate says no to it."""
    with scope(actor):
        found = TeamMeeting.objects.filter(ref=ref).first()
    return found or TeamMeeting(ref=ref)


def waiting_matters(unit: str) -> list[Waiting]:
    """Open matters that no open meeting has on its agenda. Inside the actor's scope."""
    treated = AgendaItem.objects.filter(
        consultation_id=OuterRef("pk"), outcome=ItemOutcome.TREATED
    ).order_by()
    taken = AgendaItem.objects.filter(meeting__closed_at=None).values("consultation_id")
    rows = (
        Consultation.objects.filter(unit=unit, status=CaseStatus.OPEN)
        .exclude(pk__in=taken)
        .annotate(
            last_at=Subquery(
                treated.values("consultation_id")
                .annotate(last=Max("meeting__starts_at"))
                .values("last")
            )
        )
        .values_list("pk", "received_on", "last_at")
    )
    return [
        Waiting(key, received_on, timezone.localdate(last) if last else None)
        for key, received_on, last in rows
    ]


def meetings_of(actor: Actor, unit: str) -> list[MeetingLine]:
    """Newest first."""
    with scope(actor):
        rows = (
            TeamMeeting.objects.filter(unit=unit)
            .annotate(matters=Count("items"))
            .order_by("-starts_at")[:20]
        )
        return [MeetingLine(row.ref, row.starts_at, row.closed_at, row.matters) for row in rows]


def meeting_page(actor: Actor, meeting: TeamMeeting) -> MeetingPage:
    """The agenda with its times, in two statements; no text of any matter."""
    lacking = Q(owner=None) | Q(due_on=None)
    decided = TeamDecision.objects.filter(
        meeting_id=meeting.pk, consultation_id=OuterRef("consultation_id")
    ).order_by()
    counted = decided.values("consultation_id")
    with scope(actor):
        row = TeamMeeting.objects.annotate(chair_name=F("chair__name")).get(pk=meeting.pk)
        items = list(
            AgendaItem.objects.filter(meeting_id=meeting.pk)
            .select_related("consultation")
            .annotate(
                member_name=F("consultation__member__name"),
                decided=Subquery(counted.annotate(total=Count("pk")).values("total")),
                lacking=Subquery(decided.filter(lacking).order_by("pk").values("ref")[:1]),
            )
            .order_by("position")
        )
    lines = []
    for item in items:
        starts_at, ends_at = planned(row.starts_at, item.position)
        lines.append(
            AgendaLine(
                matter=matter_of(item.consultation, member=item.member_name),
                starts_at=starts_at,
                ends_at=ends_at,
                outcome=str(ItemOutcome(item.outcome).label),
                outcome_code=item.outcome,
                decisions=item.decided or 0,
                lacking=item.lacking or "",
            )
        )
    return MeetingPage(row.ref, row.starts_at, row.closed_at, row.chair_name, tuple(lines))


def printed_minutes(
    page: MeetingPage, decisions: Mapping[str, Sequence[Decision]], *, on: date
) -> dict[str, object]:
    """The values of `meeting/minutes.typ`. decisions: matter's reference -> what was decided."""
    return {
        "facts": [
            (_("Møte"), wording.moment(page.starts_at)),
            (_("Innkalt av"), page.chair),
            (_("Avsluttet"), wording.moment(page.closed_at) if page.closed_at else _("ikke ennå")),
        ],
        "items": [
            {
                "title": line.matter.title,
                "head": f"{line.matter.concern} · {line.outcome}",
                "decisions": [_decided(one) for one in decisions.get(line.matter.ref, ())],
            }
            for line in page.agenda
        ],
    }


def _decided(one: Decision) -> str:
    said = one.text if one.text is not None else _("Denne teksten kan ikke leses.")
    if not one.owner or not one.due_on:
        return said
    return _("%(said)s Ansvarlig: %(owner)s. Frist: %(day)s.") % {
        "said": said,
        "owner": one.owner,
        "day": wording.day(one.due_on),
    }


def busy_in_team(people: Collection[int], from_: datetime, until: datetime) -> tuple[Busy, ...]:
    """When the team's meetings take their time (FRISTED_BUSY), and nothing of the agenda."""
    with connection.cursor() as cursor:
        cursor.execute("select * from casework_busy(%s, %s, %s)", [sorted(people), from_, until])
        rows = cursor.fetchall()
    return tuple(
        Busy(ref, person, Sort.TEAM_MEETING, unit, "", starts_at, ends_at)
        for ref, person, unit, starts_at, ends_at in rows
    )
