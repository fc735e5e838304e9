"""Who writes the report, who releases it."""

from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import Role
from fristed.reporting.choices import Status
from fristed.reporting.models import Report

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
