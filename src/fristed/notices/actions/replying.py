"""The library of answers: proposing, approving by a second person, using, taking out of use."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import F

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.notices import access
from fristed.notices.choices import ReplyKind, TextStatus
from fristed.notices.models import ReplyText
from fristed.notices.rules.inserting import check_reply

ask_to_see_reply_texts = asking("notices.see_reply_texts", may=access.may_see_reply_texts)


@action("notices.propose_reply_text", may=access.may_propose_reply_text)
def propose_reply_text(
    actor: Actor,
    person: Actor,
    *,
    kind: str,
    keyword: str,
    words: Mapping[str, str],
    law_version: str,
    review_on: date,
    on: date,
) -> None:
    """Propose a text; it takes the place of the one of that name when a colleague approves it.

    :raises RuleBroken: see `rules.inserting.check_reply`.
    """
    is_article = kind == ReplyKind.ARTICLE
    check_reply(keyword, words.values(), law_version=law_version, is_article=is_article)
    ReplyText.objects.create(
        ref=new_ref("svt"),
        kind=kind,
        keyword=keyword.lower(),
        words=dict(words),
        law_version=law_version,
        review_on=review_on,
        written_by_id=actor.id,
        written_on=on,
    )


@action("notices.approve_reply_text", may=access.may_approve_reply_text)
def approve_reply_text(actor: Actor, text: ReplyText, *, on: date) -> None:
    """The second eye. The one it takes the place of is out of use from now on."""
    ReplyText.objects.filter(kind=text.kind, keyword=text.keyword, status=TextStatus.IN_USE).update(
        status=TextStatus.ENDED, ended_on=on
    )
    ReplyText.objects.filter(pk=text.pk, status=TextStatus.PROPOSED).update(
        status=TextStatus.IN_USE, approved_by_id=actor.id
    )


@action("notices.end_reply_text", may=access.may_end_reply_text)
def end_reply_text(actor: Actor, text: ReplyText, *, on: date) -> None:
    """Take it out of use at once."""
    ReplyText.objects.filter(pk=text.pk).update(status=TextStatus.ENDED, ended_on=on)


@action("notices.use_reply_texts", may=access.may_see_reply_texts)
def use_reply_texts(actor: Actor, person: Actor, *, refs: Collection[str]) -> None:
    """Note that they were put into one more answer."""
    ReplyText.objects.filter(ref__in=refs).update(used=F("used") + 1)
