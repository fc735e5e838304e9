"""Cases that belong together. A link is about whom to ask, not about reading."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fristed.casework.rules.sealed import Sealed
from fristed.kernel.rules import RuleBroken


@dataclass(frozen=True)
class Link(Sealed):
    """kind      of code list "case_link"
    purpose   why the link is needed to help
    """

    kind: str
    purpose: str


def check_link(link: Link, *, to_itself: bool, there_already: bool) -> None:
    """:raises RuleBroken: `purpose_missing`, `to_itself` or `linked_already`."""
    if not link.purpose.strip():
        raise RuleBroken("purpose_missing", _("Skriv hva forbindelsen skal brukes til."))
    if to_itself:
        raise RuleBroken("to_itself", _("Det er denne saken."))
    if there_already:
        raise RuleBroken("linked_already", _("Sakene er alt knyttet sammen."))
