"""Asking the competence team from a case: it gets a file of its own, and no access to the case."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.actions.consulting import Intake
from fristed.casework.choices import Part
from fristed.casework.models import Case, Consultation, ConsultationOrigin, ReturnRefund
from fristed.casework.rules.consulting import Refund
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.choices import FileKind

ask_to_ask_team = asking("case.ask_team", may=access.may_ask_team)
ask_to_apply_for_refund = asking("case.apply_refund", may=access.may_apply_for_refund)


@dataclass(frozen=True)
class Question:
    """The team's new file, with the question sealed into it. Whoever asks holds no key to it."""

    file: sealing.NewFile
    sealed: sealing.SealedApart
    intake: Intake

    @classmethod
    def of(cls, intake: Intake, *, team: str, on: date) -> Self:
        file = sealing.new_file(FileKind.CONSULTATION, unit=team, creator="", on=on)
        row = Consultation(ref=file.ref)
        sealed = sealing.seal_apart(
            file.public_key, file.ref, row, "summary", intake.summary, part=Part.CORE
        )
        return cls(file, sealed, intake)


@action("case.ask_team", may=access.may_ask_team)
def ask_team(actor: Actor, case: Case, *, question: Question, on: date) -> None:
    """Ask. The case says that it was asked and what state it is in; the team sees who asked. A
    closed case is open again by it.

    :raises RuleBroken: `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
    ConsultationOrigin.objects.ask(
        case.pk, question.file, question.sealed, question.intake.codes(), on=on
    )


@action("case.apply_refund", may=access.may_apply_for_refund)
def apply_from_case(
    actor: Actor, case: Case, *, consultation: str, refund: Refund, amount: int, on: date
) -> None:
    """An envoy's own application to have a journey home paid, to the team she has asked.

    amount   applied for  [NOK]

    :raises RuleBroken: `no_such_matter`.
    """
    file = ConsultationOrigin.objects.file_of(case.pk, consultation)
    if file is None:
        raise RuleBroken("no_such_matter", _("Drøftingen finnes ikke, eller er avsluttet."))
    row = ReturnRefund(ref=new_ref("ref"))
    sealed = sealing.seal_apart(
        file.public_key, consultation, row, "about", refund.as_text(), part=Part.CORE
    )
    ConsultationOrigin.objects.apply(case.pk, file.key, row.ref, amount, sealed, on=on)
