"""Time-based one-time codes (RFC 6238): SHA-1, six digits, thirty seconds."""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode

from fristed.keeper import moments

SECRET_BYTES: Final = 20
STEP_SECONDS: Final = 30
DIGITS: Final = 6
ISSUER: Final = "Fristed"


def new_secret() -> bytes:
    return os.urandom(SECRET_BYTES)


def as_base32(secret: bytes) -> str:
    return base64.b32encode(secret).decode()


def address(secret: bytes, person: str) -> str:
    """What a QR code for an authenticator holds."""
    values = urlencode({"secret": as_base32(secret), "issuer": ISSUER, "digits": DIGITS})
    return f"otpauth://totp/{quote(f'{ISSUER}:{person}')}?{values}"


def step_of(at: datetime) -> int:
    return moments.seconds(at) // STEP_SECONDS


def code(secret: bytes, step: int) -> str:
    mac = hmac.new(secret, step.to_bytes(8), hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4]) & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: bytes, typed: str, at: datetime) -> int | None:
    """The step the code belongs to: this one, or one to either side. Always does three."""
    right = [step for step in _steps(at) if hmac.compare_digest(code(secret, step), typed)]
    return right[-1] if right else None


def _steps(at: datetime) -> Iterator[int]:
    now = step_of(at)
    return iter((now - 1, now, now + 1))
