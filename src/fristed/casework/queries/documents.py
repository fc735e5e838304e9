"""The documents of a case: what they are, and the one that is opened."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fristed.casework.choices import DocumentKind
from fristed.casework.models import Case
from fristed.casework.queries.sources import DOCUMENTS
from fristed.casework.queries.timeline import Row, day_of, opened, timeline_rows
from fristed.gate import Actor, ReadGrant, TextBroken, scope
from fristed.vault import blobs, scanning
from fristed.vault.intake import KINDS, Kind


@dataclass(frozen=True)
class DocumentLine:
    """A document in words. Without a title its text does not open.

    scanned_on    when a scanner cleared it
    has_scanner   whether one runs here at all
    """

    ref: str
    number: int
    title: str
    kind: str
    type: str
    kilobytes: int
    is_original: bool
    by: str
    added_on: date
    scanned_on: date | None
    has_scanner: bool
    removed_on: date | None
    is_readable: bool


@dataclass(frozen=True)
class OpenedDocument:
    """A document with its bytes."""

    line: DocumentLine
    kind: Kind
    content: bytes = field(repr=False)

    @property
    def file_name(self) -> str:
        """What it is called where it is taken: nothing of what it is about."""
        return f"dokument-{self.line.number}.{self.kind.ending}"


def document_line(row: Row, grant: ReadGrant) -> DocumentLine:
    """A line of the timeline as a document, its text unlocked already."""
    text = opened(row, grant)
    return _line(row, json.loads(text) if text else {})


def opened_document(actor: Actor, case: Case, grant: ReadGrant, ref: str) -> OpenedDocument | None:
    """One document with its bytes; None when there is none, or its bytes were removed.

    :raises TextBroken: it is not what was kept.
    """
    with scope(actor):
        rows = timeline_rows([DOCUMENTS], case.pk)
        row = next((one for one in rows if one.ref == ref and not one.details["removed_on"]), None)
        chunks = blobs.chunks_of(case.pk, ref) if row else []
    if row is None:
        return None
    text = opened(row, grant)
    if not text:
        raise TextBroken
    about = json.loads(text)
    try:
        content = blobs.opened(
            chunks,
            key=base64.b64decode(about["key"]),
            file=case.ref,
            ref=row.ref,
            length=about["length"],
        )
    except blobs.SealBroken as broken:
        raise TextBroken from broken
    return OpenedDocument(_line(row, about), KINDS[about["media"]], content)


def _line(row: Row, about: Mapping[str, Any]) -> DocumentLine:
    kind, details = KINDS.get(about.get("media", "")), row.details
    return DocumentLine(
        ref=row.ref,
        number=details["number"],
        title=about.get("title", ""),
        kind=str(DocumentKind(details["kind"]).label),
        type=str(kind.label) if kind else "",
        kilobytes=-(-about.get("length", 0) // 1024),
        is_original=about.get("is_original", False),
        by=row.by,
        added_on=row.day,
        scanned_on=day_of(details["scanned_on"]),
        has_scanner=scanning.has_scanner(),
        removed_on=day_of(details["removed_on"]),
        is_readable=bool(about),
    )
