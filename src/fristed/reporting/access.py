"""Who writes the report, who releases it."""

from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import CASEWORKERS, Role
from fristed.reporting.choices import Sort, Status
from fristed.reporting.models import PeriodReport, Report

REPORTING = frozenset({Role.ANALYST, Role.LEADER})


def may_read_report(actor: Actor, report: Report) -> Decision:
    """Analysts and leaders. It holds published figures and what people write."""
    return ALLOW if actor.roles & REPORTING else deny("not_reporting")


def may_start_report(actor: Actor, report: Report) -> Decision:
    """Analysts and leaders."""
    return may_read_report(actor, report)


def may_write_chapter(actor: Actor, report: Report) -> Decision:
    """Analysts and leaders, until it is released."""
    if report.status == Status.RELEASED:
        return deny("report_released")
    return may_read_report(actor, report)


def may_comment(actor: Actor, report: Report) -> Decision:
    """Whoever may write."""
    return may_write_chapter(actor, report)


def may_release_report(actor: Actor, report: Report) -> Decision:
    """An analyst or a leader who did not start it: two people have answered for it."""
    if not (allowed := may_write_chapter(actor, report)):
        return allowed
    return deny("started_it") if report.started_by == actor.ref else ALLOW


def may_see_periods(actor: Actor, person: Actor) -> Decision:
    """Advisers and envoys, leaders and analysts: each sees her own part of the list."""
    if actor.leads or actor.roles & (CASEWORKERS | {Role.ANALYST}):
        return ALLOW
    return deny("not_reporting")


def may_write_period(actor: Actor, report: PeriodReport) -> Decision:
    """Advisers and envoys of their own work in a unit they belong to; leaders of what they lead."""
    if report.sort == Sort.TEAM:
        return ALLOW if report.unit in actor.leads else deny("not_led")
    return (
        ALLOW if report.unit in actor.units and actor.roles & CASEWORKERS else deny("not_own_unit")
    )


def may_read_period(actor: Actor, report: PeriodReport) -> Decision:
    """Whoever wrote it; once it is sent, who leads the unit, and analysts."""
    if report.written_by == actor.ref:
        return ALLOW
    if report.sent_on is None:
        return deny("period_not_sent")
    return ALLOW if report.unit in actor.leads or Role.ANALYST in actor.roles else deny("not_led")
