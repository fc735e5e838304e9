"""The kinds of file that may come in. Everything else is refused."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OOXML: Final = "application/vnd.openxmlformats-officedocument"
ODF: Final = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class Kind:
    """A kind of file, by its content.

    media   what it is called on the wire
    ending  what its name ends with, whatever it ended with before
    """

    media: str
    ending: str
    label: str | Promise


KINDS: Final = {
    kind.media: kind
    for kind in (
        Kind("application/pdf", "pdf", _("PDF")),
        Kind("image/jpeg", "jpg", _("bilde")),
        Kind("image/png", "png", _("bilde")),
        Kind("text/plain", "txt", _("ren tekst")),
        Kind(f"{OOXML}.wordprocessingml.document", "docx", _("tekstdokument")),
        Kind(f"{OOXML}.spreadsheetml.sheet", "xlsx", _("regneark")),
        Kind(f"{OOXML}.presentationml.presentation", "pptx", _("presentasjon")),
        Kind(f"{ODF}.text", "odt", _("tekstdokument")),
        Kind(f"{ODF}.spreadsheet", "ods", _("regneark")),
        Kind(f"{ODF}.presentation", "odp", _("presentasjon")),
    )
}
PICTURES: Final = frozenset({"image/jpeg", "image/png"})
