"""Reading what may leave the house, and what is told inside it."""

from fristed.notices.queries.problems import (
    ProblemLine,
    ProblemsPage,
    problem_by_ref,
    problems_page,
    seen_newest_release,
)
from fristed.notices.queries.texts import (
    Article,
    ReplyLine,
    articles_in_use,
    channels,
    neutral_list,
    reply_library,
    reply_text_by_ref,
    sender_of,
    text_by_ref,
    texts_in_use,
    with_reply_texts,
)

__all__ = [
    "Article",
    "ProblemLine",
    "ProblemsPage",
    "ReplyLine",
    "articles_in_use",
    "channels",
    "neutral_list",
    "problem_by_ref",
    "problems_page",
    "reply_library",
    "reply_text_by_ref",
    "seen_newest_release",
    "sender_of",
    "text_by_ref",
    "texts_in_use",
    "with_reply_texts",
]
