"""Paper: the house's one way from values to a PDF, tagged for everyone (PDF/UA-1) and kept for
long (PDF/A-2a).

A document is a typst file beside an app's pages. The values it is given travel as JSON and are
never read as markup; nothing is written to disk, and nothing outside the house's own files is read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
import typst
from django.utils.translation import gettext as _

from fristed.ui import house, wording

HOUSE: Final = Path(__file__).resolve().parents[1]
FONTS: Final = Path(__file__).resolve().parent / "print" / "fonts"
RIGHT_TO_LEFT: Final = frozenset({"ar", "ur", "fa", "prs", "ps", "ckb"})
STANDARDS: Final = ("a-2a", "ua-1")


@dataclass(frozen=True)
class Stamp:
    """What stands at the foot of every page: who had it printed, when and why.

    why   in words, from a list; never something somebody typed
    ref   the file it is about, as its opaque reference
    """

    by: str
    at: datetime
    why: str
    ref: str

    def __str__(self) -> str:
        return _("Skrevet ut av %(by)s %(at)s. Formål: %(why)s. Gjelder %(ref)s.") % {
            "by": self.by,
            "at": wording.moment(self.at),
            "why": self.why,
            "ref": self.ref,
        }


def pages(paper: bytes) -> int:
    """How many a PDF has."""
    with pikepdf.open(BytesIO(paper)) as opened:
        return len(opened.pages)


def pdf(
    document: str,
    values: Mapping[str, object],
    *,
    title: str,
    stamp: Stamp | None,
    language: str = "",
) -> bytes:
    """Print values with a document such as "casework/templates/casework/case/print.typ".

    values     what JSON can carry; the document reads them as `values.<name>`
    stamp      None only for paper that must not say where it comes from
    language   of the paper; that of the page when not said

    A document that cannot be made accessible is a fault, never a lesser PDF.
    """
    language = language or wording.language()
    given = {
        **values,
        "title": title,
        "stamp": None if stamp is None else str(stamp),
        "language": language,
        "right_to_left": language in RIGHT_TO_LEFT,
        "sample": house.HOUSE.sample_words,
        "sample_in": wording.language(),
    }
    printed = typst.compile(
        HOUSE / document,
        root=HOUSE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=list(STANDARDS),
        timestamp=0 if stamp is None else int(stamp.at.timestamp()),  # PDF/A wants one
        sys_inputs={"values": json.dumps(given, ensure_ascii=False)},
    )
    if not isinstance(printed, bytes):
        raise TypeError("a PDF is one file")
    return printed
