"""What a session row keeps: unreadable without the cookie's token."""

import hashlib
import os
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken

TOKEN_BYTES: Final = 32
NONCE_BYTES: Final = 12


def token() -> str:
    """A new session token of 256 bits, for the cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """What the session is looked up by."""
    return hashlib.sha256(context("session", token)).digest()


def seal_under(token: str, bound: bytes, data: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key(token)).encrypt(nonce, data, bound)


def open_under(token: str, bound: bytes, sealed: bytes) -> bytes:
    """:raises SealBroken: another token or context, or changed bytes."""
    try:
        return AESGCM(_key(token)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as fault:
        raise SealBroken from fault


def _key(token: str) -> bytes:
    hkdf = HKDF(hashes.SHA256(), length=32, salt=None, info=context("session key"))
    return hkdf.derive(token.encode())
