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


@dataclass(frozen=True)
class Head:
    """Where the log ends: how many lines, and the hash of the last."""

    n: int = 0
    hash: bytes = trail.START


class LogBroken(Exception):
    """A line was changed, inserted or removed.

    n   the first line that does not follow from those before
    """

    def __init__(self, n: int) -> None:
        super().__init__(f"line {n}")
        self.n = n


class Log:
    """Open for appending. One process at a time: `serving.only_one` sees to it."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self.torn = _drop_torn_line(path)
        self.head = verify(path)
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def append(self, lines: Sequence[Mapping[str, Any]]) -> Head:
        """Write the lines; they are on the disk when this returns."""
        head, text = self.head, bytearray()
        for line in lines:
            numbered = {"n": head.n + 1, **line}
            head = Head(head.n + 1, _link(head.hash, numbered))
            text += _spell({**numbered, "hash": head.hash.hex()}).encode() + b"\n"
        written = os.write(self._file, text)
        if written != len(text):  # a full disk: nothing half written may stay
            os.ftruncate(self._file, os.fstat(self._file).st_size - written)
            raise OSError("the log could not be written")
        os.fsync(self._file)
        self.head = head
        return head

    def after(self, n: int) -> Iterator[Line]:
        return (line for line in read(self._path) if line["n"] > n)

    def hash_at(self, n: int) -> bytes | None:
        """The hash of line n, or None when the log is shorter."""
        if n == 0:
            return trail.START
        return next((bytes.fromhex(line["hash"]) for line in self.after(n - 1)), None)

    def close(self) -> None:
        os.close(self._file)


def read(path: Path) -> Iterator[Line]:
    """The lines as they stand, unchecked."""
    if path.exists():
        with path.open(encoding="utf-8") as file:
            for text in file:
                yield json.loads(text)


def verify(path: Path) -> Head:
    """Follow the chain from the first line to the last.

    :raises LogBroken: names the first line that does not follow.
    """
    head = Head()
    try:
        for line in read(path):
            stated = bytes.fromhex(line.pop("hash"))
            if line["n"] != head.n + 1 or stated != _link(head.hash, line):
                raise LogBroken(head.n + 1)
            head = Head(head.n + 1, stated)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise LogBroken(head.n + 1) from fault
    return head


def _link(previous: bytes, line: Mapping[str, Any]) -> bytes:
    return trail.link(previous, _spell(line))


def _spell(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _drop_torn_line(path: Path) -> bool:
    """Drop the piece of a line that a lost machine left; it was never acknowledged."""
    if not path.exists():
        return False
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole == len(data):
        return False
    os.truncate(path, whole)
    return True
