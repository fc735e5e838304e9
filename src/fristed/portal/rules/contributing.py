"""What may leave an adviser's desk for nora's editors: nothing that says who anybody is."""

from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import Kind, Known, found

MOST_LETTERS: Final = 3000
NEVER: Final = frozenset(
    {Kind.BIRTH_NUMBER, Kind.NUMBER, Kind.PHONE, Kind.MAIL, Kind.ACCOUNT, Kind.ADDRESS}
)
"""What is somebody's whatever the writer thinks."""


def check_without_persons(text: str, known: Known, *, is_sure: bool) -> None:
    """A name, a place, a school or a country few come from is shown to the writer first. Whoever
    says that it points at nobody may send it; the editor sees the same words marked.

    :raises RuleBroken: `points_at_somebody`, `may_point`.
    """
    words = found(text, known)
    if any(one.kind in NEVER for one in words):
        raise RuleBroken(
            "points_at_somebody", _("Ta bort numre, adresser og e-postadresser først.")
        )
    if words and not is_sure:
        raise RuleBroken(
            "may_point",
            _("Noe her kan si hvem noen er. Ta det bort, eller bekreft at det ikke gjør det."),
        )
