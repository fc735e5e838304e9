"""Steps of a longer errand, and pages of a longer list."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Step:
    """state   "done", "now" or "later" """

    label: str
    state: str
    address: str = ""


def steps_of(labels: tuple[str, ...], now: int) -> tuple[Step, ...]:
    """All steps, of which number `now` (from 0) is being done."""
    states = ("done", "now", "later")
    return tuple(
        Step(label, states[(index >= now) + (index > now)]) for index, label in enumerate(labels)
    )


@dataclass(frozen=True)
class Pages:
    """A page of a list. An empty address: there is no such page."""

    now: int
    total: int
    earlier: str = ""
    later: str = ""

    @classmethod
    def of(cls, path: str, now: int, total: int) -> Self:
        earlier = f"{path}?side={now - 1}" if now > 1 else ""
        later = f"{path}?side={now + 1}" if now < total else ""
        return cls(now, total, earlier, later)


def page_number(text: str) -> int:
    """The number in an address; the first page for anything that is none."""
    return max(1, int(text)) if text.isdecimal() and len(text) < 5 else 1
