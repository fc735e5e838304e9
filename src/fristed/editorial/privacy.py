"""What the studio keeps: texts for everyone, and which colleague wrote or checked them."""

from typing import Final

from fristed.kernel.privacy import Field

_PAGE: Final = "as long as the page is there"
_AT_WORK: Final = "while she works here"


def _open(purpose: str) -> Field:
    return Field("open", purpose, _PAGE)


def _internal(purpose: str) -> Field:
    return Field("internal", purpose, _PAGE)


FIELDS: Final = {
    "Article.ref": _internal("opaque reference"),
    "Article.page": _open("of which page"),
    "Article.language": _open("in which language"),
    "Article.title": _open("what it says"),
    "Article.lead": _open("what it says"),
    "Article.body": _open("what it says"),
    "Article.made_from": _open("which Norwegian text a translation follows"),
    "Article.live": _internal("whether it was ever published from here"),
    "Article.has_unpublished_changes": _internal("that there is a newer draft"),
    "Article.first_published_at": _internal("when it was first published"),
    "Article.last_published_at": _internal("when it was last published"),
    "Article.live_revision": _internal("which draft is published"),
    "Article.latest_revision": _internal("which draft is the newest"),
    "Article.go_live_at": _internal("Wagtail's own; not used"),
    "Article.expire_at": _internal("Wagtail's own; not used"),
    "Article.expired": _internal("Wagtail's own; not used"),
    "Article.locked": _internal("Wagtail's own; not used"),
    "Article.locked_at": _internal("Wagtail's own; not used"),
    "Article.locked_by": _internal("Wagtail's own; not used"),
    "TextCheck.task_ptr": _internal("joins rows"),
    "TextCheck.step": _internal("which step it is"),
}

WAGTAIL: Final = {
    "wagtailcore_revision": Field("personal", "each draft of a text, and who wrote it", _PAGE),
    "wagtailcore_modellogentry": Field("personal", "what was done to a text, and by whom", _PAGE),
    "wagtailcore_workflowstate": Field("personal", "that a text is being checked", _PAGE),
    "wagtailcore_taskstate": Field("personal", "who checked it, and what she said of it", _PAGE),
    "wagtailcore_referenceindex": Field("internal", "what a text points at", _PAGE),
    "wagtailcore_workflow": Field("internal", "the checks there are", _PAGE),
    "wagtailcore_workflowtask": Field("internal", "the order of them", _PAGE),
    "wagtailcore_workflowcontenttype": Field("internal", "what is checked", _PAGE),
    "wagtailcore_task": Field("internal", "one check", _PAGE),
    "wagtailcore_locale": Field("internal", "made by Wagtail, not used", _PAGE),
    "wagtailcore_site": Field("internal", "made by Wagtail, not used", _PAGE),
    "wagtailadmin_editingsession": Field("personal", "who has a draft open now", "one hour"),
    "wagtailusers_userprofile": Field("personal", "how she wants the studio to look", _AT_WORK),
}
"""Wagtail's tables that the studio's role reaches, one line each: its fields are not ours to name.
A test holds them against `config.rights`; nobody reaches the others, which stay empty."""
