"""What a file is by its content, and whether it may come in."""

import re
from dataclasses import dataclass, field
from typing import Final

import puremagic
from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken
from fristed.vault.intake import office, pdfs, pictures
from fristed.vault.intake.kinds import KINDS, PICTURES, Kind
from fristed.vault.uploads import MOST_BYTES

EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner knows as harmful, in two pieces, so that no scanner finds it here."""
ZIP: Final = b"PK\x03\x04"
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Examined:
    """A file that may be kept.

    is_original   whether it is byte for byte what was sent
    """

    content: bytes = field(repr=False)
    kind: Kind
    is_original: bool


def examine(content: bytes, *, keep_original: bool) -> Examined:
    """Decide what it is, refuse what may not come in, and take off what says too much.

    :raises RuleBroken: says why, and what to do.
    """
    if not content:
        raise RuleBroken("empty", _("Filen er tom."))
    if len(content) > MOST_BYTES:
        raise too_large()
    _check_harmless(content)
    if content.startswith(ZIP):
        return _office(content, keep_original)
    kind = kind_of(content)
    if keep_original or kind.media == "text/plain":
        _check(content, kind)
        return Examined(content, kind, is_original=True)
    return Examined(_cleaned(content, kind), kind, is_original=False)


def too_large() -> RuleBroken:
    return RuleBroken("too_large", _("Filen er for stor. Den kan være opptil 20 MB."))


def kind_of(content: bytes) -> Kind:
    """Its kind, by content alone; the name it came with is never asked.

    :raises RuleBroken: `type_refused`.
    """
    try:
        media = puremagic.from_string(content[:4096], mime=True)
    except (puremagic.PureError, ValueError):
        media = ""
    kind = KINDS.get(media)
    if kind and kind.media in {"application/pdf", *PICTURES}:
        return kind
    if _is_plain_text(content):
        return KINDS["text/plain"]
    raise RuleBroken(
        "type_refused",
        _("Filtypen tas ikke imot. Bruk PDF, JPEG, PNG, ren tekst eller et kontordokument."),
    )


def _office(content: bytes, keep_original: bool) -> Examined:
    kind, members = office.opened(content)
    for member in members.values():
        _check_harmless(member)
    if keep_original:
        return Examined(content, kind, is_original=True)
    return Examined(office.clean(members), kind, is_original=False)


def _check_harmless(content: bytes) -> None:
    """Refused also where no scanner runs."""
    if EICAR in content:
        raise RuleBroken("harmful", _("Filen er kjent som skadelig og er ikke tatt imot."))


def _check(content: bytes, kind: Kind) -> None:
    if kind.media in PICTURES:
        pictures.check(content, kind.media)
    elif kind.media == "application/pdf":
        pdfs.check(content)


def _cleaned(content: bytes, kind: Kind) -> bytes:
    if kind.media in PICTURES:
        return pictures.clean(content, kind.media)
    return pdfs.clean(content)


def _is_plain_text(content: bytes) -> bool:
    """Readable to the last letter, and no page, picture or script in disguise."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    begins = text.lstrip("\ufeff \t\r\n")[:2]
    return not CONTROL.search(text) and begins[:1] != "<" and begins != "#!"
