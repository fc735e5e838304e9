"""A column the database cannot read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models

from fristed.sealing import items

HIDDEN = "•••"


class Opens(Protocol):
    """What can open a text: a `ReadGrant`, which only the gate makes."""

    def text(self, sealed: SealedText) -> str: ...


@dataclass(frozen=True, repr=False)
class SealedText:
    """A sealed text and the place it belongs to. Prints as •••.

    slot   the field and the row it was sealed for; in another row it does not open
    """

    blob: bytes
    slot: str

    def open(self, grant: Opens) -> str:
        """The text, when the grant is for its file and the keeper agrees."""
        return grant.text(self)

    @property
    def header(self) -> items.Header:
        return items.read_header(self.blob)

    def __str__(self) -> str:
        return HIDDEN

    __repr__ = __str__


def slot_of(row: models.Model, field: str) -> str:
    """Where a text belongs: "casework.followup.note:opp_...". Bound into its seal."""
    model = row._meta.label_lower  # noqa: SLF001 - Django's documented way to name a model
    return f"{model}.{field}:{row.ref}"  # type: ignore[attr-defined]  # every such row has one


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]
    """`note = SealedTextField()`; written with `vault.sealing.seal`, read with a grant."""

    description = "A text under its own data key"

    def __init__(self, **options: Any) -> None:
        options.setdefault("null", True)
        options["editable"] = False
        super().__init__(**options)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Sealed(self.attname))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, SealedText):
            value = value.blob
        return super().get_db_prep_value(value, connection, prepared)


class _Sealed:
    """Gives each row's text together with its place."""

    def __init__(self, attname: str) -> None:
        self.attname = attname

    def __get__(self, row: models.Model | None, owner: type | None = None) -> Any:
        if row is None:
            return self
        if self.attname not in row.__dict__:
            row.refresh_from_db(fields=[self.attname])
        blob = row.__dict__[self.attname]
        return None if blob is None else SealedText(bytes(blob), slot_of(row, self.attname))

    def __set__(self, row: models.Model, value: Any) -> None:
        if isinstance(value, str):
            raise TypeError("a text is sealed before it is kept: vault.sealing.seal")
        row.__dict__[self.attname] = value.blob if isinstance(value, SealedText) else value
