"""Writing down that somebody asked to see the case, and answering in time."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions import telling
from fristed.casework.choices import Part
from fristed.casework.models import Case, InsightRequest
from fristed.casework.rules.insight import (
    Given,
    Request,
    check_asked,
    check_given,
    due_on,
    tells_family,
)
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_give_insight = asking("case.take_insight", may=access.may_give_insight)


@action("case.take_insight", may=access.may_give_insight)
def take_insight(actor: Actor, case: Case, *, request: Request, asked_on: date, on: date) -> str:
    """Keep the request; answers its reference. From now it waits on "my day".

    :raises RuleBroken: see `rules.insight.check_asked`.
    """
    check_asked(asked_on, on=on)
    row = InsightRequest(
        ref=new_ref("inn"),
        case_id=case.pk,
        asked_on=asked_on,
        due_on=due_on(asked_on),
        by_id=actor.id,
    )
    sealing.seal(file_by_id(case.pk), row, "body", request.as_text(), part=Part.SHARING)
    row.save(force_insert=True)
    return row.ref


@action("case.answer_insight", may=access.may_give_insight)
def answer_insight(
    actor: Actor, case: Case, *, insight: str, request: Request, given: Given, on: date
) -> None:
    """Answer it, once, after the harm test. In a flagged case a guardian is told nothing unless two
    people agree.

    request   as it was opened

    :raises RuleBroken: see `rules.insight.check_given`; `no_such_request`, `family_stop`.
    """
    check_given(request, given)
    waiting = InsightRequest.objects.select_for_update().filter(case_id=case.pk, outcome="")
    row = waiting.filter(ref=insight).first()
    if row is None:
        raise RuleBroken("no_such_request", _("Kravet finnes ikke, eller er besvart."))
    if tells_family(request, given):
        telling.tell_family(actor, case, on=on)
    row.outcome, row.answered_on, row.answered_by_id = given.outcome, on, actor.id
    sealing.seal(file_by_id(case.pk), row, "answer", given.as_text(), part=Part.SHARING)
    row.save(update_fields=["outcome", "answered_on", "answered_by", "answer"])
