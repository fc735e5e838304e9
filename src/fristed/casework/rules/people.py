"""People around a young person. An address that is protected is never kept here."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.choices import FAMILY, PersonRole
from fristed.casework.rules.sealed import Sealed
from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import Kind, find

OPEN: Final = {"", "none"}  # of code list "address_protection"
YOUNG_PERSON: Final = "self"


@dataclass(frozen=True)
class Person(Sealed):
    """Who somebody is in this case. Codes are from the lists of their names.

    name         or what the adviser calls her; may be empty
    role         whether she supports or controls, as far as is known
    arenas       where it happens
    language     the language she is safe in; the interpreter's too
    interpreter  whether one is needed, and who may not be
    protection   of her address
    locator      whom to ask for a protected address, and under which reference; never the address
    """

    name: str = ""
    relation: str = "other"
    role: str = PersonRole.UNKNOWN.value
    arenas: tuple[str, ...] = ()
    language: str = ""
    interpreter: str = ""
    protection: str = ""
    locator: str = ""
    note: str = ""

    @property
    def is_family(self) -> bool:
        return self.relation in FAMILY

    @property
    def is_shielded(self) -> bool:
        return self.protection not in OPEN


def check_person(person: Person) -> None:
    """Check that nothing written of a shielded person is an address.

    :raises RuleBroken: `address_of_shielded` or `locator_without_protection`.
    """
    if person.locator and not person.is_shielded:
        raise RuleBroken(
            "locator_without_protection",
            _("Velg hvilket vern adressen har, før du skriver hvem som kan spørres om den."),
        )
    if person.is_shielded and holds_address(f"{person.name}\n{person.locator}\n{person.note}"):
        raise RuleBroken(
            "address_of_shielded",
            _("Det ligner en adresse. En vernet adresse skal aldri stå i saken: skriv hvem som"
              " kan spørres om den."),
        )  # fmt: skip


def holds_address(text: str) -> bool:
    return any(span.kind == Kind.ADDRESS for span in find(text))
