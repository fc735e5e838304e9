"""Programs from Debian that the tests need: installed when we may, asked for when we may not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

APT = ["apt-get", "-y", "-q", "--no-install-recommends", "install"]


def install(packages: Sequence[str], *, why: str) -> None:
    """Install Debian packages, as root or with sudo that asks nothing.

    :raises SystemExit: we may not, or Debian's archive cannot be reached.
    """
    by = [] if os.geteuid() == 0 else ["sudo", "-n"]
    may = not by or _works([*by, "true"])
    if not (may and shutil.which("apt-get")):
        raise SystemExit(f"{why} As root, run:\n\n    apt-get install {' '.join(packages)}\n")
    print(f"Installing {', '.join(packages)} ...", file=sys.stderr, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-q", "update"], [*APT, *packages]):
        if subprocess.run([*by, *command], env=environment, check=False).returncode:
            raise SystemExit(f"{why} Debian's archive did not give it: {' '.join(command)}")


def browsers() -> None:
    """Debian's Chromium and Firefox, and fonts for every language that is shown."""
    missing = [one for one in ("chromium", "firefox-esr") if not shutil.which(one)]
    if not Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf").exists():
        missing.append("fonts-noto-core")
    if missing:
        install(missing, why="The journeys need browsers and fonts.")


def mail_server() -> None:
    """Debian's dovecot; a private one is run, and never the system's."""
    if not Path("/usr/lib/dovecot/imap").exists():
        install(["dovecot-imapd"], why="The tests of mail need a real mail server.")


def _works(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
