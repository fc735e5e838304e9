"""Writing and sending the report of a half year."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.notices.rules.persons import check_without_persons
from fristed.reporting import access, queries
from fristed.reporting.choices import Sort
from fristed.reporting.models import PeriodReport
from fristed.reporting.rules.periods import WATCHED, Half, check_over

ask_to_see_periods = asking("period.list", may=access.may_see_periods)
ask_to_write_period = asking("period.ask_to_write", may=access.may_write_period)
ask_to_read_period = asking("period.read", may=access.may_read_period)


@action("period.write", may=access.may_write_period)
def write_period(
    actor: Actor,
    report: PeriodReport,
    *,
    answers: Mapping[str, str],
    is_sure: bool,
    is_sent: bool,
    on: date,
) -> None:
    """Keep the answers; sent, with the figures as others may see them. The exact ones are not kept.

    :raises RuleBroken: `sent_before`, or see `rules.periods` and `notices.rules.persons`.
    """
    half = Half(report.year, report.half)
    check_over(half, on=on)
    check_without_persons(answers.values(), watched=WATCHED, is_sure=is_sure)
    if PeriodReport.objects.filter(pk=report.pk).exclude(sent_on=None).exists():
        raise RuleBroken("sent_before", _("Rapporten er sendt. Den endres ikke."))
    report.ref = report.ref or new_ref("hal")
    report.answers = dict(answers)
    if is_sent:
        report.sent_on = on
        if report.sort == Sort.OWN:
            report.shown = queries.shown_figures(queries.own_figures(actor, half))
    report.save()
