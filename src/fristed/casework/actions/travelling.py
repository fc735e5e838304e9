"""Journeys: talking of them, agreeing, keeping in touch, and what follows a missed contact."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions.breaking_glass import Glass
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.actions.standing_in import _wanted_by
from fristed.casework.choices import Part
from fristed.casework.models import (
    Case,
    CheckIn,
    Exclusion,
    LadderStep,
    LegalHold,
    TravelTalk,
    Trip,
    TripAddresses,
)
from fristed.casework.queries import is_offered_on
from fristed.casework.rules.closing import expires_on
from fristed.casework.rules.standing_in import Covering
from fristed.casework.rules.travel import (
    AddressFile,
    Agreement,
    Decision,
    Meeting,
    Talk,
    check_agreement,
    check_settled,
)
from fristed.gate import Actor, action, asking, opening, scope
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import granting, sealing
from fristed.vault.choices import FileKind, Ground
from fristed.vault.queries import file_by_id, retention_months

ask_to_note_travel_talk = asking("case.note_travel_talk", may=access.may_note_travel_talk)
ask_to_plan_travel = asking("case.plan_travel", may=access.may_plan_travel)
ask_to_agree_trip = asking("case.agree_trip", may=access.may_agree_trip)
ask_to_open_addresses = asking("case.ask_for_addresses", may=access.may_open_addresses)
open_addresses = opening("case.open_addresses", may=access.may_open_addresses)


@dataclass(frozen=True)
class NewAddresses:
    """A file of its own for a journey's addresses, and the keeper's grants, asked for before any
    transaction: for her, and for who stands in for her meanwhile.

    own_key   its wrap under a key of its own, where the case is shielded; nobody but she gets a
              grant then
    """

    file: sealing.NewFile
    given: list[granting.Given] = field(repr=False)
    own_key: bytes = field(default=b"", repr=False)

    @classmethod
    def ask(
        cls, actor: Actor, case: Case, *, covering: Sequence[Covering], at: datetime, on: date
    ) -> Self:
        """Nobody the case is closed to by name gets a key.

        :raises KeeperAway: nothing was made.
        :raises KeeperRefused: `not_recent`, where the case is shielded.
        """
        with scope(actor):
            is_shielded = file_by_id(case.pk).shielded_on is not None
            rows = Exclusion.objects.filter(case_id=case.pk, ended_on=None)
            closed_to = set(rows.values_list("person_id", flat=True))
        file = sealing.new_file(FileKind.TRIP, unit=case.unit, creator=actor.ref, on=on)
        own = granting.Wanted(file, actor.ref, actor.id, Ground.CREATOR, starts_at=at)
        with_key = () if is_shielded else covering
        theirs = [_wanted_by(one, file) for one in with_key if one.id not in closed_to]
        given = granting.ask(actor.assertion, [own, *theirs])
        if not is_shielded:
            return cls(file, given)
        return cls(file, given, granting.shield_beside(actor.assertion, case.ref, file))


@action("case.note_travel_talk", may=access.may_note_travel_talk)
def note_travel_talk(actor: Actor, case: Case, *, talk: Talk, on: date) -> None:
    """Note that a journey was talked of, and what was said. A closed case is open again by it.

    :raises RuleBroken: `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
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
    """Keep a travel agreement; the addresses go into their own file. Answers the reference. A
    closed case is open again by it.

    :raises RuleBroken: see `rules.travel.check_agreement`; `expired`; or `hand_over_waits`, whose
        keys would not hold these addresses.
    """
    _reopen_if_closed(actor, case, on=on)
    check_agreement(agreement, leaves_on=leaves_on, returns_on=returns_on)
    if is_offered_on(case):
        raise RuleBroken(
            "hand_over_waits",
            _("Noen er spurt om å overta saken. Trekk spørsmålet først, eller vent på svaret."),
        )
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
    if new.own_key:
        sealing.note_shielded(file.id, wrapped=new.own_key, on=on)
    row = TripAddresses(file=file, ref=file.ref, case_id=case.pk, trip=trip)
    sealing.seal(file, row, "body", addresses, part=Part.ADDRESSES)
    row.save(force_insert=True)
    LegalHold.objects.follow(case.pk)
    return trip.ref


@action("case.reach_addresses", may=access.may_open_addresses)
def reach_addresses(actor: Actor, addresses: AddressFile, *, glass: Glass) -> None:
    """Keep an hour's key to the addresses, for who may open them and was given none: she opened
    the case in an emergency. Her leader and the data protection officer see it at once."""
    granting.keep(addresses.file, glass.given)


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
    """She is back. Where she was is not needed any more: that file's retention clock starts.

    :raises RuleBroken: `no_such_trip` or `not_left_yet`.
    """
    rows = Trip.objects.filter(case_id=case.pk, ref=trip, came_back_on=None)
    if not rows.exists():
        raise RuleBroken("no_such_trip", _("Reisen finnes ikke, eller er over."))
    beside = list(TripAddresses.objects.filter(trip__in=rows).values_list("ref", flat=True))
    if not rows.filter(leaves_on__lte=on).update(came_back_on=on):
        raise RuleBroken("not_left_yet", _("Reisen har ikke begynt ennå."))
    expires = expires_on(on, retention_months(FileKind.TRIP))
    for ref in beside:
        sealing.note_closed(ref, closed_on=on, expires_on=expires)
