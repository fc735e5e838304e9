"""ClamAV's daemon, by its own protocol: content goes in as a stream, a verdict comes out.

Nothing is written to disk on our side; the daemon keeps a stream in memory up to its own limit.
"""

import socket
import struct
from contextlib import closing
from typing import Final

CHUNK_BYTES: Final = 64 * 1024
TIMEOUT_SECONDS: Final = 20.0
LONGEST_ANSWER: Final = 4096


class ScannerAway(Exception):
    """No verdict: the daemon cannot be reached, or does not answer as it should."""


def is_harmful(content: bytes, *, where: str) -> bool:
    """Whether the daemon knows the content as harmful.

    where   "unix:/run/clamav/clamd.ctl" or "tcp:127.0.0.1:3310"

    :raises ScannerAway: it gave no verdict.
    """
    try:
        with closing(_connect(where)) as daemon:
            daemon.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK_BYTES):
                piece = content[start : start + CHUNK_BYTES]
                daemon.sendall(struct.pack(">I", len(piece)) + piece)
            daemon.sendall(struct.pack(">I", 0))
            answer = _answer(daemon)
    except (OSError, ValueError) as fault:
        raise ScannerAway from fault
    if answer.endswith(b" FOUND"):
        return True
    if answer == b"stream: OK":
        return False
    raise ScannerAway


def _connect(where: str) -> socket.socket:
    kind, _, place = where.partition(":")
    if kind == "unix":
        return _connect_to_file(place)
    host, _, port = place.rpartition(":")
    if kind != "tcp" or not host:
        raise ValueError("a scanner is at unix:PATH or tcp:HOST:PORT")
    return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)


def _connect_to_file(place: str) -> socket.socket:
    daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    daemon.settimeout(TIMEOUT_SECONDS)
    try:
        daemon.connect(place)
    except OSError:
        daemon.close()
        raise
    return daemon


def _answer(daemon: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = daemon.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n")
