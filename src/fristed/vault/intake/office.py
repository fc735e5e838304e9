"""Office documents (OOXML and ODF): the one kind of archive that may come in, checked inside."""

import html
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken
from fristed.vault.intake import pictures
from fristed.vault.intake.kinds import KINDS, ODF, Kind

MOST_MEMBERS: Final = 5_000
MOST_UNPACKED: Final = 200 * 1024 * 1024  # bytes
MAIN_PARTS: Final = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
MACROS: Final = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/|Basic/|Scripts/|activeX/)", re.IGNORECASE
)
MACRO_CALLS: Final = re.compile(rb"vnd\.sun\.star\.script:|<script:event-listener\b")
CALLS_OUT: Final = re.compile(
    rb"\bDDEAUTO\b|<[a-z]*:?ddeLink\b|<draw:(?:image|object)\b[^>]*xlink:href=.(?:https?|ftp|file|smb):"
)
"""What an office program would fetch or start by itself, in the text of a part."""
WITH_WORDS: Final = frozenset({"docx", "pptx", "odt", "odp"})
WORDS_IN: Final = re.compile(r"word/document\.xml|ppt/slides/slide\d+\.xml|content\.xml")
ENDS_LINE: Final = re.compile(
    r"</(?:w|a|text):(?:p|h)>|<(?:w:br|w:cr|text:line-break|a:br)\b[^>]*>"
)
TAG: Final = re.compile(r"<[^>]*>")
NESTED: Final = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"MZ")
RELATION: Final = re.compile(rb"<Relationship\b[^>]*>")
EMPTIED: Final[Mapping[str, bytes]] = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'custom-properties"/>',
    "meta.xml": b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>',
}
"""Where office programs write who made a document, and what stands there instead."""

THUMBNAILS: Final = ("docProps/thumbnail", "Thumbnails/")

Members = dict[str, bytes]


def opened(content: bytes) -> tuple[Kind, Members]:
    """What kind of document it is, and what is in it.

    :raises RuleBroken: `archive`, `macros`, `active_content`, `too_large`, `broken`, `encrypted`.
    """
    members = _unpacked(content)
    kind = _kind(members)
    if kind is None:
        raise RuleBroken("archive", _("Arkivfiler tas ikke imot. Last opp filene hver for seg."))
    _check_inside(members)
    return kind, members


def clean(members: Members) -> bytes:
    """The document without its maker, and its pictures without what the camera wrote.

    :raises RuleBroken: a picture inside that is too large or broken.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in sorted(members.items(), key=lambda one: one[0] != "mimetype"):
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(_entry(name, stored), _cleaned(name, content))
    return out.getvalue()


def words(content: bytes) -> str:
    """What is written in a document or on slides, a paragraph a line.

    Read as text and not as XML: nothing in it can be followed or grow.

    :raises RuleBroken: see `opened`.
    """
    members = _unpacked(content)
    parts = sorted((name for name in members if WORDS_IN.fullmatch(name)), key=_by_number)
    lines = "\n".join(ENDS_LINE.sub("\n", members[name].decode(errors="replace")) for name in parts)
    written = html.unescape(TAG.sub("", lines))
    return re.sub(r"\n\s*\n+", "\n\n", written).strip()


def _by_number(name: str) -> tuple[int, str]:
    """Slide 2 before slide 10."""
    return int("".join(filter(str.isdigit, name)) or 0), name


def _unpacked(content: bytes) -> Members:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_MEMBERS or sum(one.file_size for one in entries) > MOST_UNPACKED:
                raise RuleBroken("too_large", _("Filen er for stor når den pakkes ut."))
            if any(one.flag_bits & 1 for one in entries):
                raise _locked()
            return {one.filename: _read(packed, one) for one in entries if not one.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as fault:
        raise RuleBroken("broken", _("Filen er skadet og kan ikke leses.")) from fault


def _locked() -> RuleBroken:
    return RuleBroken("encrypted", _("Filen er låst med passord. Ta bort passordet og prøv igjen."))


def _read(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than it says it is: a size that lies is a fault."""
    with packed.open(entry) as member:
        content = member.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise ValueError("a member's size is wrong")
    return content


def _kind(members: Members) -> Kind | None:
    if "[Content_Types].xml" in members:
        ending = next((end for main, end in MAIN_PARTS.items() if main in members), "")
        return next((kind for kind in KINDS.values() if kind.ending == ending), None)
    media = members.get("mimetype", b"").decode("ascii", "replace")
    return KINDS.get(media) if media.startswith(ODF) and "content.xml" in members else None


def _check_inside(members: Members) -> None:
    for name, content in members.items():
        if ".." in name.split("/") or name.startswith(("/", "\\")) or "\0" in name:
            raise RuleBroken("broken", _("Filen er skadet og kan ikke leses."))
        if name == "META-INF/manifest.xml" and b"encryption-data" in content:
            raise _locked()
        if (
            MACROS.search(name)
            or (name == "[Content_Types].xml" and b"macroEnabled" in content)
            or (name.endswith(".xml") and MACRO_CALLS.search(content))
        ):
            raise RuleBroken(
                "macros", _("Dokumentet har makroer. Lagre det uten makroer og prøv igjen.")
            )
        if content.startswith(NESTED):
            raise RuleBroken(
                "archive", _("Det ligger andre filer inne i dokumentet. Ta dem ut og prøv igjen.")
            )
        relations = RELATION.findall(content) if name.endswith(".rels") else ()
        calls_out = name.endswith(".xml") and CALLS_OUT.search(content)
        if calls_out or any(map(_fetches, relations)):
            raise RuleBroken(
                "active_content",
                _("Dokumentet henter noe fra nettet når det åpnes. Lagre det som PDF i stedet."),
            )


def _fetches(relation: bytes) -> bool:
    """Whether opening the document would call out; a link that somebody follows does not."""
    external = re.search(rb"""TargetMode\s*=\s*["']External["']""", relation)
    return bool(external) and b"/hyperlink" not in relation


def _cleaned(name: str, content: bytes) -> bytes:
    if name in EMPTIED:
        return EMPTIED[name]
    if name.startswith(THUMBNAILS):
        return b""  # an older page of it may still show there
    if content.startswith(b"\xff\xd8\xff"):
        return pictures.clean(content, "image/jpeg")
    if content.startswith(b"\x89PNG\r\n"):
        return pictures.clean(content, "image/png")
    return content


def _entry(name: str, stored: int) -> zipfile.ZipInfo:
    """Without the moment it was written."""
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = stored
    return entry
