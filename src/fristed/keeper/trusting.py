"""Whom the keeper trusts to say who somebody is: what writes `issuers.json`.

Commands that run for a moment, with a network the keeper itself does not have. No door can do it,
so no door can put a key of its own among a provider's.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from fristed.keeper.assertions import OUTSIDE
from fristed.keeper.oidc import ISSUERS, NotTrusted

TIMEOUT_SECONDS: Final = 10.0
WELL_KNOWN: Final = "/.well-known/openid-configuration"
ALONE: Final = ("127.0.0.1", "localhost")
SIGNS: Final = ("RSA", "EC")


def trust(
    home: Path,
    *,
    issuer: str,
    audience: str,
    doors: Sequence[str],
    acr: Sequence[str],
    subject: Sequence[str],
    newcomers: bool,
    second_factor: Sequence[str] = (),
) -> None:
    """Trust a provider, with the keys it publishes now. Replaces what was said of it before.

    second_factor   the strengths that say she showed one; by default those that will do

    :raises NotTrusted: see there; or it is trusted with more than it may be.
    """
    if set(doors) != {OUTSIDE} and (newcomers or not acr):
        raise NotTrusted(f"{issuer}: newcomers, and no --acr, are for the door {OUTSIDE} alone")
    entry = {
        "issuer": issuer,
        "audience": audience,
        "doors": list(doors),
        "acr": list(acr),
        "second_factor": list(second_factor or acr),
        "subject": list(subject) or ["sub"],
        "newcomers": newcomers,
        "keys": keys_of(issuer),
    }
    others = [
        one for one in _kept(home) if one["issuer"] != issuer or not set(one["doors"]) & set(doors)
    ]
    _keep(home, [*others, entry])


def fetch_keys(home: Path) -> list[str]:
    """Fetch every provider's keys anew; answers those whose old ones had to stay."""
    entries, stayed = _kept(home), []
    for entry in entries:
        try:
            entry["keys"] = keys_of(entry["issuer"])
        except NotTrusted:
            stayed.append(str(entry["issuer"]))
    _keep(home, entries)
    return stayed


def keys_of(issuer: str) -> list[Mapping[str, Any]]:
    """The keys a provider signs with, from the addresses it publishes itself.

    :raises NotTrusted: it cannot be reached over TLS, or says that it is another.
    """
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False) as client:
            said = _asked(client, issuer.rstrip("/") + WELL_KNOWN)
            if said["issuer"] != issuer:
                raise NotTrusted(f"{issuer} says that it is {said['issuer']}")
            published: Iterable[Mapping[str, Any]] = _asked(client, said["jwks_uri"])["keys"]
            keys = [
                key
                for key in published
                if key.get("kty") in SIGNS and key.get("use", "sig") == "sig" and "kid" in key
            ]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as fault:
        raise NotTrusted(f"{issuer} does not answer as it should") from fault
    if not keys:
        raise NotTrusted(f"{issuer} publishes no key to verify with")
    return keys


def _asked(client: httpx.Client, address: str) -> Any:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in ALONE:
        raise NotTrusted(f"{address}: only over https")
    return client.get(address).raise_for_status().json()


def _kept(home: Path) -> list[dict[str, Any]]:
    path = home / ISSUERS
    found: list[dict[str, Any]] = json.loads(path.read_text()) if path.exists() else []
    return found


def _keep(home: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Whole or not at all: the keeper may be reading it."""
    part = home / f".{ISSUERS}.{os.getpid()}"
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(entries, file, indent=1)
    part.replace(home / ISSUERS)
