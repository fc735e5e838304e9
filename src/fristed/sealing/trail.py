"""One link of a hash chain: the trail's, and the keeper's own log's."""

import hashlib
from typing import Final

from fristed.sealing.context import context

START: Final = bytes(32)


def link(previous: bytes, *fields: str) -> bytes:
    """The hash of an entry and all before it."""
    return hashlib.sha256(context(previous, *fields)).digest()
