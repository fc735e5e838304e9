"""Proposing something for nora's pages, and what became of it."""

from datetime import date

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.organisation.queries import named_places
from fristed.portal import access
from fristed.portal.models import Contribution, Page
from fristed.portal.rules.contributing import check_without_persons

ask_to_contribute = asking("contribution.write", may=access.may_contribute)


@action("contribution.send", may=access.may_contribute)
def send_contribution(
    actor: Actor, person: Actor, *, text: str, page: str, is_sure: bool, on: date
) -> None:
    """Let the editors have it. page: what its writers call the page it is about, or nothing

    :raises RuleBroken: see `rules.contributing.check_without_persons`.
    """
    check_without_persons(text, named_places(on), is_sure=is_sure)
    Contribution.objects.create(
        ref=new_ref("bid"),
        page=Page.objects.filter(code=page).first(),
        text=text,
        sent_by_id=actor.id,
        sent_on=on,
    )


@action("contribution.answer", may=access.may_answer_contribution)
def answer_contribution(
    actor: Actor, contribution: Contribution, *, outcome: str, on: date
) -> None:
    """Its sender sees what became of it, and it is deleted when it has been seen long enough."""
    Contribution.objects.filter(pk=contribution.pk, outcome="").update(
        outcome=outcome, answered_on=on
    )
