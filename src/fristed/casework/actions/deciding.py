"""Deciding, each side in its own area; in the other's it is a proposal."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.choices import Area, Part, Verdict
from fristed.casework.models import Case, Decision
from fristed.casework.rules.deciding import check_may_answer, is_proposal
from fristed.gate import Actor, action, opening
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

read_decisions = opening("case.read_decisions", may=access.may_see_decisions)


@action("case.decide", may=access.may_decide)
def decide(actor: Actor, case: Case, *, area: Area, text: str, on: date) -> None:
    """Write down what is decided; in the other side's area, what is proposed. A closed case is open
    again by it.

    :raises RuleBroken: `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
    row = Decision(
        ref=new_ref("bes"),
        case_id=case.pk,
        area=area,
        made_on=on,
        by_id=actor.id,
        is_proposal=is_proposal(actor.roles, area),
    )
    sealing.seal(file_by_id(case.pk), row, "text", text, part=Part.NOTES)
    row.save(force_insert=True)


@action("case.answer_proposal", may=access.may_decide)
def answer_proposal(actor: Actor, case: Case, *, decision: str, verdict: Verdict, on: date) -> None:
    """Agree to a proposal in one's own area, or not.

    :raises RuleBroken: `no_proposal`, `others_decision`.
    """
    waiting = Decision.objects.filter(case_id=case.pk, is_proposal=True, verdict="")
    row = waiting.filter(ref=decision).first()
    if row is None:
        raise RuleBroken("no_proposal", _("Forslaget finnes ikke, eller er alt besvart."))
    check_may_answer(actor.roles, Area(row.area), is_own=row.by_id == actor.id)
    row.verdict, row.answered_on, row.answered_by_id = verdict, on, actor.id
    row.save(update_fields=["verdict", "answered_on", "answered_by"])
