"""Where the tests write: memory, where there is room. PostgreSQL and the keeper wait for the disk
at each line they must not lose, and a test's house need not outlive the machine.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - the folder made in it has the run's own number
ROOM = 8 << 30  # bytes that must be free there, and in the machine


def begin() -> None:
    """Point the temporary files of this process, and of all it starts, to a folder of its own.

    The next run clears away what one that was killed has left.
    """
    if not _has_room():
        return
    for old in MEMORY.glob("fristed-[0-9]*"):
        if not Path("/proc", old.name.removeprefix("fristed-")).exists():
            shutil.rmtree(old, ignore_errors=True)
    mine = MEMORY / f"fristed-{os.getpid()}"
    mine.mkdir(mode=0o711)  # as root, PostgreSQL runs as `nobody` and must walk through
    os.environ["TMPDIR"] = str(mine)
    tempfile.tempdir = None  # it is read again


def end() -> None:
    """Remove the folder, when `begin` made one for this very process."""
    mine = Path(tempfile.gettempdir())
    if mine == MEMORY / f"fristed-{os.getpid()}":
        shutil.rmtree(mine, ignore_errors=True)


def _has_room() -> bool:
    try:
        about = os.statvfs(MEMORY)
    except FileNotFoundError:
        return False
    may_run = not about.f_flag & os.ST_NOEXEC  # some tests make programs and start them
    return may_run and min(about.f_bavail * about.f_frsize, _free_memory()) >= ROOM


def _free_memory() -> int:
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(one.split()[1]) * 1024 for one in lines if one.startswith("MemAvailable"))
