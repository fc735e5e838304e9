"""A draft, opened for who began it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from fristed.accounts.models import Draft
from fristed.gate import Actor, scope
from fristed.vault import drafts
from fristed.vault.keeper import KeeperAway


@dataclass(frozen=True)
class DraftPage:
    """What a form held when it was last saved.

    saved_at     None: the draft is there, but cannot be read while the keeper is away
    values       name and value, in the order they were sent
    is_offline   written in a browser that could not reach the house, and handed in afterwards
    version      changes each time it is saved
    others       her other drafts of the same form, without their values
    """

    ref: str
    saved_at: datetime | None = None
    values: Sequence[tuple[str, str]] = ()
    is_offline: bool = False
    version: str = ""
    others: "Sequence[DraftPage]" = ()

    @property
    def saved_on(self) -> date | None:
        return timezone.localdate(self.saved_at) if self.saved_at else None

    @property
    def written_at(self) -> str:
        """For a field that asks when it was first written; empty when the house heard at once."""
        if not (self.is_offline and self.saved_at):
            return ""
        return timezone.localtime(self.saved_at).strftime("%Y-%m-%dT%H:%M")


def draft_at(actor: Actor, place: str, *, ref: str = "", now: datetime) -> DraftPage | None:
    """Hers for a form, as it was saved last, or the one she names; None when none opens."""
    with scope(actor):
        kept = Draft.objects.at(actor.id, place)
    if not kept:
        return None
    try:
        texts = drafts.open_own(actor.assertion, kept, "text")
    except KeeperAway:
        return DraftPage(kept[0].ref)
    opened = [
        _page(draft, texts[draft.ref], now) for draft in kept if draft.ref in texts
    ]  # newest first, so that of two from one minute the later one stands first below
    opened.sort(key=lambda page: (page.ref == ref, page.saved_at), reverse=True)
    if not opened:
        return None
    first, *others = opened
    return DraftPage(
        first.ref, first.saved_at, first.values, first.is_offline, first.version, others
    )


def read_text(text: str) -> tuple[datetime, list[tuple[str, str]], bool]:
    """When it was written, what was typed, and whether the house could not be reached.

    :raises ValueError: not what a form's script writes.
    """
    try:
        said = json.loads(text)
        written_at = datetime.fromisoformat(said["saved_at"])
        values = [(str(name), str(value)) for name, value in said["values"]]
        if timezone.is_naive(written_at):
            raise ValueError
        return written_at, values, bool(said.get("offline"))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError from fault


def _page(draft: Draft, text: str, now: datetime) -> DraftPage:
    written_at, values, is_offline = read_text(text)
    at = min(written_at, now)  # a machine's own clock may be ahead
    return DraftPage(draft.ref, at, values, is_offline, draft.version)
