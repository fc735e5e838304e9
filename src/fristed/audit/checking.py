"""Checking the trail: every chain from its first entry, and against the keeper's heads."""

from collections.abc import Iterable
from dataclasses import dataclass

from fristed.audit.models import Entry
from fristed.sealing.trail import link


@dataclass(frozen=True)
class Head:
    """Where a chain ended when the keeper sealed it."""

    chain: str
    number: int
    hash: bytes


@dataclass(frozen=True)
class Break:
    """The first entry of a chain that is not as it was written."""

    chain: str
    number: int
    why: str  # "missing", "changed", "cut"


def first_break(chain: str, head: Head | None = None) -> Break | None:
    """The first broken entry of a chain, or None when all of it stands."""
    return _first_break(chain, _entries(chain), head)


def chains() -> list[str]:
    return sorted(Entry.objects.values_list("chain", flat=True).distinct())


def head_of(chain: str) -> Head | None:
    entry = Entry.objects.filter(chain=chain).order_by("-number").first()
    return None if entry is None else Head(chain, entry.number, bytes(entry.hash))


def _entries(chain: str) -> Iterable[Entry]:
    return Entry.objects.filter(chain=chain).order_by("number").iterator(chunk_size=2000)


def _first_break(chain: str, entries: Iterable[Entry], head: Head | None) -> Break | None:
    before, number = b"", 0
    for entry in entries:
        number += 1
        if entry.number != number:
            return Break(chain, number, "missing")
        if bytes(entry.previous) != before or bytes(entry.hash) != hash_of(entry, before):
            return Break(chain, number, "changed")
        before = bytes(entry.hash)
        if head is not None and head.number == number and head.hash != before:
            return Break(chain, number, "changed")
    if head is not None and head.number > number:
        return Break(chain, number + 1, "cut")
    return None


def hash_of(entry: Entry, before: bytes) -> bytes:
    """The hash an entry must have: the same bytes as the database function `audit_append`."""
    return link(
        before,
        entry.chain,
        str(entry.number),
        entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        entry.event,
        entry.ref,
        entry.action,
        entry.actor,
        entry.subject,
        entry.about,
        entry.detail,
    )
