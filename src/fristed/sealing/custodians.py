"""A secret parted between three people so that any two can put it together, and one learns nothing.

For each pair of them one gets a random pad and the other the secret XOR the pad: no arithmetic
that could be got wrong. What each gets is sealed to her own age key, whose private half she keeps
offline.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pyrage import (
    DecryptError,
    IdentityError,
    RecipientError,
    decrypt,
    encrypt,
    x25519,
)

from fristed.sealing import hpke

CUSTODIANS: Final = 3
_FORMAT: Final = "fristed-custodian-1"


class BundlesBroken(Exception):
    """These two do not make the secret: of another file, of the same person, or changed."""


@dataclass(frozen=True)
class Identity:
    """An age key pair. The private half is for its custodian, written down and taken away."""

    recipient: str
    private: str


def new_identity() -> Identity:
    made = x25519.Identity.generate()
    return Identity(str(made.to_public()), str(made))


def is_recipient(text: str) -> bool:
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def part(secret: bytes, *, about: str, recipients: Mapping[str, str]) -> dict[str, bytes]:
    """What each custodian is to keep, sealed to her.

    about        what the secret opens; told again when it is put together
    recipients   custodian -> her age recipient; three of them
    """
    if len(recipients) != CUSTODIANS:
        raise ValueError("three custodians, no more and no fewer")
    pieces: dict[str, dict[str, str]] = {name: {} for name in recipients}
    for first, second in combinations(sorted(recipients), 2):
        pad = os.urandom(len(secret))
        pair = f"{first}+{second}"
        pieces[first][pair] = pad.hex()
        pieces[second][pair] = _xor(secret, pad).hex()
    public = hpke.public_half(secret).hex()
    return {
        name: encrypt(
            json.dumps(
                {"format": _FORMAT, "about": about, "public": public, "pieces": pieces[name]}
            ).encode(),
            [x25519.Recipient.from_str(recipient)],
        )
        for name, recipient in recipients.items()
    }


def open_bundle(bundle: bytes, identity: str) -> str:
    """What a custodian does offline, with `age -d` or with this.

    :raises BundlesBroken: not hers.
    """
    try:
        opened: bytes = decrypt(bundle, [x25519.Identity.from_str(identity)])
    except (DecryptError, IdentityError) as fault:
        raise BundlesBroken from fault
    return opened.decode()


def put_together(one: str, other: str) -> tuple[str, bytes]:
    """What the secret opens, and the secret, from any two opened bundles.

    :raises BundlesBroken: they do not make the secret whose public half they name.
    """
    try:
        first, second = json.loads(one), json.loads(other)
        (pair,) = set(first["pieces"]) & set(second["pieces"])
        pieces = [bytes.fromhex(kept["pieces"][pair]) for kept in (first, second)]
        about, public = first["about"], bytes.fromhex(first["public"])
        secret = _xor(*pieces)
        matches = hpke.public_half(secret) == public and about == second["about"]
    except (ValueError, KeyError, TypeError) as fault:
        raise BundlesBroken from fault
    if not matches:
        raise BundlesBroken
    return about, secret


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
