"""Articles, where they are written, and who has written in them."""

from collections.abc import Collection

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Revision

from fristed.editorial.models import Article


class NoArticle(LookupError):
    """There is none of that reference."""


def article_by_ref(ref: str) -> Article:
    """:raises NoArticle: there is none."""
    article = Article.objects.select_related("page").filter(ref=ref).first()
    if article is None:
        raise NoArticle(ref)
    return article


def writing_address(ref: str) -> str:
    """Of Wagtail's form. It reads `_2F` in an address as a sign, and a reference may hold that."""
    return reverse("articles:edit", args=[quote(ref)])


def writers_of(articles: Collection[Article]) -> dict[str, frozenset[str]]:
    """By article: references of all who have saved a draft since nora last showed it."""
    shown = {article.ref: article.live_revision_id or 0 for article in articles}
    kind = ContentType.objects.get_for_model(Article)
    drafts = Revision.objects.filter(base_content_type=kind, object_id__in=shown).exclude(user=None)
    saved = list(drafts.values_list("object_id", "pk", "user__ref"))
    return {
        ref: frozenset(who for of, pk, who in saved if of == ref and pk > last)
        for ref, last in shown.items()
    }


def last_writer(article: Article) -> str:
    latest = article.get_latest_revision()
    return latest.user.ref if latest and latest.user else ""
