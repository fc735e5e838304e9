"""Size classes, so that a ciphertext's length says little about its text."""

import struct
from typing import Final

from fristed.sealing.hpke import SealBroken

KIB: Final = 1024
CLASSES: Final = (1 * KIB, 4 * KIB, 16 * KIB, 64 * KIB)
_PREFIX: Final = struct.Struct(">I")


def size_class(length: int) -> int:
    """The padded size of a text of this length, its length prefix included  [bytes]."""
    needed = length + _PREFIX.size
    for size in CLASSES:
        if needed <= size:
            return size
    largest = CLASSES[-1]
    return -(-needed // largest) * largest


def pad(data: bytes) -> bytes:
    return pad_to(size_class(len(data)), data)


def pad_to(size: int, data: bytes) -> bytes:
    """:raises ValueError: longer than `size` allows."""
    if len(data) + _PREFIX.size > size:
        raise ValueError("too long for its size class")
    return (_PREFIX.pack(len(data)) + data).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """:raises SealBroken: not something `pad` made."""
    if len(padded) < _PREFIX.size:
        raise SealBroken
    (length,) = _PREFIX.unpack_from(padded)
    end = _PREFIX.size + length
    if end > len(padded) or padded[end:].strip(b"\0"):
        raise SealBroken
    return padded[_PREFIX.size : end]
