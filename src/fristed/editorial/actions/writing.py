"""Beginning a page or a translation, and saying which Norwegian text a translation follows."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from fristed.editorial import access
from fristed.editorial.models import Article, Editor
from fristed.editorial.rules.bodies import raw_of
from fristed.gate import Actor, action
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.portal.access import NewPage, may_make_page
from fristed.portal.actions import publishing
from fristed.portal.choices import HOUSE
from fristed.portal.queries.pages import norwegian_blocks
from fristed.portal.rules.blocks import followed


@action("article.start_page", may=may_make_page)
def start_page(actor: Actor, new: NewPage, *, title: str, on: date) -> tuple[str, ...]:
    """A page with an empty draft in each language of the house; answers their references."""
    page = publishing.make_page(actor, new, on=on)
    drafts = [
        Article(ref=new_ref("art"), page=page, language=language, title=title, live=False)
        for language in HOUSE
    ]
    Article.objects.bulk_create(drafts)
    return tuple(draft.ref for draft in drafts)


@action("article.translate", may=access.may_write)
def start_translation(actor: Actor, article: Article, *, language: str) -> str:
    """A draft with every block that nora shows in Norwegian, to be written over.

    :raises RuleBroken: `not_shown` or `there_already`.
    """
    blocks = norwegian_blocks(article.page_id)
    if not blocks:
        raise RuleBroken("not_shown", _("Den norske teksten må være publisert først."))
    if Article.objects.filter(page_id=article.page_id, language=language).exists():
        raise RuleBroken("there_already", _("Siden finnes på dette språket."))
    draft = Article.objects.create(
        ref=new_ref("art"),
        page_id=article.page_id,
        language=language,
        title=article.title,
        lead=article.lead,
        body=raw_of(blocks),
        made_from=[""] * len(blocks),
        live=False,
    )
    return str(draft.ref)


@action("article.follow", may=access.may_write)
def follow_norwegian(
    actor: Actor, article: Article, *, gone_through: Collection[int], editor: Editor
) -> None:
    """These blocks say what the Norwegian says today. She has then written in the translation."""
    draft = article.get_latest_revision_as_object()
    draft.made_from = followed(draft.made_from, norwegian_blocks(article.page_id), gone_through)
    draft.save_revision(user=editor)
