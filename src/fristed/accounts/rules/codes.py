"""Six-digit codes from a known secret: for the sample personas' one-click sign-in only.

Real codes are checked by the keeper, the only one that holds real secrets.
"""

import hmac
import struct
from base64 import b32decode
from collections.abc import Iterator
from datetime import datetime
from typing import Final

STEP_SECONDS: Final = 30
DIGITS: Final = 6


def code_for(secret: str, step: int) -> str:
    """The code of one step (RFC 6238 with HMAC-SHA-1 and six digits, as authenticator apps do)."""
    key = b32decode(secret.upper() + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", step), "sha1")
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def codes_around(secret: str, moment: datetime) -> Iterator[str]:
    """Codes the keeper may take now: this step's, then the next, when that one is used up."""
    step = int(moment.timestamp()) // STEP_SECONDS
    yield code_for(secret, step)
    yield code_for(secret, step + 1)
