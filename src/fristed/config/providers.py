"""The identity providers a door may send people to; an installation names its client at each.

    FRISTED_FEIDE_CLIENT=...          our id at the provider; without one it is not offered
    FRISTED_FEIDE_ISSUER=https://...  where it is, when it is not the one below (its test service)
    FRISTED_FEIDE_ACR="..."           the strengths that will do, when they are not those below
    FRISTED_FEIDE_SECOND_FACTOR="..." the same, of those that say she showed a second factor
    FRISTED_ANSATTPORTEN_RESOURCE=... the Altinn resource by which she says whom she represents
    secrets/feide.pem                 our private key there; `make_client_key` makes it

The keeper trusts each of them by a command of its own: `python -m fristed.keeper trust`.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from fristed.adapters.providers import Provider
from fristed.config.doors import DESK, PARTNER, STUDIO, Door
from fristed.config.installation import secret


@dataclass(frozen=True)
class Known:
    """A provider as its own documentation describes it (November 2026).

    second_factor   what it calls a sign-in with a second factor, where `acr` does not ask for one
    subject         the claims that always say who somebody is: what the keeper is told to go by
    """

    name: str
    label: str
    issuer: str
    door: Door
    scope: str = "openid"
    acr: Sequence[str] = ()
    second_factor: Sequence[str] = ()
    subject: Sequence[str] = ("sub",)
    asks: Mapping[str, str] = field(default_factory=dict)
    groups: str = ""


KNOWN: Final = (
    Known(
        name="feide",
        label="Feide",
        issuer="https://auth.dataporten.no",
        door=PARTNER,
        scope="openid userinfo-name userid-feide groups-org groups-edu",
        second_factor=("urn:mace:feide.no:auth:level:fad08:3",),
        groups="https://groups-api.dataporten.no/groups/me/groups",
    ),
    Known(
        name="ansattporten",
        label="Ansattporten",
        issuer="https://ansattporten.no",
        door=PARTNER,
        acr=("substantial", "high"),
        subject=("pid",),  # its `sub` is a new one each time
    ),
    Known(
        name="idporten",
        label="ID-porten",
        issuer="https://idporten.no",
        door=PARTNER,
        acr=("idporten-loa-substantial", "idporten-loa-high"),
        asks={"prompt": "login"},
    ),
    Known(
        name="entra",
        label="jobbkontoen",
        issuer="",  # https://login.microsoftonline.com/{tenant}/v2.0
        door=DESK,
        scope="openid profile",
        subject=("tid", "oid"),  # never an address: those are given to others
        asks={"prompt": "login"},
    ),
)


def providers_of(door: Door) -> tuple[Provider, ...]:
    """Those of the door's providers at which this installation has a client."""
    whose = DESK if door == STUDIO else door  # its editors are the desk's people
    return tuple(_provider(one) for one in KNOWN if one.door == whose and _said(one, "CLIENT"))


def _provider(one: Known) -> Provider:
    acr = tuple(_said(one, "ACR").split()) or tuple(one.acr)
    return Provider(
        name=one.name,
        label=one.label,
        issuer=_said(one, "ISSUER") or one.issuer,
        client=_said(one, "CLIENT"),
        key=secret(f"{one.name}.pem"),
        scope=one.scope,
        acr=acr,
        second_factor=tuple(_said(one, "SECOND_FACTOR").split()) or tuple(one.second_factor) or acr,
        asks={**one.asks, **_as_claims(one, acr), **_representing(one)},
        groups=_said(one, "GROUPS") or one.groups,
    )


def _as_claims(one: Known, acr: Sequence[str]) -> Mapping[str, str]:
    """Entra is asked for a strength (authentication context) as a claim, not by `acr_values`."""
    if one.door != DESK:
        return {}
    wanted = {"acrs": {"essential": True, "values": list(acr)}}
    return {"claims": json.dumps({"id_token": wanted})}


def _representing(one: Known) -> Mapping[str, str]:
    """Ansattporten lets her choose whom she represents, when it is told by which resource."""
    resource = _said(one, "RESOURCE")
    wanted = [{"type": "ansattporten:altinn:resource", "resource": resource}]
    return {"authorization_details": json.dumps(wanted)} if resource else {}


def _said(one: Known, what: str) -> str:
    return os.environ.get(f"FRISTED_{one.name.upper()}_{what}", "")
