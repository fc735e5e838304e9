"""What leaves the house in a file: an age file, opened with words that are shown once.

age is a public format with programs for every system: https://age-encryption.org/v1
"""

import secrets
from typing import Final

import pyrage

ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
GROUPS: Final = 5
GROUP_LENGTH: Final = 4


def new_passphrase() -> str:
    """Twenty letters in groups of four; over 98 bits."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS)
    )


def encrypt(content: bytes, passphrase: str) -> bytes:
    """An age file; slow on purpose, about a second."""
    return bytes(pyrage.passphrase.encrypt(content, passphrase))
