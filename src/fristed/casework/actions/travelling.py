"""Journeys: talking of them, agreeing, keeping in touch, and what follows a missed contact."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Part
from fristed.casework.models import Case, CheckIn, LadderStep, TravelTalk, Trip, TripAddresses
from fristed.casework.rules.standing_in import Covering
from fristed.casework.rules.travel import (
    Agreement,
    Decision,
    Meeting,
    Talk,
    check_agreement,
    check_settled,
)
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import granting, sealing
from fristed.vault.choices import FileKind, Ground
from fristed.vault.queries import file_by_id

ask_to_plan_travel = asking("case.plan_travel", may=access.may_plan_travel)
ask_to_agree_trip = asking("case.agree_trip", may=access.may_agree_trip)
ask_to_open_addresses = asking("case.ask_for_addresses", may=access.may_open_addresses)
open_addresses = opening("case.open_addresses", may=access.may_open_addresses)


@dataclass(frozen=True)
class NewAddresses:
    """A file of its own for a journey's addresses, and the keeper's grants, asked for before any
    transaction: for her, and for who stands in for her meanwhile."""

    file: sealing.NewFile
    given: list[granting.Given] = field(repr=False)

    @classmethod
    def ask(
        cls, actor: Actor, *, unit: str, covering: tuple[Covering, ...], at: datetime, on: date
    ) -> Self:
        """:raises KeeperAway: nothing was made."""
        file = sealing.new_file(FileKind.TRIP, unit=unit, creator=actor.ref, on=on)
        own = granting.Wanted(file, actor.ref, actor.id, Ground.CREATOR, starts_at=at)
        theirs = [
            granting.Wanted(
                file, one.ref, one.id, Ground.STAND_IN, starts_at=one.starts_at, ends_at=one.ends_at
            )
            for one in covering
        ]
        return cls(file, granting.ask(actor.assertion, [own, *theirs]))


@action("case.note_travel_talk", may=access.may_plan_travel)
def note_travel_talk(actor: Actor, case: Case, *, talk: Talk, on: date) -> None:
    """Note that a journey was talked of, and what was said."""
    row = TravelTalk(ref=new_ref("rsp"), case_id=case.pk, talked_on=on, by_id=actor.id)
    sealing.seal(file_by_id(case.pk), row, "body", talk.as_text(), part=Part.TRAVEL)
    row.save(force_insert=True)


@action("case.agree_trip", may=access.may_agree_trip)
def agree_trip(
    actor: Actor,
    case: Case,
    *,
    agreement: Agreement,
    leaves_on: date,
    returns_on: date,
    addresses: str,
    new: NewAddresses,
    on: date,
) -> str:
    """Keep a travel agreement; the addresses go into their own file. Answers the reference.

    :raises RuleBroken: see `rules.travel.check_agreement`.
    """
    check_agreement(agreement, leaves_on=leaves_on, returns_on=returns_on)
    trip = Trip(
        ref=new_ref("rei"),
        case_id=case.pk,
        leaves_on=leaves_on,
        returns_on=returns_on,
        agreed_on=on,
        by_id=actor.id,
    )
    sealing.seal(file_by_id(case.pk), trip, "body", agreement.as_text(), part=Part.TRAVEL)
    trip.save(force_insert=True)
    for given in new.given:
        granting.keep(new.file.id, given)
    file = sealing.keep(new.file)
    row = TripAddresses(file=file, ref=file.ref, case_id=case.pk, trip=trip)
    sealing.seal(file, row, "body", addresses, part=Part.ADDRESSES)
    row.save(force_insert=True)
    return trip.ref


@action("case.agree_check_in", may=access.may_plan_travel)
def agree_check_in(actor: Actor, case: Case, *, trip: str, meeting: Meeting, due_on: date) -> None:
    """Agree on a moment to be in touch.

    due_on   its day in the town it was agreed by

    :raises RuleBroken: `no_such_trip` or `not_on_the_journey`.
    """
    kept = Trip.objects.filter(case_id=case.pk, ref=trip, came_back_on=None).first()
    if kept is None:
        raise RuleBroken("no_such_trip", _("Reisen finnes ikke, eller er over."))
    if not kept.leaves_on <= due_on:
        raise RuleBroken("not_on_the_journey", _("Velg en dag etter avreisen."))
    row = CheckIn(ref=new_ref("kti"), case_id=case.pk, trip=kept, due_on=due_on)
    sealing.seal(file_by_id(case.pk), row, "body", meeting.as_text(), part=Part.TRAVEL)
    row.save(force_insert=True)


@action("case.settle_check_in", may=access.may_plan_travel)
def settle_check_in(
    actor: Actor,
    case: Case,
    *,
    check_in: str,
    outcome: str,
    due_at: datetime,
    now: datetime,
    on: date,
) -> None:
    """Note that she was in touch, or that she was not. What was missed may be kept after all.

    :raises RuleBroken: `no_such_check_in`; or as `rules.travel.check_settled`.
    """
    check_settled(outcome, due_at=due_at, now=now)
    rows = CheckIn.objects.filter(case_id=case.pk, ref=check_in)
    if not rows.update(outcome=outcome, settled_on=on):
        raise RuleBroken("no_such_check_in", _("Avtalen finnes ikke."))


@action("case.decide_rung", may=access.may_plan_travel)
def decide_rung(
    actor: Actor, case: Case, *, check_in: str, rung: str, decision: Decision, on: date
) -> None:
    """Note what was decided on a rung of the ladder, and by whom.

    :raises RuleBroken: `no_such_check_in` or `nobody_decides`.
    """
    kept = CheckIn.objects.filter(case_id=case.pk, ref=check_in).first()
    if kept is None:
        raise RuleBroken("no_such_check_in", _("Avtalen finnes ikke."))
    if not decision.decided_by.strip():
        raise RuleBroken("nobody_decides", _("Skriv hvem som bestemte."))
    row = LadderStep(
        ref=new_ref("stg"),
        case_id=case.pk,
        check_in=kept,
        rung=rung,
        decided_on=on,
        by_id=actor.id,
    )
    sealing.seal(file_by_id(case.pk), row, "body", decision.as_text(), part=Part.TRAVEL)
    row.save(force_insert=True)


@action("case.note_return", may=access.may_plan_travel)
def note_return(actor: Actor, case: Case, *, trip: str, on: date) -> None:
    """She is back.

    :raises RuleBroken: `no_such_trip` or `not_left_yet`.
    """
    rows = Trip.objects.filter(case_id=case.pk, ref=trip, came_back_on=None)
    if not rows.exists():
        raise RuleBroken("no_such_trip", _("Reisen finnes ikke, eller er over."))
    if not rows.filter(leaves_on__lte=on).update(came_back_on=on):
        raise RuleBroken("not_left_yet", _("Reisen har ikke begynt ennå."))
