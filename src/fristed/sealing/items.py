"""One text under its own data key, bound to the place it was written for.

version (1) | item (16) | length of part (1) | part | data key, wrapped (80) | nonce (12) | text
"""

import hashlib
import os
import struct
import uuid
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fristed.sealing import hpke, padding
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken

__all__ = [
    "Header",
    "SealBroken",
    "digest",
    "item_context",
    "item_head",
    "open_item",
    "read_header",
    "seal_item",
]

VERSION: Final = 1
DATA_KEY_BYTES: Final = 32
WRAPPED_BYTES: Final = DATA_KEY_BYTES + hpke.OVERHEAD_BYTES
NONCE_BYTES: Final = 12
_START: Final = struct.Struct(">B16sB")


@dataclass(frozen=True)
class Header:
    """What can be read of a sealed text without any key."""

    item: str
    part: str
    wrapped: bytes


def item_context(file: str, item: str, slot: str, part: str, *, version: int = VERSION) -> bytes:
    """What a text is bound to: another file, row, field or part, and it does not open."""
    return context("item", str(version), file, item, slot, part)


def item_head(item: str, part: str) -> bytes:
    """What a sealed text begins with, in the clear."""
    named = part.encode()
    return _START.pack(VERSION, uuid.UUID(item).bytes, len(named)) + named


def seal_item(*, public_key: bytes, file: str, item: str, slot: str, part: str, text: str) -> bytes:
    """Seal a text to its file's public key.

    slot   "app.model.field:ref-of-row"
    part   the part of the file that a grant may name
    """
    bound = item_context(file, item, slot, part)
    data_key, nonce = os.urandom(DATA_KEY_BYTES), os.urandom(NONCE_BYTES)
    return b"".join(
        (
            item_head(item, part),
            hpke.seal(public_key, bound, data_key),
            nonce,
            AESGCM(data_key).encrypt(nonce, padding.pad(text.encode()), bound),
        )
    )


def read_header(blob: bytes) -> Header:
    """:raises SealBroken: not a sealed text."""
    header, _ = _split(blob)
    return header


def open_item(blob: bytes, *, data_key: bytes, file: str, slot: str) -> str:
    """:raises SealBroken: another key or place, or changed bytes."""
    header, sealed = _split(blob)
    bound = item_context(file, header.item, slot, header.part)
    try:
        padded = AESGCM(data_key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
        return padding.unpad(padded).decode()
    except (InvalidTag, ValueError) as fault:
        raise SealBroken from fault


def digest(blob: bytes) -> bytes:
    """What the ledger and the keeper's chain know of a sealed text."""
    return hashlib.sha256(blob).digest()


def _split(blob: bytes) -> tuple[Header, bytes]:
    try:
        version, item, length = _START.unpack_from(blob)
    except struct.error as fault:
        raise SealBroken from fault
    body = _START.size + length + WRAPPED_BYTES
    if version != VERSION or len(blob) < body + NONCE_BYTES:
        raise SealBroken
    try:
        part = blob[_START.size : _START.size + length].decode()
    except UnicodeDecodeError as fault:
        raise SealBroken from fault
    wrapped = blob[_START.size + length : body]
    return Header(str(uuid.UUID(bytes=item)), part, wrapped), blob[body:]
