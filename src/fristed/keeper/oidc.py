"""Signing in with an identity provider: the keeper verifies the ID token itself.

`issuers.json` in the keeper's folder lists whom it trusts; `trusting` writes it. What serves the
socket only reads it, and never fetches anything. Nobody's subject is kept as the provider says it
(it may be a birth number): what is kept is a MAC of it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from fristed.keeper import admin, assertions, moments
from fristed.keeper.assertions import OUTSIDE
from fristed.keeper.keeper import Keeper
from fristed.keeper.own import OwnKeys
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask, decode_url
from fristed.kernel.refs import new_ref
from fristed.sealing.context import context

ISSUERS: Final = "issuers.json"
MOST_AGE: Final = timedelta(minutes=10)
SKEW: Final = timedelta(seconds=30)
LEAST_RSA_BITS: Final = 2048
BROKEN: Final = (
    *(KeyError, TypeError, ValueError, OverflowError, InvalidSignature),
    RecursionError,  # a thousand brackets inside each other
)
METHOD: Final = "oidc"


class NotTrusted(Exception):
    """The provider does not answer, or not as itself. What was kept before stays as it is."""


@dataclass(frozen=True)
class Issuer:
    """An identity provider and what it is trusted with.

    acr             the strengths that will do; none is asked for where it is empty
    second_factor   those that say she showed a second factor
    subject         the claims that together say who somebody is, always
    newcomers       whether somebody never seen before is somebody new
    """

    issuer: str
    audience: str
    doors: frozenset[str]
    acr: frozenset[str]
    second_factor: frozenset[str]
    subject: tuple[str, ...]
    newcomers: bool
    keys: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Verified:
    """What a provider's token says, when all of it holds."""

    issuer: Issuer
    claims: Mapping[str, Any]

    @property
    def has_second_factor(self) -> bool:
        return bool(self.issuer.second_factor & strengths(self.claims))

    def key(self, own: OwnKeys) -> bytes:
        """Who she is, under a key that only the keeper has."""
        parts = [str(self.claims[name]) for name in self.issuer.subject]
        return own.mac("subject", context(self.issuer.issuer, *self.issuer.subject, *parts))


async def sign_in_oidc(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Sign somebody in; with an invitation, from now on she signs in like this.

    :raises Refused: `wrong_id_token`, whatever is wrong with it; `unknown_subject`; `wrong_invite`;
        `subject_taken`: another person signs in like this.
    """
    seen, door = _seen(keeper, ask, at), assertions.checked_door(ask.name("door"))
    invite = ask.text("invite", most=200) if ask.has("invite") else ""

    def decide(book: Book) -> Answer:
        spend(book, seen, "nonce")
        person = _invited(book, keeper.own, seen, invite) if invite else ""
        ask.asker = person = person or _known(book, keeper.own, seen, door)
        book.note("sign_in", person=person, door=door, method=METHOD)
        begun = assertions.begin_staff(
            book,
            keeper.own,
            person=person,
            door=door,
            method=METHOD,
            strong=seen.has_second_factor,
        )
        return {**begun, "person": person}

    return await keeper.register.write(at, decide)


async def step_up_oidc(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The same session, once she has shown anew who she is.

    :raises Refused: `wrong_id_token`, also for somebody else's, or without a second factor.
    """
    staff = await assertions.staff(keeper, ask, at)
    seen = _seen(keeper, ask, at)

    def decide(book: Book) -> Answer:
        spend(book, seen, "nonce")
        if not seen.has_second_factor or person_of(book, keeper.own, seen) != staff.person:
            raise Refused("wrong_id_token")
        book.note("step_up", person=staff.person, method=METHOD)
        return assertions.strengthen(keeper.own, staff, method=METHOD, at=at)

    return await keeper.register.write(at, decide)


def person_of(book: Book, own: OwnKeys, seen: Verified) -> str:
    """Who signs in like this, or nobody."""
    row = book.one("select person from subject where key = ?", seen.key(own))
    return str(row[0]) if row else ""


def _seen(keeper: Keeper, ask: Ask, at: datetime) -> Verified:
    issuers = read_issuers(keeper.settings.home / ISSUERS)
    return verified(
        ask.text("id_token", most=16_000),
        nonce=ask.text("nonce"),
        door=assertions.checked_door(ask.name("door")),
        issuers=issuers,
        at=at,
    )


def spend(book: Book, seen: Verified, name: str) -> None:
    """What a token is good for once by.

    :raises Refused: `wrong_id_token`: it was used.
    """
    said = f"{seen.claims['iss']}\n{seen.claims[name]}"
    said = said if name == "nonce" else f"{name}\n{said}"
    book.do("delete from nonce where expires < ?", book.now)
    used = hashlib.sha256(said.encode()).digest()
    if not book.do("insert or ignore into nonce values (?, ?)", used, book.now + 3600):
        raise Refused("wrong_id_token")


def _known(book: Book, own: OwnKeys, seen: Verified, door: str) -> str:
    person = person_of(book, own, seen)
    if not person and seen.issuer.newcomers and door == OUTSIDE:
        person = new_ref("per")
        book.do("insert into subject values (?, ?)", seen.key(own), person)
        book.note("newcomer", person=person, door=door)
    if not person:
        raise Refused("unknown_subject")
    return person


def _invited(book: Book, own: OwnKeys, seen: Verified, invite: str) -> str:
    """Bind how she signs in to whom the invitation is for; nobody else has it any more."""
    person = admin.invited(book, invite)
    if person_of(book, own, seen) not in {"", person}:
        raise Refused("subject_taken")
    admin.spend_invite(book, admin.invite_hash(invite))
    book.do("insert or replace into subject values (?, ?)", seen.key(own), person)
    book.note("bind_subject", person=person)
    return person


def read_issuers(path: Path) -> Sequence[Issuer]:
    """Read anew at each sign-in, so that a provider's new keys need no restart."""
    if not path.exists():
        return ()
    return tuple(
        Issuer(
            issuer=entry["issuer"],
            audience=entry["audience"],
            doors=frozenset(entry["doors"]),
            acr=frozenset(entry["acr"]),
            second_factor=frozenset(entry.get("second_factor", entry["acr"])),
            subject=tuple(entry.get("subject", ["sub"])),
            newcomers=bool(entry.get("newcomers", False)),
            keys=tuple(entry["keys"]),
        )
        for entry in json.loads(path.read_text())
    )


def verified(
    token: str, *, nonce: str, door: str, issuers: Sequence[Issuer], at: datetime
) -> Verified:
    """What an ID token says, when all of it holds.

    Signature by a listed key, issuer, audience, door, nonce, strength (`acr`), issued at most
    ten minutes ago, and the person herself authenticated then if it says when and there are cases
    behind the door.

    :raises Refused: `wrong_id_token`.
    """
    try:
        issuer, _header, claims = signed(token, door=door, issuers=issuers)
        when = ("iat",) if door == OUTSIDE or "auth_time" not in claims else ("iat", "auth_time")
        expires = moments.from_seconds(int(claims["exp"]))
        holds = (
            is_for_us(issuer, claims)
            and claims["nonce"] == nonce
            and _is_strong_enough(issuer, claims, door)
            and all(_says_who(claims[name]) for name in issuer.subject)
            and at < expires + SKEW
            and all(
                at - MOST_AGE <= moments.from_seconds(int(claims[name])) <= at + SKEW
                for name in when
            )
        )
    except BROKEN as fault:
        raise Refused("wrong_id_token") from fault
    if not holds:
        raise Refused("wrong_id_token")
    return Verified(issuer, claims)


def signed(
    token: str, *, door: str, issuers: Sequence[Issuer]
) -> tuple[Issuer, Mapping[str, Any], Mapping[str, Any]]:
    """Who signed a token for the door, its header, and what it says.

    :raises BROKEN: nobody we trust there did, or it is no token.
    """
    header, claims, words, signature = _split(token)
    (issuer,) = [one for one in issuers if one.issuer == claims["iss"] and door in one.doors]
    _check_signature(_key(issuer, header), header["alg"], words, signature)
    return issuer, header, claims


def is_for_us(issuer: Issuer, claims: Mapping[str, Any]) -> bool:
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    return (
        issuer.audience in audience
        and claims.get("azp", issuer.audience) == issuer.audience
        and (len(audience) == 1 or "azp" in claims)
    )


def _is_strong_enough(issuer: Issuer, claims: Mapping[str, Any], door: str) -> bool:
    """One of the strengths that will do."""
    return bool(issuer.acr & strengths(claims)) if issuer.acr else door == OUTSIDE


def strengths(claims: Mapping[str, Any]) -> set[Any]:
    """What a token says of how she showed who she is: `acr`, or Entra's list of them, `acrs`."""
    several = claims.get("acrs", [])
    return {claims.get("acr"), *(several if isinstance(several, list) else [several])}


def _says_who(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _split(token: str) -> tuple[Mapping[str, Any], Mapping[str, Any], bytes, bytes]:
    header, claims, signature = token.split(".")
    parts = [json.loads(decode_url(part)) for part in (header, claims)]
    if not all(isinstance(part, dict) for part in parts):
        raise ValueError("not an ID token")
    return parts[0], parts[1], f"{header}.{claims}".encode(), decode_url(signature)


def _key(issuer: Issuer, header: Mapping[str, Any]) -> Mapping[str, Any]:
    """The one key the token names, or the only one there is.

    A token may not bring its own or choose another algorithm.
    """
    named = header.get("kid")
    (key,) = [key for key in issuer.keys if named is None or key.get("kid") == named]
    if key.get("use", "sig") != "sig" or key.get("alg", header["alg"]) != header["alg"]:
        raise ValueError("not a key for this")
    if "crit" in header:
        raise ValueError("an extension this code does not know")
    return key


def _check_signature(key: Mapping[str, Any], alg: str, signed: bytes, signature: bytes) -> None:
    """RS256 and ES256, nothing else: not `none`, not HMAC.

    :raises InvalidSignature: it is not theirs.
    """
    if alg == "RS256" and key["kty"] == "RSA":
        public = rsa.RSAPublicNumbers(e=_number(key["e"]), n=_number(key["n"])).public_key()
        if public.key_size < LEAST_RSA_BITS:
            raise ValueError("the key is too short")
        public.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    elif alg == "ES256" and key["kty"] == "EC" and key["crv"] == "P-256":
        numbers = ec.EllipticCurvePublicNumbers(
            _number(key["x"]), _number(key["y"]), ec.SECP256R1()
        )
        if len(signature) != 64:
            raise ValueError("not an ES256 signature")
        r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
        numbers.public_key().verify(encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))
    else:
        raise ValueError("not an algorithm we accept")


def _number(text: str) -> int:
    return int.from_bytes(decode_url(text))
