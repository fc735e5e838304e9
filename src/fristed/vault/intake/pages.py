"""A page of a PDF as a picture, drawn by a process that holds no key, no session and no secret."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

PROGRAM: Final = Path(__file__).with_name("rendering.py")
SECONDS: Final = 15  # on the clock; the program has its own limit of work


def picture(content: bytes, page: int) -> bytes:
    """The page as JPEG.

    :raises RuleBroken: `no_picture`.
    """
    command = [sys.executable, "-I", str(PROGRAM), str(page)]
    try:
        drawn = subprocess.run(
            command, input=content, capture_output=True, env={}, timeout=SECONDS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        raise RuleBroken("no_picture", _("Siden kan ikke vises her. Last ned filen.")) from fault
    return drawn.stdout
