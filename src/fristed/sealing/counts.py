"""Codes that could point at a person, sealed under a quarter's counting key."""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fristed.sealing import padding
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken

PADDED_BYTES: Final = 512
NONCE_BYTES: Final = 12


def seal_count(key: bytes, *, ref: str, quarter: str, payload: str) -> bytes:
    """:raises ValueError: the payload is longer than 508 bytes."""
    nonce = os.urandom(NONCE_BYTES)
    padded = padding.pad_to(PADDED_BYTES, payload.encode())
    return nonce + AESGCM(key).encrypt(nonce, padded, context("count", ref, quarter))


def open_count(key: bytes, *, ref: str, quarter: str, sealed: bytes) -> str:
    """:raises SealBroken: another key, row or quarter, or changed bytes."""
    bound = context("count", ref, quarter)
    try:
        padded = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
        return padding.unpad(padded).decode()
    except (InvalidTag, ValueError) as fault:
        raise SealBroken from fault
