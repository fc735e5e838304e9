"""Releasing a report: a second person, once, for good."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from fristed.gate import Actor, action, asking
from fristed.kernel.rules import RuleBroken
from fristed.publications.actions import reporting as shelf
from fristed.reporting import access, queries
from fristed.reporting.choices import Status
from fristed.reporting.models import Report
from fristed.reporting.rules.editions import Edition

ask_to_release_report = asking("report.ask_to_release", may=access.may_release_report)


@action("report.release", may=access.may_release_report)
def release_report(
    actor: Actor,
    report: Report,
    *,
    editions: Mapping[str, Edition],
    papers: Mapping[str, bytes],
    on: date,
) -> str:
    """Put the report on the shelf; answers the edition's reference.

    editions, papers   as they were read before releasing, by language; the papers are PDFs

    :raises RuleBroken: `changed_meanwhile`; or why it cannot be built, see `queries.editions_of`.
    """
    fresh = Report.objects.select_for_update().get(pk=report.pk)
    if fresh.status != Status.WRITING or queries.editions_of(fresh) != editions:
        raise RuleBroken(
            "changed_meanwhile", _("Rapporten er endret imens. Les den på nytt før du frigir den.")
        )
    edition = shelf.release_edition(
        actor,
        shelf.Begun(ref=fresh.ref, drafted_by=fresh.started_by),
        year=fresh.year,
        editions={language: one.as_kept() for language, one in editions.items()},
        papers=papers,
        is_sample=fresh.is_sample,
        on=on,
    )
    Report.objects.filter(pk=fresh.pk).update(status=Status.RELEASED, edition=edition)
    return edition
