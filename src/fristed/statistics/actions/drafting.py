"""Asking for a table, for the true counts beside it, and letting a draft go."""

from datetime import date

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.statistics import access, queries
from fristed.statistics.choices import Measure, Status
from fristed.statistics.models import Draft
from fristed.statistics.rules.counting import RULES
from fristed.statistics.rules.years import check_changed, check_year

BUILD = "statistics.build_draft"
SHOW_TRUE = "statistics.show_true"

ask_to_draft_table = asking("statistics.draft", may=access.may_draft_table)
ask_to_read_draft = asking("statistics.read", may=access.may_read_draft)
ask_to_see_true_counts = asking("statistics.read_true", may=access.may_see_true_counts)
ask_to_discard_draft = asking("statistics.discard", may=access.may_discard_draft)


@action("statistics.draft", may=access.may_draft_table)
def draft_table(actor: Actor, draft: Draft, *, on: date) -> None:
    """Ask the worker to count a year. The job knows the draft's reference and nothing else.

    A draft that asks for no side is broken down by all its measure can be.

    :raises RuleBroken: see `rules.years`; `no_side`: nothing the measure has;
        `no_service`: the measure is not counted for that service.
    """
    check_year(draft.year, on=on)
    if draft.measure == Measure.CASES_BEFORE:
        check_changed(is_changed=queries.is_year_of_change(draft.year))
    rule = RULES[draft.measure]
    if draft.service not in rule.services:
        raise RuleBroken("no_service", _("Dette telles ikke for den tjenesten. Velg en annen."))
    possible = [str(side) for side in rule.sides]
    asked = possible if rule.is_whole else draft.sides or possible
    draft.sides = [side for side in possible if side in asked]
    if not draft.sides:
        raise RuleBroken("no_side", _("Velg noe som målet kan deles etter."))
    draft.drafted_by = actor.ref
    draft.drafted_on = on
    draft.save(force_insert=True)
    jobs.configure_task(BUILD).defer(draft=draft.ref)


@action("statistics.draft_together", may=access.may_draft_table)
def draft_together(actor: Actor, draft: Draft, *, is_alone: bool, on: date) -> None:
    """A table, and unless it is to be alone one for each of its sides, to be released with it.

    :raises RuleBroken: see `draft_table`.
    """
    draft_table(actor, draft, on=on)
    if is_alone or RULES[draft.measure].is_whole or len(draft.sides) == 1:
        return
    for side in draft.sides:
        one = Draft(ref=new_ref("utk"), sides=[side], is_sample=draft.is_sample)
        one.measure, one.service, one.year = draft.measure, draft.service, draft.year
        draft_table(actor, one, on=on)


@action("statistics.ask_true", may=access.may_see_true_counts)
def ask_for_true_counts(actor: Actor, draft: Draft, *, key: str) -> None:
    """Have the worker count once more and seal the counts to a key that only one page holds.

    key   the public half, in hexadecimal; the private half is in the page and nowhere else
    """
    jobs.configure_task(SHOW_TRUE).defer(draft=draft.ref, key=key)


@action("statistics.discard", may=access.may_discard_draft)
def discard_draft(actor: Actor, draft: Draft) -> None:
    """Let a draft go that nobody released.

    :raises RuleBroken: `released_meanwhile`.
    """
    gone, _rows = Draft.objects.filter(pk=draft.pk).exclude(status=Status.RELEASED).delete()
    if not gone:
        raise RuleBroken("released_meanwhile", _("Tabellen er frigitt i mellomtiden."))
