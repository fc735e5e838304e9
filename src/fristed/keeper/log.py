"""The keeper's own log: append only, hash-chained, with references, operations and outcomes.

Never a code, a secret, a key or a text.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fristed.sealing import trail

Line = dict[str, Any]
LONGEST_LINE_BYTES: Final = 4 * 1024 * 1024


@dataclass(frozen=True)
class Head:
    """Where the log ends: how many lines, how many bytes, and the hash of the last line."""

    n: int = 0
    size: int = 0
    hash: bytes = trail.START

    def as_bytes(self) -> bytes:
        return self.n.to_bytes(8) + self.size.to_bytes(8) + self.hash

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Head":
        return cls(int.from_bytes(kept[:8]), int.from_bytes(kept[8:16]), kept[16:])


class LogBroken(Exception):
    """A line was changed, inserted or removed.

    n   the first line that does not follow from those before
    """

    def __init__(self, n: int) -> None:
        super().__init__(f"line {n}")
        self.n = n


class Log:
    """Open for appending. One process at a time: `starting.only_one` sees to it.

    known   where the register says it ended; only what comes after is followed at a start
    torn    a piece of a line was dropped
    cut     the log does not hold the line that the register knows: it was cut, or is another
    """

    def __init__(self, path: Path, known: Head) -> None:
        self._path: Final = path
        self.torn: Final = _drop_torn_line(path)
        self.cut: Final = not _holds(path, known)
        self._known: Final = Head() if self.cut else known
        self.head = verify(path, self._known)
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def append(self, lines: Sequence[Mapping[str, Any]]) -> Head:
        """Write the lines; they are on the disk when this returns."""
        n, last, text = self.head.n, self.head.hash, bytearray()
        for line in lines:
            n += 1
            numbered = {"n": n, **line}
            last = _link(last, numbered)
            text += _spell({**numbered, "hash": last.hex()}).encode() + b"\n"
        written = os.write(self._file, text)
        if written != len(text):  # a full disk: nothing half written may stay
            os.ftruncate(self._file, self.head.size)
            raise OSError("the log could not be written")
        os.fsync(self._file)
        self.head = Head(n, self.head.size + written, last)
        return self.head

    def not_known(self) -> Iterator[Line]:
        """The lines after the one the register knows; all of them, of a log it does not know."""
        return (line for line, _ in read(self._path, self._known.size))

    def close(self) -> None:
        os.close(self._file)


def read(path: Path, start: int = 0) -> Iterator[tuple[Line, int]]:
    """The lines from a byte on, unchecked, each with the byte after it."""
    if path.exists():
        with path.open("rb") as file:
            file.seek(start)
            for text in file:
                start += len(text)
                yield json.loads(text), start


def verify(path: Path, known: Head | None = None) -> Head:
    """Follow the chain from the first line, or from one that is known, to the last.

    :raises LogBroken: names the first line that does not follow.
    """
    head = known or Head()
    try:
        for line, size in read(path, head.size):
            stated = bytes.fromhex(line.pop("hash"))
            if line["n"] != head.n + 1 or stated != _link(head.hash, line):
                raise LogBroken(head.n + 1)
            head = Head(head.n + 1, size, stated)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise LogBroken(head.n + 1) from fault
    return head


def _holds(path: Path, known: Head) -> bool:
    """Whether the log has the known line where it was."""
    if known.n == 0:
        return True
    if not path.exists() or path.stat().st_size < known.size:
        return False
    with path.open("rb") as file:
        file.seek(max(0, known.size - LONGEST_LINE_BYTES))
        before = file.read(min(known.size, LONGEST_LINE_BYTES))
    last = before.splitlines()[-1] if before.endswith(b"\n") else b""
    return f'"hash":"{known.hash.hex()}"'.encode() in last and f'"n":{known.n},'.encode() in last


def _link(previous: bytes, line: Mapping[str, Any]) -> bytes:
    return trail.link(previous, _spell(line))


def _spell(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _drop_torn_line(path: Path) -> bool:
    """Drop the piece of a line that a lost machine left; it was never acknowledged."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LONGEST_LINE_BYTES))
        start, end = file.tell(), file.read()
    whole = start + end.rfind(b"\n") + 1
    if whole == start + len(end):
        return False
    os.truncate(path, whole)
    return True
