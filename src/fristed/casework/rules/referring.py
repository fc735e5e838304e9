"""Telling a service outside: what was said, and when somebody must ask whether it arrived."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Self

from django.utils.translation import gettext as _

from fristed.casework.rules.reporting import Report
from fristed.kernel.rules import RuleBroken

FIRST_REMINDER: Final = timedelta(hours=24)
SECOND_REMINDER: Final = timedelta(hours=72)
"""Our own limits: a report nobody has acknowledged may never have arrived."""


@dataclass(frozen=True)
class Content:
    """What a service is told. Kept as one sealed text.

    why           needed without consent, with the law as it stood
    report        of child welfare, ready for its portal
    family_told   the family will know of it
    """

    to_whom: str
    what: str
    why: str = ""
    law: dict[str, str] = field(default_factory=dict)
    report: Report | None = None
    family_told: bool = False

    @property
    def tells_family(self) -> bool:
        return self.family_told or (self.report is not None and self.report.tells_family)

    def as_text(self) -> str:
        kept = {
            "to_whom": self.to_whom,
            "what": self.what,
            "why": self.why,
            "law": self.law,
            "report": self.report.as_sent() if self.report else None,
            "family_told": self.family_told,
        }
        return json.dumps(kept, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Self:
        kept: dict[str, Any] = json.loads(text)
        report = kept.pop("report")
        return cls(**kept, report=Report.model_validate(report) if report else None)


def to_the_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def reminder(*, sent_at: datetime | None, acknowledged_on: date | None, now: datetime) -> str:
    """ "day" after 24 hours without a receipt, "three_days" after 72; else nothing."""
    if sent_at is None or acknowledged_on is not None:
        return ""
    if now - sent_at >= SECOND_REMINDER:
        return "three_days"
    return "day" if now - sent_at >= FIRST_REMINDER else ""


def check_referral(content: Content) -> None:
    """:raises RuleBroken: `nothing_said`."""
    if not content.what.strip() and content.report is None:
        raise RuleBroken("nothing_said", _("Skriv hva tjenesten får vite."))


def check_family_stop(*, is_stopped: bool, has_override: bool) -> None:
    """The family is not told in a flagged case, unless two people have agreed to it once.

    :raises RuleBroken: `family_stop`.
    """
    if is_stopped and not has_override:
        raise RuleBroken(
            "family_stop",
            _("Familien skal ikke få vite dette. To må være enige før de får vite det."),
        )
