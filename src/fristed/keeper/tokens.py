"""Tokens in files, for those who administer, count and run jobs: readable by their owner only."""

import hmac
import os
import secrets
from pathlib import Path
from typing import Final

from fristed.keeper.refusals import Refused

ADMIN: Final = "admin"
COUNT: Final = "count"
WORKER: Final = "worker"
ALL: Final = (ADMIN, COUNT, WORKER)


def make_missing(home: Path) -> None:
    for whose in ALL:
        path = _path(home, whose)
        if not path.exists():
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "w") as writing:
                writing.write(secrets.token_urlsafe(32) + "\n")


def read(home: Path, whose: str) -> str:
    return _path(home, whose).read_text().strip()


def check(home: Path, token: str, *allowed: str) -> None:
    """Read anew each time, so that a token is changed by changing its file.

    :raises Refused: `wrong_token`.
    """
    right = [hmac.compare_digest(read(home, whose).encode(), token.encode()) for whose in allowed]
    if not any(right):
        raise Refused("wrong_token")


def _path(home: Path, whose: str) -> Path:
    return home / f"{whose}.token"
