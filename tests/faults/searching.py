"""Looking for a sentence in bytes: as it is, and in the dresses that programs put on bytes."""

import base64
import re
from collections.abc import Iterable, Iterator
from pathlib import Path


def dresses(text: str) -> list[re.Pattern[bytes]]:
    """Patterns for the words as UTF-8, UTF-16, hex, and base64 at each of its three offsets."""
    found: list[re.Pattern[bytes]] = []
    for raw in {text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")}:
        found.append(re.compile(re.escape(raw)))
        found.append(re.compile(re.escape(raw.hex().encode()), re.IGNORECASE))
        found += [re.compile(re.escape(part)) for part in _base64(raw)]
    return found


def finds(text: str, among: bytes) -> bool:
    return any(pattern.search(among) for pattern in dresses(text))


def files_with(text: str, files: Iterable[Path]) -> list[Path]:
    patterns = dresses(text)
    found = []
    for path in files:
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # PostgreSQL took it away meanwhile
            continue
        if any(pattern.search(content) for pattern in patterns):
            found.append(path)
    return found


def files_under(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def _base64(raw: bytes) -> Iterator[bytes]:
    """What is common to every base64 text that holds the bytes, whatever stands around them."""
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + raw)
        first = -(-shift * 8 // 6)  # the characters before are mixed with what comes before
        last = (shift + len(raw)) * 8 // 6
        yield whole[first:last]
        yield whole[first:last].replace(b"+", b"-").replace(b"/", b"_")
