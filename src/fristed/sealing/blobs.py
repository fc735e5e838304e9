"""A document's bytes under a key of their own, in chunks.

Each chunk's nonce is its number and whether it is the last: chunks that are moved, left out or
cut off do not open. The key and the true length stand in an item of the file; here neither does.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken

CHUNK_BYTES: Final = 64 * 1024
KEY_BYTES: Final = 32


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def padded_size(length: int) -> int:
    """At least one chunk, then at most an eighth more, so that a size says little  [bytes].

    Source: Nikitin et al. (2019), "Reducing Metadata Leakage from Encrypted Files and
    Communication with PURBs", PoPETs 2019(4), algorithm Padmé.
    """
    length = max(length, CHUNK_BYTES)
    exponent = length.bit_length() - 1
    kept_bits = exponent.bit_length()
    mask = (1 << (exponent - kept_bits)) - 1
    return (length + mask) & ~mask


def seal_blob(content: bytes, *, key: bytes, file: str, blob: str) -> Iterator[bytes]:
    """The document and its padding, sealed in chunks, in order; the last may be shorter."""
    cipher, bound = AESGCM(key), context("blob", file, blob)
    size = padded_size(len(content))
    for number, start in enumerate(range(0, size, CHUNK_BYTES)):
        end = min(start + CHUNK_BYTES, size)
        chunk = content[start:end].ljust(end - start, b"\0")
        yield cipher.encrypt(_nonce(number, last=end == size), chunk, bound)


def open_blob(chunks: Iterable[bytes], *, key: bytes, file: str, blob: str, length: int) -> bytes:
    """The document, when every chunk is there, in its place and of this file.

    :raises SealBroken: another key, file or place; chunks missing or changed.
    """
    sealed = list(chunks)
    cipher, bound = AESGCM(key), context("blob", file, blob)
    last = len(sealed) - 1
    try:
        padded = b"".join(
            cipher.decrypt(_nonce(number, last=number == last), chunk, bound)
            for number, chunk in enumerate(sealed)
        )
    except (InvalidTag, ValueError) as fault:
        raise SealBroken from fault
    if len(padded) != padded_size(length) or padded[length:].strip(b"\0"):
        raise SealBroken
    return padded[:length]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")
