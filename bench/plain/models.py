"""One kind of page: headings, paragraphs and lists, as editors of Wagtail write them."""

from wagtail.blocks import CharBlock, ListBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class Article(Page):  # type: ignore[misc]  # Wagtail has no types
    body = StreamField(
        [("heading", CharBlock()), ("text", TextBlock()), ("list", ListBlock(TextBlock()))]
    )
    template = "plain/article.html"
