"""What is being written, what waits, and what each of them says."""

from fristed.editorial.queries.articles import NoArticle, article_by_ref, writing_address
from fristed.editorial.queries.checking import (
    Review,
    in_check,
    review_of,
    step_of,
    version_of,
    waiting_for,
)
from fristed.editorial.queries.pages import about_page, pages_with_texts
from fristed.editorial.queries.places import places
from fristed.editorial.queries.translating import comparison_of, languages_left

__all__ = [
    "NoArticle",
    "Review",
    "about_page",
    "article_by_ref",
    "comparison_of",
    "in_check",
    "languages_left",
    "pages_with_texts",
    "places",
    "review_of",
    "step_of",
    "version_of",
    "waiting_for",
    "writing_address",
]
