"""Drafts: each a file of its own, whose keys travel in its row. Only who began it can open it.

Writing needs public keys only, so a draft is kept while the keeper is away, and read when it is
back. It is no history: nothing of it stands in a ledger, and it is gone when its row is.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db import models

from fristed.kernel.periods import Quarter
from fristed.kernel.refs import new_ref
from fristed.sealing import files, items
from fristed.sealing.hpke import SealBroken
from fristed.vault import keeper, queries
from fristed.vault.fields import SealedText, slot_of
from fristed.vault.sealing import new_item_id

KIND = "draft"
PART = "draft"


class SealedDraft(models.Model):
    """The columns of a draft that its keys need. `text` is sealed again each time it is saved."""

    ref = models.CharField(max_length=26)
    unit = models.CharField(max_length=40)
    quarter = models.CharField(max_length=6)
    creator = models.CharField(max_length=26)  # the account's reference; bound into the wrap
    public_key = models.BinaryField(max_length=32)
    wrapped = models.BinaryField(max_length=80)

    class Meta:
        abstract = True


def make_keys(draft: SealedDraft, *, unit: str, creator: str, on: date) -> None:
    """Give a new draft its keys, sealed to the unit's key of the quarter."""
    draft.ref, draft.unit, draft.creator = new_ref("kla"), unit, creator
    draft.quarter = str(Quarter.of(on))
    keys = files.new_file_keys(
        ref=draft.ref,
        kind=KIND,
        unit=unit,
        quarter=draft.quarter,
        creator=creator,
        unit_public_key=queries.unit_key(unit, draft.quarter),
    )
    draft.public_key, draft.wrapped = keys.public, keys.wrapped


def seal(draft: SealedDraft, field: str, text: str) -> None:
    """Seal a text into the draft, in place of what it held."""
    slot = slot_of(draft, field)
    blob = items.seal_item(
        public_key=bytes(draft.public_key),
        file=draft.ref,
        item=new_item_id(),
        slot=slot,
        part=PART,
        text=text,
    )
    setattr(draft, field, SealedText(blob, slot))


@dataclass(frozen=True)
class Prepared:
    """What a browser needs to seal one text into a draft by itself. Nothing here opens anything.

    head    what the sealed text begins with
    bound   what it is bound to
    """

    item: str
    public_key: bytes
    head: bytes
    bound: bytes


def prepare(draft: SealedDraft, field: str) -> Prepared:
    """For a text that will be sealed elsewhere, by `accounts/sealing.js`."""
    item = new_item_id()
    bound = items.item_context(draft.ref, item, slot_of(draft, field), PART)
    return Prepared(item, bytes(draft.public_key), items.item_head(item, PART), bound)


def take_in(draft: SealedDraft, field: str, blob: bytes, *, item: str) -> None:
    """Let the draft hold what was sealed elsewhere. It is not opened here.

    item   the one that was prepared

    :raises SealBroken: not a sealed text, or of another item or part.
    """
    header = items.read_header(blob)
    if (header.item, header.part) != (item, PART):
        raise SealBroken
    setattr(draft, field, SealedText(blob, slot_of(draft, field)))


def open_own(assertion: str, drafts: Iterable[SealedDraft], field: str) -> Mapping[str, str]:
    """Reference -> text of each of her drafts that opens. One call to the keeper.

    One that has been changed is left out.

    :raises KeeperAway: nothing can be read now.
    """
    texts = {draft.ref: (draft, getattr(draft, field)) for draft in drafts}
    if not texts:
        return {}
    keys = keeper.call(
        "draft.open",
        assertion=assertion,
        drafts=[_asked(draft, text) for draft, text in texts.values()],
    )["keys"]
    opened = {}
    for ref, (_, text) in texts.items():
        key = keys.get(text.header.item)
        with suppress(SealBroken):
            if key is not None:
                opened[ref] = items.open_item(
                    text.blob, data_key=keeper.as_bytes(key), file=ref, slot=text.slot
                )
    return opened


def _asked(draft: SealedDraft, text: SealedText) -> dict[str, object]:
    names = ("ref", "unit", "quarter", "creator", "public_key", "wrapped")
    header = text.header
    return {
        "file": {name: getattr(draft, name) for name in names} | {"kind": KIND},
        "id": header.item,
        "slot": text.slot,
        "part": header.part,
        "wrapped": header.wrapped,
    }
