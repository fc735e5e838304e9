"""Opaque references: the only ids seen outside the database."""

import re
import secrets
from typing import Final

LENGTH: Final = 26
_PATTERN: Final = re.compile(r"[a-z]{3}_[A-Za-z0-9_-]{22}")


def new_ref(prefix: str) -> str:
    """A new reference such as `sak_...`: three letters, then 128 random bits."""
    if not re.fullmatch(r"[a-z]{3}", prefix):
        raise ValueError("a reference starts with three lower-case letters")
    return f"{prefix}_{secrets.token_urlsafe(16)}"


def is_ref(text: str) -> bool:
    return _PATTERN.fullmatch(text) is not None
