"""Writing: a new file, and texts sealed to it. Needs only public keys, never the keeper."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, models

from fristed.kernel.periods import Quarter
from fristed.kernel.refs import new_ref
from fristed.sealing import files, items
from fristed.vault import queries
from fristed.vault.choices import FileKind
from fristed.vault.fields import SealedText, slot_of
from fristed.vault.models import File, Item

PREFIX = {
    FileKind.CASE: "sak",
    FileKind.CONVERSATION: "sam",
    FileKind.CONSULTATION: "drf",
    FileKind.COMPARTMENT: "rom",
    FileKind.INQUIRY: "hen",
    FileKind.TRIP: "tur",
    FileKind.REGISTER: "reg",
    FileKind.APPROVAL: "gkj",
    FileKind.LETTERBOX: "pst",
}


@dataclass(frozen=True)
class NewFile:
    """A file with its keys, not kept yet. Kept by `keep` inside an action.

    private   its private half; only for what must be bound to it while it is made
    """

    id: int
    ref: str
    kind: FileKind
    unit: str
    quarter: str
    creator: str
    public_key: bytes
    wrapped: bytes
    private: bytes = field(repr=False)

    def as_row(self) -> dict[str, object]:
        """What the keeper is shown of a file that is not committed yet."""
        names = ("ref", "kind", "unit", "quarter", "creator", "public_key", "wrapped")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Address:
    """One more unit that a file's private half is sealed to. The keeper believes what it opens."""

    unit: str
    quarter: str
    wrapped: bytes


def new_file(kind: FileKind, *, unit: str, creator: str, on: date) -> NewFile:
    """Make a file's keys: one pair, its private half sealed to the unit's key of the quarter.

    creator   the account's reference, or empty for someone without an account
    """
    ref, quarter = new_ref(PREFIX[kind]), str(Quarter.of(on))
    keys = files.new_file_keys(
        ref=ref,
        kind=kind.value,
        unit=unit,
        quarter=quarter,
        creator=creator,
        unit_public_key=queries.unit_key(unit, quarter),
    )
    return NewFile(
        id=_next_file_id(),
        ref=ref,
        kind=kind,
        unit=unit,
        quarter=quarter,
        creator=creator,
        public_key=keys.public,
        wrapped=keys.wrapped,
        private=keys.private,
    )


def address_to(new: NewFile, unit: str) -> Address:
    """Seal a new file's private half to one more unit: both may then take it up. Needs no keeper.

    :raises UnitKey.DoesNotExist: see `vault.queries.unit_key`.
    """
    wrapped = files.seal_to_unit(
        new.private,
        ref=new.ref,
        unit=unit,
        quarter=new.quarter,
        unit_public_key=queries.unit_key(unit, new.quarter),
    )
    return Address(unit, new.quarter, wrapped)


def keep(new: NewFile) -> File:
    """Keep the file. Its grant row, if it has one, is already there (row-level security)."""
    return File.objects.create(id=new.id, **new.as_row())


def seal(file: File | NewFile, row: models.Model, field: str, text: str, *, part: str) -> None:
    """Seal a text into a row's field, as the next item of the file.

    The ledger gets its line now; the row itself is saved by the caller, in the same
    transaction. The worker has the keeper chain the line within seconds, or when it is back.
    """
    seal_all(file, [(row, field, text, part)])


def seal_all(file: File | NewFile, texts: Sequence[tuple[models.Model, str, str, str]]) -> None:
    """The same for many: row, field, text and part of each. Two statements, however many."""
    sealed = []
    for row, name, text, part in texts:
        item, slot = new_item_id(), slot_of(row, name)
        blob = items.seal_item(
            public_key=bytes(file.public_key),
            file=file.ref,
            item=item,
            slot=slot,
            part=part,
            text=text,
        )
        setattr(row, name, SealedText(blob, slot))
        sealed.append((item, slot, part, items.digest(blob)))
    with connection.cursor() as cursor:
        cursor.execute(
            "update vault_file set items = items + %s where id = %s returning items",
            [len(sealed), file.id],
        )
        (last,) = cursor.fetchone()
    Item.objects.bulk_create(
        Item(file_id=file.id, number=number, item=item, slot=slot, part=part, digest=digest)
        for number, (item, slot, part, digest) in enumerate(sealed, start=last - len(sealed) + 1)
    )


def seal_into(file: int, row: models.Model, field: str, text: str, *, part: str) -> None:
    """The same for a file that is at hand by its database key alone: its public key comes with the
    number, so it need not be read first. Two statements."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update vault_file set items = items + 1 where id = %s"
            " returning items, ref, public_key",
            [file],
        )
        number, ref, public_key = cursor.fetchone()
        sealed = seal_apart(bytes(public_key), ref, row, field, text, part=part)
        cursor.execute(
            "insert into vault_item (file_id, number, item, slot, part, digest)"
            " values (%s, %s, %s, %s, %s, %s)",
            [file, number, sealed.item, sealed.slot, part, sealed.digest],
        )
    setattr(row, field, SealedText(sealed.blob, sealed.slot))


@dataclass(frozen=True)
class SealedApart:
    """A text sealed to a file that its writer may not see, with its line of the ledger."""

    blob: bytes
    item: str
    slot: str
    part: str
    digest: bytes


def seal_apart(
    public_key: bytes, file: str, row: models.Model, field: str, text: str, *, part: str
) -> SealedApart:
    """Seal for a file one holds no grant on: a database function keeps text and line together."""
    item, slot = new_item_id(), slot_of(row, field)
    blob = items.seal_item(
        public_key=public_key, file=file, item=item, slot=slot, part=part, text=text
    )
    return SealedApart(blob, item, slot, part, items.digest(blob))


def note_shielded(file: int, *, wrapped: bytes, on: date) -> None:
    """Keep the wrap under the file's own key, in the row where the unit's stood."""
    File.objects.filter(id=file).update(wrapped=wrapped, shielded_on=on)


def note_prolonged(file: int, *, quarter: str, wrapped: bytes) -> None:
    """Keep the wrap for a later quarter: the old one can be destroyed without it."""
    File.objects.filter(id=file).update(quarter=quarter, wrapped=wrapped)


def note_closed(file_ref: str, *, closed_on: date | None, expires_on: date | None) -> None:
    """Keep beside the keys when the file closed and when it may be destroyed."""
    File.objects.filter(ref=file_ref).update(closed_on=closed_on, expires_on=expires_on)


def _next_file_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('vault_file_id_seq')")
        (number,) = cursor.fetchone()
    return int(number)


def new_item_id() -> str:
    return str(uuid.uuid4())
