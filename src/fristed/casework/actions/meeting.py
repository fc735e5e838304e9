"""The team's meeting: called with an agenda, decisions made in it, closed with its minutes."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import ItemOutcome, Part
from fristed.casework.models import AgendaItem, Consultation, TeamDecision, TeamMeeting
from fristed.casework.queries.meeting import waiting_matters
from fristed.casework.rules.consulting import Decided, agenda, check_closable_meeting
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_hold_meeting = asking("meeting.hold", may=access.may_hold_meeting)


@action("meeting.call", may=access.may_work_in_team)
def call_meeting(actor: Actor, person: Actor, *, unit: str, starts_at: datetime) -> str:
    """Call a meeting; its agenda is made of the matters that have waited longest.

    :raises RuleBroken: `nothing_waits`.
    """
    matters = agenda(waiting_matters(unit))
    if not matters:
        raise RuleBroken("nothing_waits", _("Ingen drøftinger venter på et møte."))
    meeting = TeamMeeting.objects.create(
        ref=new_ref("mot"), unit=unit, starts_at=starts_at, chair_id=actor.id
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, consultation_id=matter, position=position)
        for position, matter in enumerate(matters)
    )
    return meeting.ref


@action("meeting.decide", may=access.may_hold_meeting)
def decide(
    actor: Actor,
    meeting: TeamMeeting,
    *,
    consultation: Consultation,
    text: str,
    owner: int | None,
    due_on: date | None,
    on: date,
) -> None:
    """Decide something about a matter. Who and by when may come a little later in the meeting.

    :raises RuleBroken: `meeting_closed`, `not_on_agenda`.
    """
    item = _item(meeting, consultation)
    row = TeamDecision(
        ref=new_ref("ved"),
        consultation_id=consultation.pk,
        meeting_id=meeting.pk,
        decided_on=on,
        owner_id=owner,
        due_on=due_on,
    )
    sealing.seal(file_by_id(consultation.pk), row, "text", text, part=Part.CORE)
    row.save(force_insert=True)
    item.outcome = ItemOutcome.TREATED
    item.save(update_fields=["outcome"])


@action("meeting.assign", may=access.may_hold_meeting)
def assign_decision(
    actor: Actor, meeting: TeamMeeting, *, decision: str, owner: int, due_on: date
) -> None:
    """Say who does it, by when.

    :raises RuleBroken: `no_such_decision`.
    """
    there = TeamDecision.objects.filter(meeting_id=meeting.pk, ref=decision, done_on=None)
    if not there.update(owner_id=owner, due_on=due_on):
        raise RuleBroken("no_such_decision", _("Vedtaket finnes ikke, eller er gjort ferdig."))


@action("meeting.postpone", may=access.may_hold_meeting)
def postpone_matter(actor: Actor, meeting: TeamMeeting, *, consultation: Consultation) -> None:
    """Leave a matter to the next meeting.

    :raises RuleBroken: `meeting_closed`, `not_on_agenda`.
    """
    item = _item(meeting, consultation)
    item.outcome = ItemOutcome.POSTPONED
    item.save(update_fields=["outcome"])


@action("meeting.close", may=access.may_hold_meeting)
def close_meeting(actor: Actor, meeting: TeamMeeting, *, at: datetime) -> None:
    """Close the meeting; its minutes can be printed at once.

    :raises RuleBroken: see `rules.consulting.check_closable_meeting`; or `meeting_closed`.
    """
    row = TeamMeeting.objects.select_for_update().get(pk=meeting.pk)
    _check_open(row)
    items = AgendaItem.objects.filter(meeting_id=row.pk).values_list("consultation_id", "outcome")
    decisions = TeamDecision.objects.filter(meeting_id=row.pk).values_list("owner_id", "due_on")
    check_closable_meeting(
        {matter: outcome != ItemOutcome.WAITING for matter, outcome in items},
        [Decided(owner, due_on) for owner, due_on in decisions],
    )
    row.closed_at = at
    row.save(update_fields=["closed_at"])


@action("meeting.finish_decision", may=access.may_hold_meeting)
def finish_decision(actor: Actor, meeting: TeamMeeting, *, decision: str, on: date) -> None:
    """Note that it is done.

    :raises RuleBroken: `no_such_decision`.
    """
    there = TeamDecision.objects.filter(
        meeting_id=meeting.pk, ref=decision, done_on=None, owner__isnull=False
    )
    if not there.update(done_on=on):
        raise RuleBroken("no_such_decision", _("Vedtaket finnes ikke, eller er gjort ferdig."))


def _item(meeting: TeamMeeting, consultation: Consultation) -> AgendaItem:
    row = TeamMeeting.objects.select_for_update().get(pk=meeting.pk)
    _check_open(row)
    item = AgendaItem.objects.filter(meeting_id=meeting.pk, consultation_id=consultation.pk).first()
    if item is None:
        raise RuleBroken("not_on_agenda", _("Drøftingen står ikke på dagsordenen."))
    return item


def _check_open(meeting: TeamMeeting) -> None:
    if meeting.closed_at is not None:
        day = timezone.localdate(meeting.closed_at)
        raise RuleBroken(
            "meeting_closed", _("Møtet ble avsluttet %(day)s.") % {"day": day.isoformat()}
        )
