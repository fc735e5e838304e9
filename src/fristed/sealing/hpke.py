"""Sealing to a public key: HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM.

All that binds goes in `info`; the suite's interface has no associated data.
"""

from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

KEY_BYTES: Final = 32
OVERHEAD_BYTES: Final = 48  # the sender's public half and the tag
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealBroken(Exception):
    """It does not open: another key, another context, or changed on the way."""


@dataclass(frozen=True)
class KeyPair:
    public: bytes
    private: bytes = field(repr=False)


def new_pair() -> KeyPair:
    private = X25519PrivateKey.generate()
    return KeyPair(private.public_key().public_bytes_raw(), private.private_bytes_raw())


def public_half(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, info: bytes, text: bytes) -> bytes:
    return _SUITE.encrypt(text, X25519PublicKey.from_public_bytes(public), info=info)


def open_sealed(private: bytes, info: bytes, sealed: bytes) -> bytes:
    """:raises SealBroken: wrong key, wrong context or changed bytes."""
    return Opener(private).open(info, sealed)


class Opener:
    """A private half read once, for many seals to it."""

    def __init__(self, private: bytes) -> None:
        self._key: Final = X25519PrivateKey.from_private_bytes(private)

    def open(self, info: bytes, sealed: bytes) -> bytes:
        """:raises SealBroken: wrong key, wrong context or changed bytes."""
        try:
            return _SUITE.decrypt(sealed, self._key, info=info)
        except (InvalidTag, ValueError) as fault:
            raise SealBroken from fault
