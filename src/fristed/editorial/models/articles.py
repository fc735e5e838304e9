"""A page of nora's as it is written: one row for each language, with its drafts and its checks."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    Task,
    Workflow,
    WorkflowMixin,
)

from fristed.editorial.choices import Step
from fristed.editorial.models.bodies import Body
from fristed.editorial.rules.bodies import blocks_of
from fristed.editorial.rules.steps import workflow_of
from fristed.portal.rules.blocks import Block
from fristed.portal.rules.languages import ALL, BY_CODE


class BodyField(StreamField):  # type: ignore[misc]  # Wagtail has no types
    """A column of JSON. Which blocks there are is no matter of migrations."""

    def deconstruct(self) -> Any:
        name, path, _blocks, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, path, [[]], kwargs


class Article(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):  # type: ignore[misc]  # Wagtail has no types
    """What is written about a page in one language. What nora shows is portal's snapshot of it.

    made_from   of a translation: the digest of each Norwegian block it follows
    """

    ref = models.CharField(max_length=26, primary_key=True)
    page = models.ForeignKey("portal.Page", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(
        _("språk"), max_length=3, choices=[(one.code, one.name) for one in ALL]
    )
    title = models.CharField(_("tittel"), max_length=80)
    lead = models.TextField(_("ingress"), max_length=300)
    body = BodyField(Body(), verbose_name=_("innhold"), blank=True)
    made_from = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("tekst")
        verbose_name_plural = _("tekster")
        constraints: ClassVar = [
            models.UniqueConstraint(name="article_once_a_language", fields=["page", "language"])
        ]

    def __str__(self) -> str:
        return f"{self.title} ({BY_CODE[self.language].name})"

    @property
    def blocks(self) -> tuple[Block, ...]:
        return blocks_of(self.body.get_prep_value())

    def get_workflow(self) -> Workflow:
        """Which checks there are follows from the language."""
        return Workflow.objects.get(name=workflow_of(self.language))


class TextCheck(Task):  # type: ignore[misc]  # as above
    """One step of the checking. It is taken on a page of ours, never in Wagtail's own menu."""

    step = models.CharField(max_length=12, choices=Step)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """What is being checked stays as it is; who sent it may take it back."""
        return True
