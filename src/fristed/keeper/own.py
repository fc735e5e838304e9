"""The keeper's own keys: one random root that custody wraps, and what is derived from it."""

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fristed.keeper.custody import Custody
from fristed.keeper.register import Book
from fristed.sealing import hpke
from fristed.sealing.context import context

CUSTODY_KEY: Final = "keeper-own"
SALT_BYTES: Final = 16


@dataclass(frozen=True, repr=False)
class OwnKeys:
    """
    pair     what Django seals codes to while they wait for the keeper
    salt     the installation's salt for word codes; never changed
    """

    pair: hpke.KeyPair
    salt: bytes
    _root: bytes
    _derived: dict[str, bytes] = field(default_factory=dict)

    def derived(self, purpose: str) -> bytes:
        if purpose not in self._derived:
            hkdf = HKDF(hashes.SHA256(), length=32, salt=None, info=context("keeper", purpose))
            self._derived[purpose] = hkdf.derive(self._root)
        return self._derived[purpose]

    def mac(self, purpose: str, bound: bytes) -> bytes:
        return hmac.new(self.derived(purpose), bound, hashlib.sha256).digest()

    def seal(self, purpose: str, whose: str, data: bytes) -> bytes:
        """Seal something of a person's before it goes into the register."""
        nonce = os.urandom(12)
        return nonce + AESGCM(self.derived(purpose)).encrypt(nonce, data, context(purpose, whose))

    def open(self, purpose: str, whose: str, sealed: bytes) -> bytes:
        key = AESGCM(self.derived(purpose))
        return key.decrypt(sealed[:12], sealed[12:], context(purpose, whose))


def load_or_make(book: Book, custody: Custody) -> OwnKeys:
    """The keys as the register has them; made at the first start.

    :raises KeyGone: this custody never wrapped them.
    """
    wrapped, salt = book.meta("own"), book.meta("salt")
    if wrapped is None or salt is None:
        secret, salt = os.urandom(32) + hpke.new_pair().private, os.urandom(SALT_BYTES)
        book.set_meta("own", custody.wrap(CUSTODY_KEY, secret))
        book.set_meta("salt", salt)
        book.note("keys.made")
    else:
        secret = custody.unwrap(CUSTODY_KEY, wrapped)
    root, private = secret[:32], secret[32:]
    return OwnKeys(hpke.KeyPair(hpke.public_half(private), private), salt, root)
