"""Closing a case to somebody by name, and letting her in again."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import connection
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Part
from fristed.casework.models import Case, Exclusion
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import PersonOn
from fristed.vault import granting, sealing
from fristed.vault.queries import file_by_id

ask_to_exclude = asking("case.exclude_person", may=access.may_exclude_person)


@dataclass(frozen=True)
class Barred:
    """The keeper has closed the file to her, before the rows follow."""

    person: PersonOn

    @classmethod
    def ask(cls, actor: Actor, case: Case, person: PersonOn) -> Self:
        """:raises KeeperRefused: she is responsible herself; hand the case over first."""
        granting.bar(actor.assertion, case.ref, person.ref)
        return cls(person)


@action("case.exclude_person", may=access.may_exclude_person)
def exclude_person(actor: Actor, case: Case, *, barred: Barred, reason: str, on: date) -> None:
    """The case disappears for her at once: from lists, search, counts and notices.

    :raises RuleBroken: `excluded_before`.
    """
    person = barred.person
    if Exclusion.objects.filter(case_id=case.pk, person_id=person.id, ended_on=None).exists():
        raise RuleBroken("excluded_before", _("Saken er alt stengt for denne personen."))
    row = Exclusion(
        ref=new_ref("ste"),
        case_id=case.pk,
        person_id=person.id,
        by_id=actor.id,
        excluded_on=on,
    )
    sealing.seal(file_by_id(case.pk), row, "reason", reason, part=Part.ACCESS)
    row.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("select casework_bar(%s, %s, %s)", [case.pk, person.id, person.ref])


@dataclass(frozen=True)
class LetIn:
    """The keeper lets grants be given her again. What was taken back stays taken."""

    person: int

    @classmethod
    def ask(cls, actor: Actor, case: Case, *, person: int, ref: str) -> Self:
        granting.unbar(actor.assertion, case.ref, ref)
        return cls(person)


@action("case.end_exclusion", may=access.may_exclude_person)
def end_exclusion(actor: Actor, case: Case, *, let_in: LetIn, on: date) -> None:
    Exclusion.objects.filter(case_id=case.pk, person_id=let_in.person, ended_on=None).update(
        ended_on=on
    )
    with connection.cursor() as cursor:
        cursor.execute("select casework_unbar(%s, %s)", [case.pk, let_in.person])
