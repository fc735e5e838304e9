"""What may be counted of young people's conversations: codes and days, never a word or who."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from fristed.contact.models import Conversation
from fristed.kernel.facts import Fact
from fristed.kernel.periods import Period

RULE: Final = "conversation-1"
"""How conversations are counted; a change of rule gets a new name, and the series a visible break.

conversation-1: a conversation counts once, on the day of its first message, whoever ended it and
whatever came of it; a case that was made of it counts by its own rule, and the two are never added.
By county only where she chose one. Somebody may write for another, and from several conversations:
it is workload, and says nothing of how many young people there are.
"""
AT_ONCE: Final = 2000  # rows
SOON: Final = 3  # days


def conversation_facts(period: Period) -> Iterator[Fact]:
    """One fact for each conversation that began in the period. For the worker."""
    rows = (
        Conversation.objects.filter(opened_on__range=(period.starts_on, period.ends_on))
        .order_by("pk")
        .values_list("opened_on", "county", "answered_on")
    )
    for day, county, answered_on in rows.iterator(chunk_size=AT_ONCE):
        yield Fact("conversation", day, {"county": county, "answered": _wait(day, answered_on)})


def _wait(opened_on: date, answered_on: date | None) -> str:
    if answered_on is None:
        return "not"
    days = (answered_on - opened_on).days
    return "same_day" if days == 0 else "soon" if days <= SOON else "later"
