"""What a mission writes of its countries, and whom it can ask: how old it may be, and how long."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.rules.sealed import Sealed
from fristed.kernel.periods import months_after
from fristed.kernel.rules import RuleBroken

LONGEST_UNSEEN: Final = timedelta(days=366)
"""Our own limit: a note about a country is looked at again within a year."""

BRIEF_MONTHS: Final = 6
BRIEF_PAGES: Final = 2


@dataclass(frozen=True)
class Contact(Sealed):
    """Whom the mission can ask.

    reach        how, and when it is safe to
    known_from   from whom the mission knows of them
    trust        how far they are trusted, and why
    """

    name: str = ""
    helps_with: str = ""
    reach: str = ""
    known_from: str = ""
    trust: str = ""


def check_review(review_on: date, *, on: date) -> None:
    """:raises RuleBroken: `review_too_late` or `in_the_past`."""
    if review_on <= on:
        raise RuleBroken("in_the_past", _("Velg en dag etter i dag."))
    if review_on - on > LONGEST_UNSEEN:
        raise RuleBroken("review_too_late", _("Se på notatet igjen innen et år."))


def brief_review_on(written_on: date) -> date:
    """The day a brief for services in Norway is to be looked at again."""
    return months_after(written_on, BRIEF_MONTHS)


def check_brief_length(pages: int) -> None:
    """pages   as it was printed  [pages]

    :raises RuleBroken: `too_long`.
    """
    if pages > BRIEF_PAGES:
        raise RuleBroken(
            "too_long",
            _("Den ble på %(pages)s sider. Kort den ned til høyst %(most)s.")
            % {"pages": pages, "most": BRIEF_PAGES},
        )


def check_contact(contact: Contact) -> None:
    """:raises RuleBroken: `no_name` or `no_provenance`."""
    if not contact.name.strip():
        raise RuleBroken("no_name", _("Skriv hvem det er."))
    if not contact.known_from.strip():
        raise RuleBroken("no_provenance", _("Skriv hvem stasjonen kjenner dem fra."))
