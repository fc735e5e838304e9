"""PDF: what it says of its maker, and what would run when it is opened, taken out."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf
from django.utils.translation import gettext as _
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from fristed.kernel.rules import RuleBroken
from fristed.vault.intake import pictures

MOST_PAGES: Final = 2000
RUNS: Final = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR"),
        *("/RichMediaExecute", "/Rendition", "/Movie", "/Sound"),
    }
)
"""Actions that do something outside the page, by their /S."""
ACTIVE_KEYS: Final = ("/OpenAction", "/AA", "/XFA", "/JS")
ACTIVE_NAMES: Final = ("/JavaScript", "/EmbeddedFiles")
JPEG: Final = (Name.DCTDecode, Array([Name.DCTDecode]))
ABOUT_KEYS: Final = ("/Metadata", "/PieceInfo", "/LastModified")


def clean(content: bytes) -> bytes:
    """The pages, without information about their maker, scripts, actions or files inside.

    :raises RuleBroken: `encrypted`, `broken`, `too_many_pages`.
    """
    with _opened(content) as pdf:
        for found in _dictionaries(pdf):
            for key in (*ACTIVE_KEYS, *ABOUT_KEYS):
                if key in found:
                    del found[key]
            if _runs(found.get("/A")):
                del found["/A"]
        if "/Names" in pdf.Root:
            for key in ACTIVE_NAMES:
                if key in pdf.Root.Names:
                    del pdf.Root.Names[key]
        if "/AF" in pdf.Root:
            del pdf.Root["/AF"]
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        _bare_pictures(pdf)
        pdf.remove_unreferenced_resources()
        out = BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def _bare_pictures(pdf: Pdf) -> None:
    """Take out what a camera wrote into the pictures; they are not drawn anew."""
    for found in pdf.objects:
        if (
            isinstance(found, Stream)
            and found.get("/Filter") in JPEG
            and "/DecodeParms" not in found
        ):
            bare = pictures.bare_jpeg(found.read_raw_bytes())
            found.write(bare, filter=Name.DCTDecode)


def check(content: bytes) -> None:
    """As it is: then it may hold nothing that runs and no other file.

    :raises RuleBroken: as `clean`; or `active_content`.
    """
    with _opened(content) as pdf:
        names = pdf.Root.get("/Names", Dictionary())
        active = any(key in names for key in ACTIVE_NAMES) or any(
            key in found for found in _dictionaries(pdf) for key in ("/AA", "/XFA", "/JS")
        )
        if active or any(_runs(found.get("/A")) for found in _dictionaries(pdf)):
            raise RuleBroken(
                "active_content",
                _("PDF-en inneholder skript eller andre filer. Last den opp uten å beholde alt."),
            )


def page_count(content: bytes) -> int:
    """:raises RuleBroken: as `clean`."""
    with _opened(content) as pdf:
        return len(pdf.pages)


def _opened(content: bytes) -> Pdf:
    try:
        pdf = pikepdf.open(BytesIO(content))
        pages = len(pdf.pages)
    except pikepdf.PasswordError as locked:
        raise RuleBroken(
            "encrypted", _("PDF-en er låst med passord. Ta bort passordet og prøv igjen.")
        ) from locked
    except (pikepdf.PdfError, ValueError, KeyError) as fault:
        raise RuleBroken("broken", _("Filen er skadet og kan ikke leses.")) from fault
    if not 0 < pages <= MOST_PAGES:
        raise RuleBroken("too_many_pages", _("PDF-en har for mange sider."))
    return pdf


def _dictionaries(pdf: Pdf) -> Iterator[Dictionary]:
    """Every dictionary in the file, those inside others included."""
    waiting: list[Any] = [*pdf.objects, pdf.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Stream):
            one = one.stream_dict
        if isinstance(one, Dictionary):
            yield one
            waiting += [value for value in one.values() if _is_inside(value)]
        elif isinstance(one, Array):
            waiting += [value for value in one if _is_inside(value)]


def _is_inside(value: object) -> bool:
    """Direct objects only: the others come by themselves."""
    return isinstance(value, Dictionary | Array) and not value.is_indirect


def _runs(action: object) -> bool:
    return isinstance(action, Dictionary) and str(action.get("/S", Name("/None"))) in RUNS
