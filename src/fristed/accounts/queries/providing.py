"""Signing in at an identity provider: what is remembered while she is away, and who came back."""

import json
import secrets
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from fristed.accounts.rules.professionals import Organisation, employers, represented
from fristed.adapters import identity
from fristed.adapters.identity import Metadata, Tokens
from fristed.adapters.providers import Provider
from fristed.vault import keeper

METADATA_SECONDS: Final = 3600
BEGUN: Final = "begun"


@dataclass(frozen=True)
class Begun:
    """What one way to a provider and back began with: in her session, and good once.

    why          "sign_in", "step_up" or "enrol"
    then         where she was going; an address of this door
    invitation   what lets her bind this way of signing in to her account, or nothing
    """

    provider: str
    why: str
    then: str
    invitation: str = field(default="", repr=False)
    state: str = field(default_factory=secrets.token_urlsafe)
    nonce: str = field(default_factory=secrets.token_urlsafe)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)

    def kept(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Arrival:
    """Somebody the keeper has spoken for, and what her provider says of her.

    person   her account's reference
    name     empty where the provider says none
    kept     what her session keeps of it, to leave the provider by and to know whom she acts for
    """

    person: str
    name: str
    assertion: str = field(repr=False)
    kept: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class LeavePage:
    """How she leaves her provider too: a form that is sent there.

    origin   where the form goes, as the content policy says it
    """

    label: str
    address: str
    fields: Mapping[str, str] = field(repr=False)

    @property
    def origin(self) -> str:
        return origin_of(self.address)


def providers() -> Sequence[Provider]:
    """Those people of this door may sign in at, in this installation."""
    found: Sequence[Provider] = settings.FRISTED_PROVIDERS
    return found


def provider_named(name: str) -> Provider | None:
    return next((one for one in providers() if one.name == name), None)


def metadata_of(provider: Provider) -> Metadata:
    """:raises ProviderAway: it does not say where its pages are."""
    kept: Metadata | None = cache.get(f"provider:{provider.issuer}")
    if kept is None:
        kept = identity.metadata_of(provider)
        cache.set(f"provider:{provider.issuer}", kept, METADATA_SECONDS)
    return kept


def address_to(provider: Provider, begun: Begun, *, back: str, language: str) -> str:
    """:raises ProviderAway: see `metadata_of`."""
    return identity.address_to(
        provider,
        metadata_of(provider),
        back=back,
        state=begun.state,
        nonce=begun.nonce,
        verifier=begun.verifier,
        language=language,
        acr=provider.second_factor if begun.why == "step_up" else provider.acr,
    )


def tokens_for(provider: Provider, begun: Begun, *, code: str, back: str) -> Tokens:
    """:raises ProviderAway: it refuses the code, or does not answer."""
    return identity.tokens_for(
        provider, metadata_of(provider), back=back, code=code, verifier=begun.verifier
    )


def arrive(provider: Provider, begun: Begun, tokens: Tokens) -> Arrival:
    """Have the keeper see who she is. A pupil is turned away before it is asked.

    :raises ProviderAway: it does not say what she is to her employer.
    :raises RuleBroken: `not_professional`.
    :raises KeeperAway: nobody can sign in now.
    :raises KeeperRefused: see `sign_in_oidc` there.
    """
    works_at = employers(identity.groups_of(provider, tokens)) if provider.groups else ()
    invited: dict[str, Any] = {"invite": begun.invitation} if begun.invitation else {}
    said = keeper.call(
        "sign_in_oidc",
        id_token=tokens.id_token,
        nonce=begun.nonce,
        door=settings.FRISTED_DOOR,
        **invited,
    )
    claims = _claims(tokens.id_token)  # the keeper has verified them
    return Arrival(
        person=said["person"],
        name=_name(provider, claims, tokens),
        assertion=said["assertion"],
        kept={
            "provider": provider.name,
            "id_token": tokens.id_token,
            "sid": session_at(provider, str(claims.get("sid", ""))),
            "sub": session_at(provider, str(claims.get("sub", ""))),
            "acts_for": [astuple(one) for one in (*works_at, *represented(claims))],
        },
    )


@dataclass(frozen=True)
class Left:
    """Who has left her provider: one session of hers, or where that is empty, all of them."""

    sid: str
    sub: str = field(repr=False)


def left(provider: Provider, logout_token: str) -> Left:
    """Have the keeper see that it is the provider who says so.

    :raises KeeperAway: it should say it again.
    :raises KeeperRefused: `wrong_id_token`.
    """
    keeper.call("end_oidc", logout_token=logout_token, door=settings.FRISTED_DOOR)
    claims = _claims(logout_token)  # the keeper has verified them
    if claims["iss"] != provider.issuer:
        raise keeper.KeeperRefused("wrong_id_token", "")
    return Left(
        session_at(provider, str(claims.get("sid", ""))),
        session_at(provider, str(claims.get("sub", ""))),
    )


def acts_for(session: Mapping[str, Any]) -> tuple[Organisation, ...]:
    """Where the person signed in works, or whom she acts for; none where nobody has said it."""
    return tuple(Organisation(*one) for one in session.get("acts_for", ()))


def session_at(provider: Provider, named: str) -> str:
    """What her session, or she, is called at the provider, among all providers'."""
    return f"{provider.issuer} {named}" if named else ""


def way_out(kept: Mapping[str, Any], *, back: str) -> LeavePage | None:
    """How to leave the provider; none where she did not sign in at one, or it has no way out.

    kept   her session, as it was
    back   where the provider sends her afterwards
    """
    provider = provider_named(str(kept.get("provider", "")))
    if provider is None:
        return None
    address = ""
    with suppress(identity.ProviderAway):
        address = str(metadata_of(provider).get("end_session_endpoint", ""))
    fields = {"id_token_hint": str(kept["id_token"]), "post_logout_redirect_uri": back}
    return LeavePage(provider.label, address, fields) if address else None


def origins_of(provider: Provider) -> Sequence[str]:
    """The origins a provider's own pages come from: those that may frame what ends a session."""
    said: Metadata = {}
    with suppress(identity.ProviderAway):
        said = metadata_of(provider)
    names = ("authorization_endpoint", "end_session_endpoint")
    addresses = [provider.issuer, *(str(said[name]) for name in names if name in said)]
    return sorted({origin_of(address) for address in addresses})


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _name(provider: Provider, claims: Mapping[str, Any], tokens: Tokens) -> str:
    said = claims.get("name")
    if not said:
        with suppress(identity.ProviderAway):
            said = identity.user_info(metadata_of(provider), tokens).get("name")
    return str(said or "")[:120]


def _claims(id_token: str) -> Mapping[str, Any]:
    payload = id_token.split(".")[1]
    found: Mapping[str, Any] = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return found
