"""A matter before the competence team: taken in, shared, kept apart, advised on, closed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Basis, CaseStatus, Part
from fristed.casework.models import (
    AgencyNote,
    Compartment,
    Consultation,
    HousingRequest,
    ReturnRefund,
    SharedEntry,
    TeamDecision,
)
from fristed.casework.rules.closing import expires_on
from fristed.casework.rules.consulting import Refund, agency_of, check_eligible, check_granted
from fristed.gate import Actor, Denied, action, asking, opening
from fristed.guidance import queries as inquiries
from fristed.guidance.actions import answering
from fristed.guidance.choices import Became
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import granting, sealing
from fristed.vault.choices import FileKind
from fristed.vault.queries import file_by_id, retention_months


@dataclass(frozen=True)
class Key:
    """A member's own key to a file of her team's or her agency's."""

    given: granting.Given = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, file: str | sealing.NewFile, *, at: datetime) -> Self:
        """:raises KeeperRefused: `not_in_team`."""
        return cls(granting.ask_as_member(actor, file, at=at))


@dataclass(frozen=True)
class TeamFile:
    """A new file of a team's, and the keeper's grant to whoever makes it; asked for before any
    transaction. It has no creator: it is the members', whoever they are that day."""

    file: sealing.NewFile
    given: granting.Given = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, kind: FileKind, *, unit: str, at: datetime, on: date) -> Self:
        """:raises KeeperAway: nothing was made."""
        file = sealing.new_file(kind, unit=unit, creator="", on=on)
        return cls(file, Key.ask(actor, file, at=at).given)


@dataclass(frozen=True)
class Intake:
    """What is written down when somebody asks the team. Nothing here says who it is about.

    caller    what sort of service she is from
    agency    which agency answers her
    law       the one that is asked about, or empty
    member    who of the agency's answers; nobody yet: any of them
    """

    caller: str
    agency: str
    concern: str
    summary: str = field(repr=False)
    law: str = ""
    member: int | None = None

    def codes(self) -> dict[str, str]:
        names = ("caller", "law", "agency", "concern")
        return {name: getattr(self, name) for name in names}


ask_to_work_in_team = asking("consultation.list", may=access.may_work_in_team)
read_consultation = opening("consultation.read", may=access.may_read_consultation)
print_consultation = opening(
    "consultation.print", may=access.may_read_consultation, purpose="print"
)
read_consultation_log = opening("consultation.read_log", may=access.may_read_consultation)
read_compartment = opening("compartment.read", may=access.may_read_compartment)
ask_to_update_consultation = asking("consultation.update", may=access.may_update_consultation)


@action("consultation.take_in", may=access.may_take_in_consultation)
def take_in_consultation(
    actor: Actor, new: sealing.NewFile, *, given: granting.Given, intake: Intake, on: date
) -> str:
    """Keep a new matter; answers its reference."""
    granting.keep(new.id, given)
    file = sealing.keep(new)
    last = Consultation.objects.filter(unit=new.unit).aggregate(last=Max("number"))["last"]
    row = Consultation(
        file=file,
        ref=file.ref,
        number=(last or 0) + 1,
        unit=new.unit,
        received_on=on,
        member_id=intake.member,
        **intake.codes(),
    )
    sealing.seal(file, row, "summary", intake.summary, part=Part.CORE)
    row.save(force_insert=True)
    return row.ref


@action("consultation.take_in_inquiry", may=access.may_take_in_consultation)
def take_in_inquiry(
    actor: Actor,
    new: sealing.NewFile,
    *,
    given: granting.Given,
    intake: Intake,
    inquiry: str,
    at: datetime,
) -> str:
    """The same, from a professional's inquiry she has taken up: the chain is kept.

    :raises Denied: she has not taken it up, or something was made of it before.
    """
    on = timezone.localdate(at)
    ref = take_in_consultation(actor, new, given=given, intake=intake, on=on)
    asked = inquiries.inquiry_by_ref(actor, inquiry)
    answering.note_became(actor, asked, became=Became.CONSULTATION, ref=ref, at=at)
    return ref


@action("consultation.take_up", may=access.may_read_consultation)
def take_up_consultation(
    actor: Actor, consultation: Consultation, *, given: granting.Given
) -> None:
    """Keep the grant that the keeper gave a member of the team."""
    granting.keep(consultation.file_id, given)


@action("consultation.reassign", may=access.may_update_consultation)
def reassign_consultation(
    actor: Actor, consultation: Consultation, *, member: int, agency: str
) -> None:
    """Another member answers, and with her the agency she represents."""
    Consultation.objects.filter(pk=consultation.pk).update(member_id=member, agency=agency)


@action("consultation.add_entry", may=access.may_update_consultation)
def add_entry(
    actor: Actor,
    consultation: Consultation,
    *,
    basis: Basis,
    text: str,
    on: date,
    minutes: int = 0,
) -> None:
    """Put something into the shared file, from her agency and on a ground.

    minutes   spent on it [minutes]
    """
    row = SharedEntry(
        ref=new_ref("del"),
        consultation_id=consultation.pk,
        written_on=on,
        by_id=actor.id,
        agency=agency_of(actor.units),
        basis=basis,
        minutes=minutes,
    )
    sealing.seal(file_by_id(consultation.pk), row, "note", text, part=Part.CORE)
    row.save(force_insert=True)


@action("compartment.open", may=access.may_open_compartment)
def open_compartment(
    actor: Actor, new: sealing.NewFile, *, given: granting.Given, consultation: Consultation
) -> Compartment:
    """Make her agency's own file beside a matter. No other agency can see that it was made.

    :raises Denied: the matter is not before her team.
    """
    if not access.may_update_consultation(actor, consultation):
        raise Denied("not_in_team")
    granting.keep(new.id, given)
    file = sealing.keep(new)
    return Compartment.objects.create(
        file=file, ref=file.ref, consultation_id=consultation.pk, unit=new.unit
    )


@action("compartment.take_up", may=access.may_read_compartment)
def take_up_compartment(actor: Actor, compartment: Compartment, *, given: granting.Given) -> None:
    """Keep the grant that the keeper gave another who represents the agency."""
    granting.keep(compartment.file_id, given)


@action("compartment.add_note", may=access.may_read_compartment)
def add_note(actor: Actor, compartment: Compartment, *, text: str, on: date) -> None:
    """Write down what the agency knows and does not share."""
    row = AgencyNote(
        ref=new_ref("egt"), compartment_id=compartment.pk, written_on=on, by_id=actor.id
    )
    sealing.seal(file_by_id(compartment.pk), row, "note", text, part=Part.CORE)
    row.save(force_insert=True)


@action("compartment.share_note", may=access.may_read_compartment)
def share_note(
    actor: Actor,
    compartment: Compartment,
    *,
    note: str,
    consultation: Consultation,
    basis: Basis,
    text: str,
    on: date,
) -> None:
    """Copy one note into the shared file, with its source and ground; both, or neither.

    :raises RuleBroken: `no_such_note`.
    """
    there = AgencyNote.objects.filter(compartment_id=compartment.pk, ref=note, shared_on=None)
    if compartment.consultation_id != consultation.pk or not there.update(shared_on=on):
        raise RuleBroken("no_such_note", _("Notatet finnes ikke, eller er delt."))
    add_entry(actor, consultation, basis=basis, text=text, on=on)


@action("consultation.ask_housing", may=access.may_update_consultation)
def ask_for_housing(
    actor: Actor,
    consultation: Consultation,
    *,
    over_18: bool,
    needs_protection: bool,
    wants_help: bool,
    needs: str,
    on: date,
) -> None:
    """Ask for a place in the housing and support offer. Never where it is.

    :raises RuleBroken: see `rules.consulting.check_eligible`.
    """
    check_eligible(over_18=over_18, needs_protection=needs_protection, wants_help=wants_help)
    row = HousingRequest(ref=new_ref("bol"), consultation_id=consultation.pk, asked_on=on)
    sealing.seal(file_by_id(consultation.pk), row, "about", needs, part=Part.CORE)
    row.save(force_insert=True)


@action("consultation.note_housing", may=access.may_update_consultation)
def note_housing_decided(
    actor: Actor, consultation: Consultation, *, request: str, outcome: str, on: date
) -> None:
    """Note what the municipality decided.

    :raises RuleBroken: `no_such_request`.
    """
    there = HousingRequest.objects.filter(
        consultation_id=consultation.pk, ref=request, decided_on=None
    )
    if not there.update(decided_on=on, outcome=outcome):
        raise RuleBroken("no_such_request", _("Forespørselen finnes ikke, eller er avgjort."))


@action("consultation.apply_refund", may=access.may_update_consultation)
def apply_for_refund(
    actor: Actor,
    consultation: Consultation,
    *,
    mission: str,
    travellers: str,
    amount: int,
    on: date,
) -> None:
    """Note a mission's application to have a journey home paid, before anybody travels."""
    row = ReturnRefund(
        ref=new_ref("ref"), consultation_id=consultation.pk, applied_on=on, amount=amount
    )
    about = Refund(mission=mission, travellers=travellers)
    sealing.seal(file_by_id(consultation.pk), row, "about", about.as_text(), part=Part.CORE)
    row.save(force_insert=True)


@action("consultation.decide_refund", may=access.may_update_consultation)
def decide_refund(
    actor: Actor,
    consultation: Consultation,
    *,
    refund: str,
    outcome: str,
    granted: int,
    on: date,
) -> None:
    """Decide an application.

    :raises RuleBroken: `no_such_refund`; see `rules.consulting.check_granted`.
    """
    row = (
        ReturnRefund.objects.select_for_update()
        .filter(consultation_id=consultation.pk, ref=refund, decided_on=None)
        .first()
    )
    if row is None:
        raise RuleBroken("no_such_refund", _("Søknaden finnes ikke, eller er avgjort."))
    check_granted(amount=row.amount, granted=granted, outcome=outcome)
    row.decided_on, row.outcome, row.granted = on, outcome, granted
    row.save(update_fields=["decided_on", "outcome", "granted"])


@action("consultation.close", may=access.may_update_consultation)
def close_consultation(actor: Actor, consultation: Consultation, *, on: date) -> None:
    """Close the matter when nothing decided is left to do. Its retention clock starts, and that of
    every agency's own file beside it.

    :raises RuleBroken: `open_decisions`.
    """
    if TeamDecision.objects.filter(consultation_id=consultation.pk, done_on=None).exists():
        raise RuleBroken("open_decisions", _("Et vedtak er ikke gjort ferdig ennå."))
    Consultation.objects.filter(pk=consultation.pk).update(status=CaseStatus.CLOSED, closed_on=on)
    expires = expires_on(on, retention_months(FileKind.CONSULTATION))
    sealing.note_closed(consultation.ref, closed_on=on, expires_on=expires)
    Compartment.objects.close_beside(
        consultation.pk, on=on, expires=expires_on(on, retention_months(FileKind.COMPARTMENT))
    )
