"""Wagtail's own pages for writing: the list of texts, one text, and what it said before."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from fristed.editorial.forms import ArticleForm
from fristed.editorial.models import Article


class Texts(IndexView):  # type: ignore[misc]  # Wagtail has no types
    """The list. Nothing is done to several texts at once."""

    @cached_property
    def columns(self) -> list[Column]:
        return list(super().columns[1:])  # Wagtail's first is the box to tick


class Articles(SnippetViewSet):  # type: ignore[misc]  # as above
    model = Article
    url_namespace = "articles"
    url_prefix = "articles"
    icon = "edit"
    menu_label = _("Tekster")
    menu_name = "articles"
    menu_order = 2
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = Texts
    list_display = ("title", "language", Column("status_string", label=_("Status")))
    list_filter = ("language", "live")
    search_fields = ("title",)
    ordering = ("page__number", "language")
    edit_handler = ObjectList(
        [FieldPanel("title"), FieldPanel("lead"), FieldPanel("body")],
        base_form_class=ArticleForm,
    )
