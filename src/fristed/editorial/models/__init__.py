"""What the studio keeps: articles with their drafts, and the steps that check them."""

from fristed.editorial.models.articles import Article, TextCheck
from fristed.editorial.models.people import Editor

__all__ = ["Article", "Editor", "TextCheck"]
