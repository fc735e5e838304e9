"""Identity providers, by OpenID Connect: where to send somebody, and what she comes back with.

Authorization code with PKCE, state and nonce, and a signed assertion instead of a client secret.
Nothing here verifies an ID token: the keeper does, on keys it fetched itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7523.assertion import sign_jwt_bearer_assertion
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.jwk import RSAKey

from fristed.adapters.providers import Provider

TIMEOUT_SECONDS: Final = 5.0
ASSERTION_SECONDS: Final = 60  # ID-porten takes no longer than 120
ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
WELL_KNOWN: Final = "/.well-known/openid-configuration"
ALONE: Final = ("127.0.0.1", "localhost")

Metadata = Mapping[str, Any]


class ProviderAway(Exception):
    """It cannot be reached, or does not answer as it should."""


@dataclass(frozen=True)
class Tokens:
    """What a code was changed into: who she is, and leave to ask more."""

    id_token: str = field(repr=False)
    access_token: str = field(repr=False)


def metadata_of(provider: Provider) -> Metadata:
    """What the provider publishes of itself.

    :raises ProviderAway: it does not, or says that it is another.
    """
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS) as client:
            said: Metadata = _asked(client, provider.issuer.rstrip("/") + WELL_KNOWN)
        if said["issuer"] != provider.issuer:
            raise ProviderAway
        for name in ("authorization_endpoint", "token_endpoint"):
            _check_address(said[name])
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as fault:
        raise ProviderAway from fault
    return said


def address_to(
    provider: Provider,
    metadata: Metadata,
    *,
    back: str,
    state: str,
    nonce: str,
    verifier: str,
    language: str,
    acr: Sequence[str],
) -> str:
    """Where to send her.

    back   the address she comes back to
    acr    the strengths that will do, or nothing
    """
    asks = {**provider.asks, "ui_locales": language}
    if acr:
        asks["acr_values"] = " ".join(acr)
    return str(
        prepare_grant_uri(
            metadata["authorization_endpoint"],
            provider.client,
            "code",
            redirect_uri=back,
            scope=provider.scope,
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
            **asks,
        )
    )


def tokens_for(
    provider: Provider, metadata: Metadata, *, back: str, code: str, verifier: str
) -> Tokens:
    """Change the code she came back with into tokens; it is good once.

    :raises ProviderAway: the provider refuses it, or does not answer.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
        "client_id": provider.client,
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": _assertion(provider),
    }
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS) as client:
            answer = client.post(metadata["token_endpoint"], data=form).raise_for_status()
        said = answer.json()
        return Tokens(str(said["id_token"]), str(said["access_token"]))
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as fault:
        raise ProviderAway from fault


def groups_of(provider: Provider, tokens: Tokens) -> Sequence[Mapping[str, Any]]:
    """What she belongs to, as the provider says it.

    :raises ProviderAway: it does not answer.
    """
    found = _with_token(provider.groups, tokens)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def user_info(metadata: Metadata, tokens: Tokens) -> Mapping[str, Any]:
    """What the provider says of her beside the ID token.

    :raises ProviderAway: it does not answer.
    """
    said = _with_token(str(metadata.get("userinfo_endpoint", "")), tokens)
    return said if isinstance(said, dict) else {}


def _assertion(provider: Provider) -> str:
    """Our word that it is we who ask (private_key_jwt, RFC 7523), good for a minute and once."""
    key = RSAKey.import_key(provider.key)
    signed = sign_jwt_bearer_assertion(
        key,
        issuer=provider.client,
        subject=provider.client,
        audience=provider.issuer,
        expires_in=ASSERTION_SECONDS,
        header={"alg": "RS256", "kid": key.thumbprint()},
    )
    return str(signed)


def _with_token(address: str, tokens: Tokens) -> Any:
    headers = {"Authorization": f"Bearer {tokens.access_token}"}
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS, headers=headers) as client:
            return _asked(client, address)
    except (httpx.HTTPError, ValueError) as fault:
        raise ProviderAway from fault


def _asked(client: httpx.Client, address: str) -> Any:
    _check_address(address)
    return client.get(address).raise_for_status().json()


def _check_address(address: str) -> None:
    """:raises ValueError: neither https nor this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in ALONE:
        raise ValueError("only over https")
