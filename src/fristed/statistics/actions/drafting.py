"""Asking for a table, and letting a draft go."""

from datetime import date

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from fristed.gate import Actor, action, asking
from fristed.kernel.rules import RuleBroken
from fristed.statistics import access
from fristed.statistics.choices import Status
from fristed.statistics.models import Draft
from fristed.statistics.rules.years import check_year

BUILD = "statistics.build_draft"

ask_to_draft_table = asking("statistics.draft", may=access.may_draft_table)
ask_to_read_draft = asking("statistics.read", may=access.may_read_draft)
ask_to_discard_draft = asking("statistics.discard", may=access.may_discard_draft)


@action("statistics.draft", may=access.may_draft_table)
def draft_table(actor: Actor, draft: Draft, *, on: date) -> None:
    """Ask the worker to count a year. The job knows the draft's reference and nothing else.

    :raises RuleBroken: see `rules.years.check_year`.
    """
    check_year(draft.year, on=on)
    draft.drafted_by = actor.ref
    draft.drafted_on = on
    draft.save(force_insert=True)
    jobs.configure_task(BUILD).defer(draft=draft.ref)


@action("statistics.discard", may=access.may_discard_draft)
def discard_draft(actor: Actor, draft: Draft) -> None:
    """Let a draft go that nobody released.

    :raises RuleBroken: `released_meanwhile`.
    """
    gone, _rows = Draft.objects.filter(pk=draft.pk).exclude(status=Status.RELEASED).delete()
    if not gone:
        raise RuleBroken("released_meanwhile", _("Tabellen er frigitt i mellomtiden."))
