"""One network: its periods, bodies, meetings and open actions, and what it adds to articles."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, QuerySet

from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, scope
from fristed.guidance import access
from fristed.guidance.choices import MeetingPlace, NetworkStatus
from fristed.guidance.models import (
    Network,
    NetworkAction,
    NetworkAddition,
    NetworkBody,
    NetworkItem,
    NetworkMeeting,
)
from fristed.guidance.queries.naming import called, name_of
from fristed.guidance.rules.meetings import is_minutes_late
from fristed.guidance.rules.regions import missing_bodies
from fristed.notices.queries import articles_in_use
from fristed.organisation.queries import UnitOn, members_for


@dataclass(frozen=True)
class NetworkPeriod:
    """mandate_until   the last day of its term, where one is set"""

    status: str
    run_by: str
    mandate: str
    mandate_until: date | None
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class BodyLine:
    name: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class NetworkMeetingLine:
    """is_late   nobody has finished its minutes in time"""

    ref: str
    starts_at: datetime
    place: str
    closed_at: datetime | None
    points: int
    is_late: bool


@dataclass(frozen=True)
class NetworkActionLine:
    ref: str
    meeting: str
    what: str
    owner: str
    due_on: date
    done_on: date | None
    is_late: bool


@dataclass(frozen=True)
class NetworkPage:
    """
    missing   bodies of the list that are not in it today
    actions   those that are not done, the nearest day first
    """

    unit: str
    name: str
    periods: tuple[NetworkPeriod, ...]
    bodies: tuple[BodyLine, ...]
    missing: tuple[str, ...]
    meetings: tuple[NetworkMeetingLine, ...]
    actions: tuple[NetworkActionLine, ...]
    may_keep: Decision


@dataclass(frozen=True)
class ItemLine:
    position: int
    what: str
    agreed: str
    actions: tuple[NetworkActionLine, ...]


@dataclass(frozen=True)
class NetworkMeetingPage:
    ref: str
    unit: str
    starts_at: datetime
    minutes: int
    place: str
    called_by: str
    closed_at: datetime | None
    items: tuple[ItemLine, ...]

    @property
    def is_begun(self) -> bool:
        return any(item.agreed for item in self.items)


@dataclass(frozen=True)
class KnowledgeLine:
    """A national article as it is today, and what the network adds.

    is_older   the article has changed since the addition was written
    is_due     somebody should look at the addition again
    """

    keyword: str
    ref: str
    text: str
    law_version: str
    addition: str
    review_on: date | None
    is_older: bool
    is_due: bool


def network_meeting_by_ref(actor: Actor, ref: str) -> NetworkMeeting:
    """The row, or one that is no network's: the gate says no to it."""
    with scope(actor):
        found = NetworkMeeting.objects.filter(ref=ref).first()
    return found or NetworkMeeting(ref=ref)


def network_page(actor: Actor, unit: UnitOn, *, at: datetime, on: date) -> NetworkPage:
    with scope(actor):
        periods = list(Network.objects.filter(unit=unit.code).order_by("-starts_on"))
        bodies = list(
            NetworkBody.objects.filter(network_unit=unit.code).order_by("starts_on", "id")
        )
        meetings = list(
            NetworkMeeting.objects.filter(unit=unit.code)
            .annotate(points=Count("items"))
            .order_by("-starts_at")[:20]
        )
        actions = list(_actions(unit=unit.code).filter(done_on=None).order_by("due_on", "id")[:50])
        names = _names(actor, on)
    return NetworkPage(
        unit=unit.code,
        name=unit.name,
        periods=tuple(_period(row) for row in periods),
        bodies=tuple(
            BodyLine(
                codelists.label("network_body", row.body, on=row.starts_on),
                row.starts_on,
                row.ends_on,
            )
            for row in bodies
        ),
        missing=tuple(
            codelists.label("network_body", body, on=on)
            for body in missing_bodies(
                [code.value for code in codelists.code_list("network_body", on).codes],
                {row.body for row in bodies if _is_on(row, on)},
            )
        ),
        meetings=tuple(
            NetworkMeetingLine(
                ref=row.ref,
                starts_at=row.starts_at,
                place=str(MeetingPlace(row.place).label),
                closed_at=row.closed_at,
                points=row.points,
                is_late=is_minutes_late(row.starts_at, row.closed_at, at=at),
            )
            for row in meetings
        ),
        actions=tuple(_action(row, names, on) for row in actions),
        may_keep=access.may_keep_network(actor, unit),
    )


def network_meeting_page(actor: Actor, meeting: NetworkMeeting, *, on: date) -> NetworkMeetingPage:
    with scope(actor):
        rows = NetworkMeeting.objects.all()
        row = rows.annotate(caller=name_of(rows, "called_by")).get(pk=meeting.pk)
        items = list(NetworkItem.objects.filter(meeting=row).order_by("position"))
        actions = list(_actions(item__meeting=row).order_by("id"))
        names = _names(actor, on)
    return NetworkMeetingPage(
        ref=row.ref,
        unit=row.unit,
        starts_at=row.starts_at,
        minutes=row.minutes,
        place=str(MeetingPlace(row.place).label),
        called_by=called(row.caller or names.get(row.called_by_id)),
        closed_at=row.closed_at,
        items=tuple(
            ItemLine(
                item.position,
                item.what,
                item.agreed,
                tuple(_action(one, names, on) for one in actions if one.item_id == item.pk),
            )
            for item in items
        ),
    )


def network_knowledge(
    actor: Actor, unit: str, *, language: str, on: date
) -> tuple[KnowledgeLine, ...]:
    """Every national article in use, with the network's own addition where it has one."""
    with scope(actor):
        additions = {
            row.keyword: row for row in NetworkAddition.objects.filter(unit=unit, ended_on=None)
        }
    lines = []
    for article in articles_in_use(language):
        own = additions.get(article.keyword)
        lines.append(
            KnowledgeLine(
                keyword=article.keyword,
                ref=article.ref,
                text=article.text,
                law_version=article.law_version,
                addition=own.text if own else "",
                review_on=own.review_on if own else None,
                is_older=own is not None and own.beside != article.ref,
                is_due=own is not None and own.review_on <= on,
            )
        )
    return tuple(lines)


def _is_on(row: NetworkBody, on: date) -> bool:
    return row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)


def _actions(**where: object) -> QuerySet[NetworkAction]:
    return NetworkAction.objects.filter(**where).annotate(
        who=name_of(NetworkAction.objects.all(), "owner"), agreed_in=F("item__meeting__ref")
    )


def _names(actor: Actor, on: date) -> dict[int, str]:
    """Of those who meet with her, also where their rows are behind the door's wall."""
    return {one.id: one.name for one in members_for(actor, actor.units, on)}


def _action(row: NetworkAction, names: dict[int, str], on: date) -> NetworkActionLine:
    return NetworkActionLine(
        ref=row.ref,
        meeting=row.agreed_in,  # type: ignore[attr-defined]  # annotated
        what=row.what,
        owner=called(row.who or names.get(row.owner_id)),  # type: ignore[attr-defined]  # annotated
        due_on=row.due_on,
        done_on=row.done_on,
        is_late=row.done_on is None and row.due_on < on,
    )


def _period(row: Network) -> NetworkPeriod:
    return NetworkPeriod(
        status=str(NetworkStatus(row.status).label),
        run_by=codelists.label("network_body", row.run_by, on=row.starts_on),
        mandate=row.mandate,
        mandate_until=row.mandate_until,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )
