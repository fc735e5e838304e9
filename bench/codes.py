"""Codes of the bench's people: each is good once, and one part follows close upon another."""

import time

from fristed.accounts.rules.codes import STEP_SECONDS, code_for
from fristed.config import installation


def unused_code(username: str, secret: str) -> str:
    """Wait, if need be, for a code that no part has used; note it as used."""
    noted = installation.private_folder(installation.var() / "codes") / username
    last = int(noted.read_text()) if noted.exists() else 0
    while (step := int(time.time()) // STEP_SECONDS + 1) <= last:
        time.sleep(0.2)
    noted.write_text(str(step))
    return code_for(secret, step)
