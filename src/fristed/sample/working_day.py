"""An adviser's working day: an entry corrected and contested, what is registered changed, and an
entry she has not sent yet.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from fristed.accounts.models import Draft
from fristed.accounts.models.drafts import Writer
from fristed.casework import queries
from fristed.casework.actions import (
    closing,
    contesting,
    following_up,
    reading,
    standing_in,
    tasking,
    updating,
)
from fristed.casework.models import Case
from fristed.gate import Actor, scope
from fristed.kernel.periods import Quarter
from fristed.organisation.queries import PersonOn
from fristed.sample import texts
from fristed.vault import counting


def make_day(actor: Actor, now: datetime) -> None:
    """In the newest of her open cases."""
    with scope(actor):
        newest = Case.objects.filter(adviser_id=actor.id, status="open").latest("opened_on", "pk")
    case = queries.case_by_ref(newest.ref)
    _correct_and_contest(actor, case, now)
    _learn_more(actor, case, now)
    _leave_a_draft(actor, case, now)
    _go_on_after_closing(actor, now)
    tasking.assign_task(
        actor,
        case,
        kind="find_out",
        reason=texts.REMINDED,
        owner=actor.id,
        due_on=timezone.localdate(now) + timedelta(days=10),
        remind_on=timezone.localdate(now),
        on=timezone.localdate(now),
    )


def _correct_and_contest(actor: Actor, case: Case, now: datetime) -> None:
    said, right = (
        following_up.Written("call", now - timedelta(hours=3), now, minutes, text)
        for minutes, text in ((25, texts.WRONG), (20, texts.RIGHT))
    )
    following_up.add_followup(actor, case, written=said)
    with scope(actor):
        number = case.followups.latest("number").number
    following_up.correct_followup(actor, case, number=number, written=right)
    contesting.contest_entry(
        actor,
        case,
        number=number + 1,
        text=texts.CONTEST,
        said_on=timezone.localdate(now),
        written_at=now,
    )


def _learn_more(actor: Actor, case: Case, now: datetime) -> None:
    """She is afraid of not coming home: one more concern, and how she came is known."""
    before = queries.registered(actor, case, reading.read_case(actor, case))
    profile = replace(before.profile, contact_route="self")
    counted = counting.seal(
        actor.assertion,
        ref=case.ref,
        quarter=str(Quarter.of(before.opened_on)),
        payload=profile.for_counting(),
    )
    updating.update_case(
        actor,
        case,
        seen_version=before.version,
        concern=before.concern,
        further_concerns=[*before.further_concerns, "fear_involuntary_stay"],
        profile=profile,
        before=before.profile,
        counted=counted,
        at=now,
    )


def _go_on_after_closing(actor: Actor, now: datetime) -> None:
    """The case she closed last is open again: somebody called, written on paper first."""
    with scope(actor):
        closed = Case.objects.filter(adviser_id=actor.id, status="closed")
        ref = closed.latest("closed_on", "pk").ref
    called = following_up.Written(
        "call",
        now - timedelta(hours=5),
        now,
        15,
        texts.CALLED_AGAIN,
        on_paper_at=now - timedelta(hours=4),
    )
    closing.reopen_with_followup(
        actor, queries.case_by_ref(ref), written=called, on=timezone.localdate(now)
    )


def _leave_a_draft(actor: Actor, case: Case, now: datetime) -> None:
    writer = Writer(actor.id, actor.ref, min(actor.units))
    place = f"/cases/{case.ref}/follow-ups/add/"
    values = [("text", texts.DRAFT), ("kind", "school"), ("minutes", "30")]
    with scope(actor):
        Draft.objects.keep(writer, place=place, values=values, ref="", at=now)


def appoint_for_leave(actor: Actor, colleague: PersonOn, now: datetime) -> None:
    """A colleague stands in for a week, some weeks from now."""
    today = timezone.localdate(now)
    lent = standing_in.Lent.ask(
        actor,
        colleague,
        cases=queries.open_cases_of(actor, colleague=colleague.id),
        starts_on=today + timedelta(days=20),
        ends_on=today + timedelta(days=27),
    )
    standing_in.appoint_stand_in(actor, colleague, lent=lent, on=today)
