"""Searching within what the actor may open, over codes and days; names are opened afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fristed.casework.choices import CaseStatus
from fristed.casework.queries.cases import CaseLine, ListedCase, cases_readable_by, for_list, listed
from fristed.casework.rules.searching import MOST_HITS, check_enough
from fristed.gate import Actor, scope
from fristed.vault.fields import SealedText

MOST_NAMES = 300
"""Working names looked through; whoever has more cases than that narrows it by another field."""


@dataclass(frozen=True)
class Sought:
    """What is known of the case that is looked for. Empty means not known."""

    name: str = ""
    concern: str = ""
    status: str = ""
    started_from: date | None = None
    started_to: date | None = None

    @property
    def attributes(self) -> tuple[str, ...]:
        """Which of them are given; the two days are one."""
        given = {
            "name": self.name.strip(),
            "concern": self.concern,
            "status": self.status,
            "started": self.started_from or self.started_to,
        }
        return tuple(name for name, value in given.items() if value)


@dataclass(frozen=True)
class Found:
    """Cases by their codes, names still sealed; those whose name does not fit go later."""

    sought: Sought
    cases: tuple[ListedCase, ...]

    @property
    def sealed_names(self) -> Mapping[str, SealedText]:
        return {case.ref: case.sealed_name for case in self.cases}

    def hits(self, names: Mapping[str, str]) -> "Hits":
        wanted = self.sought.name.strip().casefold()
        fitting = [
            CaseLine(names.get(case.ref, ""), case)
            for case in self.cases
            if wanted in names.get(case.ref, "").casefold()
        ]
        return Hits(tuple(fitting[:MOST_HITS]), has_more=len(fitting) > MOST_HITS)


@dataclass(frozen=True)
class Hits:
    lines: tuple[CaseLine, ...]
    has_more: bool


def search(actor: Actor, sought: Sought, *, on: date) -> Found:
    """Her cases that fit what is in the clear, newest first. One statement.

    :raises RuleBroken: see `rules.searching.check_enough`.
    """
    check_enough(sought.attributes)
    codes = {
        "concern": sought.concern,
        "status": CaseStatus(sought.status) if sought.status else "",
        "opened_on__gte": sought.started_from,
        "opened_on__lte": sought.started_to,
    }
    most = MOST_NAMES if sought.name.strip() else MOST_HITS + 1
    with scope(actor):
        rows = for_list(
            cases_readable_by(actor).filter(**{name: code for name, code in codes.items() if code})
        )
        cases = tuple(listed(row, actor, on) for row in rows.order_by("-opened_on", "-pk")[:most])
    return Found(sought, cases)
