"""What was registered before: each change kept what it replaced."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from fristed.casework.queries.cases import concern_label
from fristed.casework.queries.sources import REVISIONS
from fristed.casework.queries.timeline import Row, opened
from fristed.casework.queries.wording import facts_of
from fristed.casework.rules.profiles import Profile
from fristed.gate import ReadGrant


@dataclass(frozen=True)
class Registration:
    """What is registered at one time. `profile` is None where its text is broken."""

    concern: str
    further_concerns: tuple[str, ...]
    profile: Profile | None


@dataclass(frozen=True)
class Revised:
    """One change: the day it was made and what was registered before it."""

    ref: str
    on: date
    before: Registration


def revised(rows: Sequence[Row], grant: ReadGrant) -> tuple[Revised, ...]:
    """The changes, oldest first."""
    own = sorted(
        (row for row in rows if row.source == REVISIONS.name), key=lambda row: row.details["id"]
    )
    return tuple(Revised(row.ref, row.day, _before(opened(row, grant))) for row in own)


def registered_on(day: date, changes: Sequence[Revised], now: Registration) -> Registration:
    """What was registered at the end of a day."""
    return next((change.before for change in changes if change.on > day), now)


def in_words(
    changes: Sequence[Revised], now: Registration, opened_on: date
) -> Mapping[str, str | None]:
    """Reference of each change -> what it changed, a line each; None where that is broken."""
    afters = [*(change.before for change in changes), now][1:]
    return {
        change.ref: _difference(change.before, after, opened_on)
        for change, after in zip(changes, afters, strict=True)
    }


def _difference(before: Registration, after: Registration, on: date) -> str | None:
    if before.profile is None or after.profile is None:
        return None
    was, now = _facts(before, before.profile, on), _facts(after, after.profile, on)
    nothing = _("ikke ført")
    return "\n".join(
        _("%(what)s: før %(was)s, så %(now)s")
        % {"what": label, "was": was.get(label, nothing), "now": now.get(label, nothing)}
        for label in {**was, **now}
        if was.get(label) != now.get(label)
    )


def _facts(kept: Registration, profile: Profile, on: date) -> dict[str, str]:
    facts = {_("Hovedbekymring"): concern_label(kept.concern, on)}
    if kept.further_concerns:
        further = (concern_label(code, on) for code in kept.further_concerns)
        facts[_("Andre bekymringer")] = ", ".join(further)
    for fact in facts_of(profile, on):
        facts[fact.label] = (
            f"{facts[fact.label]}; {fact.value}" if fact.label in facts else fact.value
        )
    return facts


def _before(text: str | None) -> Registration:
    kept: Mapping[str, Any] = json.loads(text) if text else {}
    profile = kept.get("profile")
    return Registration(
        concern=kept.get("concern", ""),
        further_concerns=tuple(kept.get("further_concerns", ())),
        profile=Profile.from_text(profile) if profile else None,
    )
