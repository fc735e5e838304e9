"""Which files are shielded, and what their own key is bound to."""

import hashlib
from dataclasses import dataclass
from typing import Final

from fristed.keeper.records import FileRow
from fristed.keeper.register import Book
from fristed.sealing.context import context

_LETTERS: Final = 40


@dataclass(frozen=True)
class Shield:
    """The key a shielded file is wrapped under. `wrapped` only custody opens; empty: it is lost."""

    public: bytes
    wrapped: bytes


def shield_of(book: Book, file: str) -> Shield | None:
    row = book.one("select public, wrapped from shield where file = ?", file)
    return None if row is None else Shield(bytes(row[0]), bytes(row[1]))


def named_for(book: Book, file: str) -> str:
    """The file whose named persons stand behind a grant on this one: itself, or the case it
    was shielded beside."""
    row = book.one("select shielded from beside where file = ?", file)
    return file if row is None else str(row[0])


def custody_key(file: str) -> str:
    """A reference has letters that no custody key's name has."""
    return f"shield-{hashlib.sha256(file.encode()).hexdigest()[:_LETTERS]}"


def shield_context(row: FileRow) -> bytes:
    """As a file's wrap is bound, and never to be mistaken for it."""
    return context("shield", row.bound())
