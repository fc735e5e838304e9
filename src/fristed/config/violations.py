"""What a browser stopped on a page of ours, in codes: never an address, a text or who it was.

A report names the page with its whole address. Kept of it are the rule, what kind of thing was
stopped and the page's route; each such line once an hour, so that nobody can fill a log.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

AT_MOST: Final = 16 * 1024  # bytes of one report
ONCE_IN: Final = 3600  # seconds
PARTS: Final = ("", "-elem", "-attr")  # how browsers name the parts of a rule
KINDS: Final = frozenset({"inline", "eval", "wasm-eval", "data", "blob"})  # not an address
ELSEWHERE: Final = "address"


@dataclass(frozen=True)
class Violation:
    """rule: the policy's; kind: what was stopped; route: the name of the page's address."""

    rule: str
    kind: str
    route: str


@dataclass
class Kept:
    """Lets each violation through once an hour. There are as many as rules, kinds and routes."""

    until: dict[Violation, float] = field(default_factory=dict)

    def is_new(self, violation: Violation, at: float) -> bool:
        if self.until.get(violation, at) > at:
            return False
        self.until[violation] = at + ONCE_IN
        return True


def violation_in(body: bytes) -> Violation | None:
    """None when it is no report, or of a rule that is not ours."""
    try:
        report = dict(json.loads(body)["csp-report"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    rule = str(report.get("effective-directive") or report.get("violated-directive") or "")
    if rule not in set(_rules()):
        return None
    kind = str(report.get("blocked-uri", ""))
    return Violation(rule, kind if kind in KINDS else ELSEWHERE, _route(report))


def _rules() -> Iterator[str]:
    for rule in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]:
        yield from (rule + part for part in PARTS)


def _route(report: dict[str, Any]) -> str:
    try:
        return resolve(urlsplit(str(report.get("document-uri", ""))).path).view_name
    except (Resolver404, ValueError):
        return "none"
