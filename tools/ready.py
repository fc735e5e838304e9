"""Make .venv hold exactly what a lock file says, then become the command that was asked for.

    python3 tools/ready.py run -m fristed.config.supervisor
    python3 tools/ready.py dev tools/test.py

Runs on any Python 3 that is installed and uses nothing but the standard library.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
COMMAND = """\
#!/bin/sh
exec "$(dirname "$0")/python" -m safecount "$@"
"""
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
OLDEST = (3, 11)
NEWEST = (3, 13)


def main(kind: str, command: list[str]) -> None:
    with Path(__file__).open() as lock:  # two makes at once: the second waits
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_ready(kind)
    os.chdir(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start compiles Django anew
    os.execv(PYTHON, [str(PYTHON), *command])  # noqa: S606 - no shell, our own interpreter


def make_ready(kind: str) -> None:
    base = find_python()
    place = f"{ROOT} {base}"
    if VENV.is_symlink():  # another checkout's: never ours to clear
        VENV.unlink()
    if stamped("place") != place or not PYTHON.exists():
        make_venv(base)
    wanted = hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()
    if stamped(kind) != wanted:
        say(f"Installing {LOCKS[kind].name} into .venv ...")
        install(kind)
        stamp(kind, wanted)
    stamp("place", place)
    put_command()


def find_python() -> str:
    """The oldest Python we support that is installed; on Debian 12 that is its own."""
    if OLDEST <= sys.version_info[:2] <= NEWEST and sys.prefix == sys.base_prefix:
        return os.path.realpath(sys.executable)
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        found = shutil.which(f"python{OLDEST[0]}.{minor}")
        if found:
            return os.path.realpath(found)
    return stop("Fristed needs Python 3.11 or newer.", "apt-get install python3.11 python3.11-venv")


def make_venv(base: str) -> None:
    """Make .venv anew, with `src` on its path."""
    asked = subprocess.run([base, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    if asked.returncode:
        name = Path(base).name
        stop("Python's venv is missing.", f"apt-get install {name}-venv")
    say("Making .venv ...")
    run([base, "-m", "venv", "--clear", str(VENV)])
    answer = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.check_output(answer, text=True).strip())
    (packages / "fristed.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")


def put_command() -> None:
    """`safecount` beside `python`, found by its own place: a path may hold a space, or move."""
    command = VENV / "bin" / "safecount"
    if not command.exists():
        command.write_text(COMMAND, encoding="utf-8")
        command.chmod(0o755)


def install(kind: str) -> None:
    """Install what the lock says: two pips, each with every second package of it.

    One pip unpacks on one core and waits for the network in between. Nothing is compiled
    beforehand either: most of it is never imported, and Python keeps what it compiles itself.
    """
    packages = re.split(r"^(?=[a-z])", LOCKS[kind].read_text(encoding="utf-8"), flags=re.MULTILINE)
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    pip += ["--require-hashes", "--no-deps", "--no-compile", "-r"]
    started = []
    for half in range(2):
        part = VENV / f"fristed-part-{half}.txt"
        part.write_text("".join(packages[half::2]), encoding="utf-8")
        started.append(subprocess.Popen([*pip, str(part)]))
    codes = [process.wait() for process in started]
    if any(codes):
        raise SystemExit(max(codes, key=abs))


def stamped(name: str) -> str:
    path = VENV / f"fristed-{name}"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def stamp(name: str, value: str) -> None:
    (VENV / f"fristed-{name}").write_text(value, encoding="utf-8")


def run(command: list[str]) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def stop(why: str, remedy: str) -> NoReturn:
    raise SystemExit(f"{why} As root, run:\n\n    {remedy}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
