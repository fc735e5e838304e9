"""What of a file can be looked at without taking it home: pictures, or its words."""

from typing import Final

from fristed.vault.intake import office, pages, pdfs, pictures
from fristed.vault.intake.kinds import KINDS, PICTURES

PDF: Final = "application/pdf"
PLAIN: Final = "text/plain"
DRAWN: Final = PICTURES | {PDF}
WRITTEN: Final = frozenset(
    {PLAIN, *(kind.media for kind in KINDS.values() if kind.ending in office.WITH_WORDS)}
)


def page_count(content: bytes, media: str) -> int:
    """How many pictures there are of it.

    :raises RuleBroken: see `pdfs.page_count`.
    """
    if media == PDF:
        return pdfs.page_count(content)
    return 1 if media in PICTURES else 0


def picture(content: bytes, media: str, page: int) -> bytes:
    """A picture of it, made anew, as JPEG; of a PDF one page.

    :raises RuleBroken: it cannot be drawn.
    """
    return pages.picture(content, page) if media == PDF else pictures.preview(content, media)


def words(content: bytes, media: str) -> str:
    """Its words, without how they are set; empty where it has none of its own.

    :raises RuleBroken: see `office.words`.
    """
    if media == PLAIN:
        return content.decode()
    return office.words(content) if media in WRITTEN else ""
