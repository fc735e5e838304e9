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

    saved_at   None: the draft is there, but cannot be read while the keeper is away
    values     name and value, in the order they were sent
    """

    ref: str
    saved_at: datetime | None = None
    values: Sequence[tuple[str, str]] = ()

    @property
    def saved_on(self) -> date | None:
        return timezone.localdate(self.saved_at) if self.saved_at else None


def draft_at(actor: Actor, place: str) -> DraftPage | None:
    """The newest draft of hers for a form, if there is one that opens."""
    with scope(actor):
        draft = Draft.objects.newest_at(actor.id, place)
    if draft is None:
        return None
    try:
        text = drafts.open_own(actor.assertion, [draft], "text").get(draft.ref)
    except KeeperAway:
        return DraftPage(draft.ref)
    if text is None:
        return None
    said = json.loads(text)
    values = [(str(name), str(value)) for name, value in said["values"]]
    return DraftPage(draft.ref, datetime.fromisoformat(said["saved_at"]), values)
