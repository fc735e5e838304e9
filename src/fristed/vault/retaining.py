"""How long each kind of file is kept: proposed by one person, signed off by another.

A rule is never changed. The one it takes the place of ends when it is signed off.
"""

from dataclasses import dataclass
from datetime import date

from fristed.vault import keeper
from fristed.vault.choices import FileKind
from fristed.vault.models import RetentionRule


@dataclass(frozen=True)
class Doomed:
    """A file a destruction would end."""

    kind: str
    is_closed: bool
    expires_on: date | None
    is_held: bool


def doomed(assertion: str, *, unit: str, quarter: str) -> tuple[tuple[Doomed, ...], str]:
    """What a unit's key of a quarter opens, and the code of what hinders its destruction.

    :raises KeeperAway: and:
    :raises KeeperRefused: `not_allowed`, `not_recent`.
    """
    told = keeper.call("destroy.list", assertion=assertion, unit=unit, quarter=quarter)
    files = (
        Doomed(
            kind=file["kind"],
            is_closed=file["closed_on"] is not None,
            expires_on=date.fromisoformat(file["expires_on"]) if file["expires_on"] else None,
            is_held=file["legal_hold"],
        )
        for file in told["files"]
    )
    return tuple(files), told["hindrance"]


def rules_in_use() -> list[RetentionRule]:
    """Those in force, and those that wait to be signed off."""
    return list(RetentionRule.objects.filter(ended_on=None).order_by("kind", "id"))


def rules_on(day: date) -> list[RetentionRule]:
    """Those in force on a day, also one that is over."""
    return list(
        RetentionRule.objects.filter(signed_off_on__lte=day)
        .exclude(ended_on__lte=day)
        .order_by("kind", "id")
    )


def rule_by_ref(ref: str) -> RetentionRule:
    """One that is not in use is nobody's."""
    row = RetentionRule.objects.filter(ref=ref, ended_on=None).first()
    return row or RetentionRule(ref=ref, ended_on=date.min)


def propose(kind: FileKind, *, months: int, because: str, by: int, on: date) -> None:
    """Takes the place of one that waits."""
    RetentionRule.objects.filter(kind=kind, signed_off_on=None, ended_on=None).update(ended_on=on)
    RetentionRule.objects.create(
        kind=kind, months=months, because=because, proposed_by=by, proposed_on=on
    )


def sign_off(rule: RetentionRule, *, by: int, role: str, on: date) -> None:
    """In force from today, for what is closed from now on and what was closed without a day."""
    in_force = RetentionRule.objects.filter(kind=rule.kind, ended_on=None)
    in_force.exclude(signed_off_on=None).update(ended_on=on)
    RetentionRule.objects.filter(pk=rule.pk, signed_off_on=None).update(
        signed_off_by=role, signed_by=by, signed_off_on=on
    )


def end(rule: RetentionRule, *, on: date) -> None:
    RetentionRule.objects.filter(pk=rule.pk).update(ended_on=on)
