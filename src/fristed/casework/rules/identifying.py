"""Who somebody is, said well enough to be known again on another service's list."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fristed.casework.rules.sealed import Sealed
from fristed.kernel.rules import RuleBroken


@dataclass(frozen=True)
class Identity(Sealed):
    """The fields of `safecount.overlap.Person`. Empty where not known.

    number   fødselsnummer or D-number, eleven digits
    born     YYYYMMDD
    """

    number: str = ""
    first: str = ""
    last: str = ""
    born: str = ""
    postcode: str = ""
    place: str = ""


def check_identity(who: Identity, *, on: date) -> None:
    """Check that she can be known again: by her number, or by name and birthday.

    :raises RuleBroken: `too_little`, or `not_born`.
    """
    if not who.number and not (who.first and who.last and who.born):
        raise RuleBroken("too_little", _("Skriv fødselsnummeret, eller navn og fødselsdato."))
    if who.born and who.born > f"{on:%Y%m%d}":
        raise RuleBroken("not_born", _("Fødselsdatoen har ikke vært ennå."))
