"""Where this installation keeps what it must not lose: the var folder, its secrets and sockets."""

import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOCKET_PATH_LIMIT = 107  # bytes; sockaddr_un holds 108 with its closing zero
PORT = 8000


class NotSafe(Exception):
    """A folder or a file that others could have prepared for us."""


def var() -> Path:
    """The folder of this installation: FRISTED_VAR, or var/ in the checkout."""
    return Path(os.environ.get("FRISTED_VAR") or ROOT / "var").absolute()


def first_port() -> int:
    """The port of the first door; the others follow it."""
    return int(os.environ.get("FRISTED_PORT") or PORT)


def in_production() -> bool:
    return os.environ.get("FRISTED_PRODUCTION") == "1"


def secret(name: str) -> str:
    """Read a secret: from systemd's credentials where they are given, else from var/secrets."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if folder and (given := Path(folder) / name).is_file():
        return given.read_text().strip()
    return (var() / "secrets" / name).read_text().strip()


def make_secret(name: str) -> str:
    """Read a secret from var/secrets, and make it first where it is missing."""
    path = private_folder(var() / "secrets") / name
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    part.replace(path)


def private_folder(path: Path, mode: int = 0o700) -> Path:
    """Make a folder that is ours alone, or check that it is.

    :raises NotSafe: it is a link, or belongs to somebody else.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.mkdir(mode=mode)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise NotSafe(f"{path} is not a folder of ours alone") from None
    if stat.S_IMODE(path.stat().st_mode) != mode:
        path.chmod(mode)  # mkdir's mode went through the umask
    return path


def socket_folder(installation: Path, name: str, socket: str) -> Path:
    """Where a socket lives: under the var folder, or in the temp folder when that path is too long.

    installation    the var folder
    name            `pg` or `keeper`: a folder for each, as they may belong to different users
    socket          the file name the folder must have room for
    """
    folder = installation / "sockets" / name
    if fits_a_socket(folder / socket):
        return folder
    short = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    digest = hashlib.sha256(os.fsencode(installation)).hexdigest()[:16]
    return Path(short) / f"fristed-{os.geteuid()}-{digest}" / name


def fits_a_socket(path: Path) -> bool:
    """Whether the kernel takes the path, and libpq reads it as one host (a comma makes two)."""
    return len(os.fsencode(path)) <= SOCKET_PATH_LIMIT and "," not in str(path)


def keeper_socket() -> Path:
    given = os.environ.get("FRISTED_KEEPER_SOCKET")
    return Path(given) if given else socket_folder(var(), "keeper", "keeper.sock") / "keeper.sock"
