"""Wagtail's own pages for writing: the list of texts, one text, and what it said before."""

from typing import Any

from django.db.models import DateTimeField
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from fristed.editorial.forms import ArticleForm
from fristed.editorial.models import Article
from fristed.organisation.queries import calls_on
from fristed.portal.queries.editing import last_changed_on


class Calls(HelpPanel):  # type: ignore[misc]  # Wagtail has no types
    """Which numbers and laws a text may ask for."""

    class BoundPanel(HelpPanel.BoundPanel):  # type: ignore[misc]  # as above
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            said = super().get_context_data(parent_context)
            return {**said, "calls": calls_on(timezone.localdate())}


class Texts(IndexView):  # type: ignore[misc]  # Wagtail has no types
    """The list. Nothing is done to several texts at once."""

    @cached_property
    def columns(self) -> list[Column]:
        return list(super().columns[1:])  # Wagtail's first is the box to tick

    def _annotate_queryset_updated_at(self, queryset: Any) -> Any:
        """By the newest draft; of a text nobody has written in here, by what nora has of it."""
        on_nora = Cast(last_changed_on("page", "language"), DateTimeField())
        return queryset.annotate(_updated_at=Coalesce("latest_revision__created_at", on_nora))


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
    list_display = (
        "title",
        "language",
        Column("status_string", label=_("Status")),
        UpdatedAtColumn(label=_("Endret")),
    )
    list_filter = ("language", "live")
    search_fields = ("title",)
    ordering = ("page__number", "language")
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("lead"),
            Calls(template="ui/_calls.html", heading=_("Numre og lover"), classname="collapsed"),
            FieldPanel("body"),
        ],
        base_form_class=ArticleForm,
    )
