"""Signing in with an identity provider: the keeper verifies the ID token itself.

`issuers.json` in the keeper's folder lists whom it trusts; it never fetches anything:

    [{"issuer": "https://...", "audience": "...", "doors": ["desk"], "acr": ["..."], "keys": [JWK]}]
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from fristed.keeper import assertions, moments
from fristed.keeper.keeper import Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask

MOST_AGE: Final = timedelta(minutes=10)
SKEW: Final = timedelta(seconds=30)
LEAST_RSA_BITS: Final = 2048
METHOD: Final = "oidc"


@dataclass(frozen=True)
class Issuer:
    issuer: str
    audience: str
    doors: frozenset[str]
    acr: frozenset[str]
    keys: tuple[Mapping[str, Any], ...]


async def sign_in_oidc(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """:raises Refused: `wrong_id_token`, whatever is wrong with it."""
    token, nonce = ask.text("id_token", most=16_000), ask.text("nonce")
    door = assertions.checked_door(ask.name("door"))
    issuers = read_issuers(keeper.settings.home / "issuers.json")
    claims = verified(token, nonce=nonce, door=door, issuers=issuers, at=at)
    used = hashlib.sha256(f"{claims['iss']}\n{nonce}".encode()).digest()

    def decide(book: Book) -> Answer:
        book.do("delete from nonce where expires < ?", book.now)
        if not book.do("insert or ignore into nonce values (?, ?)", used, book.now + 3600):
            raise Refused("wrong_id_token")
        row = book.one(
            "select person from subject where issuer = ? and subject = ?",
            *(claims["iss"], claims["sub"]),
        )
        if row is None:
            raise Refused("wrong_id_token")
        ask.asker = person = row[0]
        book.note("sign_in", person=person, door=door, method=METHOD)
        begun = assertions.begin_staff(book, keeper.own, person=person, door=door, method=METHOD)
        return {**begun, "person": person}

    return await keeper.register.write(at, decide)


def read_issuers(path: Path) -> dict[str, Issuer]:
    """Read anew at each sign-in, so that a provider's new keys need no restart."""
    if not path.exists():
        return {}
    return {
        entry["issuer"]: Issuer(
            issuer=entry["issuer"],
            audience=entry["audience"],
            doors=frozenset(entry["doors"]),
            acr=frozenset(entry["acr"]),
            keys=tuple(entry["keys"]),
        )
        for entry in json.loads(path.read_text())
    }


def verified(
    token: str, *, nonce: str, door: str, issuers: Mapping[str, Issuer], at: datetime
) -> Mapping[str, Any]:
    """The claims of an ID token, when all of it holds.

    Signature by a listed key, issuer, audience, door, nonce, strength (`acr`), issued at most
    ten minutes ago, and the person herself authenticated then if it says when.
    """
    try:
        header, claims, signed, signature = _split(token)
        issuer = issuers[claims["iss"]]
        _check_signature(_key(issuer, header), header["alg"], signed, signature)
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        proofs = moments.from_seconds(int(claims.get("auth_time", claims["iat"])))
        issued, expires = (moments.from_seconds(int(claims[name])) for name in ("iat", "exp"))
        holds = (
            issuer.audience in audience
            and claims.get("azp", issuer.audience) == issuer.audience
            and (len(audience) == 1 or "azp" in claims)
            and door in issuer.doors
            and claims["nonce"] == nonce
            and claims["acr"] in issuer.acr
            and isinstance(claims["sub"], str)
            and claims["sub"] != ""
            and at < expires + SKEW
            and all(at - MOST_AGE <= moment <= at + SKEW for moment in (issued, proofs))
        )
    except (KeyError, TypeError, ValueError, OverflowError, InvalidSignature) as fault:
        raise Refused("wrong_id_token") from fault
    if not holds:
        raise Refused("wrong_id_token")
    return claims


def _split(token: str) -> tuple[Mapping[str, Any], Mapping[str, Any], bytes, bytes]:
    header, claims, signature = token.split(".")
    parts = [json.loads(_unb64(part)) for part in (header, claims)]
    if not all(isinstance(part, dict) for part in parts):
        raise ValueError("not an ID token")
    return parts[0], parts[1], f"{header}.{claims}".encode(), _unb64(signature)


def _key(issuer: Issuer, header: Mapping[str, Any]) -> Mapping[str, Any]:
    """The one key the token names; a token may not bring its own or choose another algorithm."""
    (key,) = [key for key in issuer.keys if key["kid"] == header["kid"]]
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
    return int.from_bytes(_unb64(text))


def _unb64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
