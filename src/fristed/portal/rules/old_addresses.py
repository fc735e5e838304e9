"""How an address of an earlier portal is kept, however it was typed."""

from typing import Final
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

LONGEST: Final = 200


def as_path(typed: str) -> str:
    """Only the path: no host, query, or last slash; in small letters.

    :raises RuleBroken: `not_a_path`: nothing is left of it, or too much.
    """
    parts = urlsplit(typed.strip())
    path = "/" + unquote(parts.path).casefold().strip("/")
    if path == "/" or len(path) > LONGEST or any(not sign.isprintable() for sign in path):
        raise RuleBroken("not_a_path", _("Skriv en gammel adresse, som /nora/hvem-gjor-hva."))
    return path
