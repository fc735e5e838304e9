"""Keeping the neutral list: proposing, approving by a second person, taking out of use."""

from collections.abc import Mapping
from datetime import date

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.notices import access
from fristed.notices.choices import TextStatus
from fristed.notices.models import NeutralText
from fristed.notices.rules.wording import check_neutral

ask_to_see_neutral_texts = asking("notices.see_neutral_texts", may=access.may_see_neutral_texts)


@action("notices.propose_text", may=access.may_propose_text)
def propose_text(
    actor: Actor, person: Actor, *, use: str, words: Mapping[str, str], on: date
) -> None:
    """Propose a text. It is used when a colleague has approved it.

    :raises RuleBroken: see `rules.wording.check_neutral`.
    """
    check_neutral(words)
    NeutralText.objects.create(
        ref=new_ref("ntx"), use=use, words=dict(words), written_by_id=actor.id, written_on=on
    )


@action("notices.approve_text", may=access.may_approve_text)
def approve_text(actor: Actor, text: NeutralText, *, on: date) -> None:
    """The second eye: from now on the text may be used.

    :raises RuleBroken: see `rules.wording.check_neutral`; a text that came with the house is
        checked here too.
    """
    check_neutral(text.words)
    NeutralText.objects.filter(pk=text.pk, status=TextStatus.PROPOSED).update(
        status=TextStatus.IN_USE, approved_by_id=actor.id, approved_on=on
    )


@action("notices.end_text", may=access.may_end_text)
def end_text(actor: Actor, text: NeutralText, *, on: date) -> None:
    """Take it out of use at once."""
    NeutralText.objects.filter(pk=text.pk).update(status=TextStatus.ENDED, ended_on=on)
