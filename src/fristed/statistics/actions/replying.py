"""Answering press, Parliament and others with what is published."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.statistics import access, queries
from fristed.statistics.models import Reply
from fristed.statistics.rules.replying import check_figures, is_asked_before


@dataclass(frozen=True)
class Answered:
    """A question and its answer. Who asked is a kind of asker, never a name."""

    asker: str
    asked_on: date
    question: str
    answer: str
    table: str


ask_to_reply = asking("statistics.list_replies", may=access.may_reply)


@action("statistics.reply", may=access.may_reply)
def keep_reply(actor: Actor, person: Actor, *, answered: Answered, on: date) -> None:
    """Note an answer before it is sent.

    :raises RuleBroken: `asked_before`: give the answer that stands; `not_published`: see
        `rules.replying`; `no_table`: the table is not open, or was withdrawn; `not_yet`.
    """
    if answered.asked_on > on:
        raise RuleBroken("not_yet", _("Spørsmålet kan ikke være stilt etter i dag."))
    if is_asked_before(answered.question, Reply.objects.values_list("question", flat=True)):
        raise RuleBroken(
            "asked_before",
            _("Spørsmålet er besvart før. Gi det samme svaret, du finner det under."),
        )
    check_figures(answered.answer, published=queries.published_figures(answered.table))
    Reply.objects.create(
        ref=new_ref("sva"),
        asker=answered.asker,
        asked_on=answered.asked_on,
        question=answered.question,
        answer=answered.answer,
        table=answered.table,
        answered_by=actor.ref,
        answered_on=on,
    )
