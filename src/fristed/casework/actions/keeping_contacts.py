"""A mission's register of whom it can ask: one sealed file, open to those who work there."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import ContactKind, ContactPlace, Part
from fristed.casework.models import Contact, ContactRegister
from fristed.casework.rules.abroad import Contact as Told
from fristed.casework.rules.abroad import check_contact
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.periods import Quarter
from fristed.kernel.refs import new_ref
from fristed.kernel.roles import Role
from fristed.kernel.rules import RuleBroken
from fristed.vault import granting, sealing
from fristed.vault.queries import file_by_id

PARTS = {ContactKind.ORGANISATION: Part.ORGANISATIONS, ContactKind.PERSON: Part.CONTACT_PERSONS}

read_contacts = opening("contact.read", may=access.may_read_contacts)
ask_to_keep_contacts = asking("contact.keep", may=access.may_keep_contacts)


class RegisterKey:
    """A member's own key to her mission's register, and moving the register to a later quarter."""

    @staticmethod
    def ask(actor: Actor, file: str | sealing.NewFile, *, at: datetime) -> granting.Given:
        """Local staff get the part that holds organisations, and no person.

        :raises KeeperRefused: `not_in_team`.
        """
        parts = granting.ALL_PARTS if Role.ENVOY in actor.roles else (Part.ORGANISATIONS.value,)
        return granting.ask_as_member(actor, file, at=at, parts=parts)

    @staticmethod
    def prolong(actor: Actor, register: ContactRegister, *, on: date) -> bytes:
        """The register is never over: its key goes along, so that an old quarter's can die.

        :raises KeeperAway: tried again the next time something is written.
        """
        return granting.prolong(actor.assertion, register.ref, str(Quarter.of(on)))


@action("contact.start_register", may=access.may_start_register)
def start_register(actor: Actor, new: sealing.NewFile, *, given: granting.Given) -> ContactRegister:
    """Make the mission's register, when its first contact is written."""
    granting.keep(new.id, given)
    file = sealing.keep(new)
    return ContactRegister.objects.create(file=file, ref=file.ref, unit=new.unit)


@action("contact.take_up", may=access.may_read_contacts)
def take_up_register(actor: Actor, register: ContactRegister, *, given: granting.Given) -> None:
    """Keep the grant that the keeper gave somebody who works there."""
    granting.keep(register.file_id, given)


@action("contact.prolong_register", may=access.may_keep_contacts)
def prolong_register(actor: Actor, register: ContactRegister, *, wrapped: bytes, on: date) -> None:
    sealing.note_prolonged(register.file_id, quarter=str(Quarter.of(on)), wrapped=wrapped)


@action("contact.add", may=access.may_keep_contacts)
def add_contact(
    actor: Actor,
    register: ContactRegister,
    *,
    contact: Told,
    kind: ContactKind,
    place: ContactPlace,
    may_know_of_case: bool,
    on: date,
) -> None:
    """Keep a contact. That they may know there is a case is the exception.

    :raises RuleBroken: see `rules.abroad.check_contact`.
    """
    check_contact(contact)
    row = Contact(
        ref=new_ref("kon"),
        register_id=register.pk,
        kind=kind,
        place=place,
        may_know_of_case=may_know_of_case,
        kept_on=on,
        by_id=actor.id,
    )
    sealing.seal(file_by_id(register.pk), row, "body", contact.as_text(), part=PARTS[kind])
    row.save(force_insert=True)


@action("contact.update", may=access.may_keep_contacts)
def update_contact(
    actor: Actor, register: ContactRegister, *, ref: str, contact: Told, may_know_of_case: bool
) -> None:
    """:raises RuleBroken: `no_such_contact`; see `rules.abroad.check_contact`."""
    check_contact(contact)
    row = _there(register, ref)
    part = PARTS[ContactKind(row.kind)]
    sealing.seal(file_by_id(register.pk), row, "body", contact.as_text(), part=part)
    row.may_know_of_case = may_know_of_case
    row.save(update_fields=["body", "may_know_of_case"])


@action("contact.end", may=access.may_keep_contacts)
def end_contact(actor: Actor, register: ContactRegister, *, ref: str, on: date) -> None:
    """They are not asked any more, and what was written of them is gone.

    :raises RuleBroken: `no_such_contact`.
    """
    row = _there(register, ref)
    part = PARTS[ContactKind(row.kind)]
    sealing.seal(file_by_id(register.pk), row, "body", Told().as_text(), part=part)
    row.ended_on = on
    row.save(update_fields=["body", "ended_on"])


def _there(register: ContactRegister, ref: str) -> Contact:
    row = Contact.objects.filter(register_id=register.pk, ref=ref, ended_on=None).first()
    if row is None:
        raise RuleBroken("no_such_contact", _("Kontakten finnes ikke, eller er tatt bort."))
    return row
