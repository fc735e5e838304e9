"""What a seal is bound to, as bytes that cannot be read two ways."""

import struct


def context(*parts: str | bytes) -> bytes:
    """Join parts with their lengths, so that ("a", "bc") and ("ab", "c") differ."""
    joined = bytearray()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        joined += struct.pack(">I", len(data)) + data
    return bytes(joined)
