"""Make an article of each text that nora has and the studio has not, and the steps of checking.

A text that nobody has touched here follows what came with the house.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Workflow, WorkflowTask

from fristed.editorial.models import Article, TextCheck
from fristed.editorial.rules.bodies import raw_of
from fristed.editorial.rules.steps import STEPS
from fristed.kernel.refs import new_ref
from fristed.portal.queries.editing import TextNow, texts_now

SAYS = ("title", "lead", "body", "made_from", "live")


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        with transaction.atomic():
            _keep_workflows()
            _keep_articles()
        self.stdout.write("editorial: the texts are there")


def _keep_workflows() -> None:
    for name, steps in STEPS.items():
        workflow, is_new = Workflow.objects.get_or_create(name=name)
        for at, step in enumerate(steps if is_new else ()):
            check = TextCheck.objects.create(name=str(step.label), step=step)
            WorkflowTask.objects.create(workflow=workflow, task=check, sort_order=at)


def _keep_articles() -> None:
    """Two statements to read, two to write, however many texts."""
    kept = {(row.page_id, row.language): row for row in Article.objects.all()}
    new, renewed = [], []
    for text in texts_now():
        article = kept.get((text.page_id, text.language))
        if article is None:
            new.append(_filled(Article(ref=new_ref("art")), text))
        elif article.latest_revision_id is None:
            renewed.append(_filled(article, text))
    Article.objects.bulk_create(new)
    Article.objects.bulk_update(renewed, SAYS)


def _filled(article: Article, text: TextNow) -> Article:
    article.page_id, article.language = text.page_id, text.language
    article.title, article.lead = text.said.title, text.said.lead
    article.body = raw_of(text.said.blocks)  # type: ignore[assignment]  # Wagtail makes blocks of it
    article.made_from, article.live = list(text.said.made_from), text.is_shown
    return article
