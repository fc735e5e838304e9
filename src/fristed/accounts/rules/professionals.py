"""Who may come in from another service, and for whom she works, from what her provider says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

WORKING: Final = frozenset({"employee", "faculty"})
"""Feide's words for those who work there. Pupils, students and parents have Feide too."""
ORGANISATION: Final = "fc:org"
SCHEME: Final = "0192:"  # Norwegian organisation numbers, in identifiers of actors


@dataclass(frozen=True)
class Organisation:
    """Where somebody works, or whom she acts for. The number has nine digits, or is not known."""

    number: str
    name: str


def employers(groups: Iterable[Mapping[str, Any]]) -> tuple[Organisation, ...]:
    """Where Feide says that she works.

    :raises RuleBroken: `not_professional`: nowhere.
    """
    found = tuple(
        Organisation(_digits(str(group.get("norEduOrgNIN", ""))), str(group.get("displayName", "")))
        for group in groups
        if group.get("type") == ORGANISATION and WORKING & _affiliations(group)
    )
    if not found:
        raise RuleBroken(
            "not_professional",
            _(
                "Denne inngangen er for ansatte. Er du elev og vil snakke med noen, "
                "kan du skrive til oss på Nora uten å si hvem du er."
            ),
        )
    return found


def represented(claims: Mapping[str, Any]) -> tuple[Organisation, ...]:
    """Whom Ansattporten says that she acts for; nobody, when she has chosen to act for herself."""
    details = claims.get("authorization_details", [])
    return tuple(
        party
        for detail in _dicts(details)
        for said in _dicts(detail.get("authorized_parties", detail.get("reportees", [])))
        if (party := _party(said)) is not None
    )


def _party(said: Mapping[str, Any]) -> Organisation | None:
    """Both ways of saying it: an Altinn 3 resource, and the older service."""
    orgno = said.get("orgno", said)
    number = str(orgno.get("ID", "")) if isinstance(orgno, dict) else ""
    if not number.startswith(SCHEME):
        return None
    return Organisation(_digits(number.removeprefix(SCHEME)), str(said.get("name", "")))


def _affiliations(group: Mapping[str, Any]) -> frozenset[str]:
    membership = group.get("membership", {})
    said = membership.get("affiliation") if isinstance(membership, dict) else None
    return frozenset(map(str, said)) if isinstance(said, list) else frozenset()


def _dicts(said: object) -> Sequence[Mapping[str, Any]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def _digits(text: str) -> str:
    digits = text.removeprefix("NO")
    return digits if digits.isdecimal() and len(digits) == 9 else ""
