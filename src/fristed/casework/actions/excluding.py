"""Closing a case to somebody by name, and letting her in again."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import connection
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Part
from fristed.casework.models import Case, Exclusion
from fristed.casework.queries import address_files
from fristed.gate import Actor, action, asking, scope
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import PersonOn
from fristed.vault import granting, sealing
from fristed.vault.queries import file_by_id

ask_to_exclude = asking("case.exclude_person", may=access.may_exclude_person)


@dataclass(frozen=True)
class Barred:
    """The keeper has closed the file to her, and those of its journeys, before the rows follow."""

    person: PersonOn

    @classmethod
    def ask(cls, actor: Actor, case: Case, person: PersonOn) -> Self:
        """:raises KeeperRefused: she is responsible herself; hand the case over first."""
        for file in _files(actor, case):
            granting.bar(actor.assertion, file, person.ref)
        return cls(person)

    @staticmethod
    def beside(actor: Actor, case: Case) -> None:
        """Close a journey's new file to everybody the case is closed to.

        :raises KeeperAway: it is closed to them by the case all the same.
        """
        with scope(actor):
            rows = Exclusion.objects.filter(case_id=case.pk, ended_on=None)
            closed_to = list(rows.values_list("person__ref", flat=True))
        for file in _files(actor, case)[1:] if closed_to else ():
            for person in closed_to:
                granting.bar(actor.assertion, file, person)


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
        for file in _files(actor, case):
            granting.unbar(actor.assertion, file, ref)
        return cls(person)


@action("case.end_exclusion", may=access.may_exclude_person)
def end_exclusion(actor: Actor, case: Case, *, let_in: LetIn, on: date) -> None:
    Exclusion.objects.filter(case_id=case.pk, person_id=let_in.person, ended_on=None).update(
        ended_on=on
    )
    with connection.cursor() as cursor:
        cursor.execute("select casework_unbar(%s, %s)", [case.pk, let_in.person])


def _files(actor: Actor, case: Case) -> list[str]:
    """The case's own and those of its journeys."""
    with scope(actor):
        return [case.ref, *address_files([case.pk])]
