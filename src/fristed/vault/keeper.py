"""Speaking to the keeper: the one process that may decide what opens.

One connection for each thread. Callers hold no database transaction while they wait.
"""

import base64
import json
import socket
import struct
import threading
from typing import Any

from django.conf import settings

TIMEOUT_SECONDS = 2.0
MAX_ANSWER_BYTES = 64 * 1024 * 1024


class KeeperAway(Exception):
    """The keeper cannot be reached. Nothing falls back to plain: "prøv igjen senere"."""


class KeeperRefused(Exception):
    """The keeper said no.

    code      for programs, such as `no_grant` or `cap_reached`
    message   for people
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


_local = threading.local()


def call(op: str, *, timeout: float = TIMEOUT_SECONDS, **fields: Any) -> dict[str, Any]:
    """Ask the keeper one thing; bytes among the fields travel as base64.

    :raises KeeperAway: no answer within the time.
    :raises KeeperRefused: an answer that says no.
    """
    request = json.dumps({"op": op, **fields}, default=_as_text).encode()
    try:
        answer = _exchange(request, timeout)
    except (OSError, EOFError, ValueError) as fault:
        _forget()
        raise KeeperAway from fault
    if not answer.get("ok"):
        raise KeeperRefused(str(answer.get("error", "fault")), str(answer.get("message", "")))
    return answer


def as_bytes(text: str) -> bytes:
    return base64.b64decode(text)


def _exchange(request: bytes, timeout: float) -> dict[str, Any]:
    kept = getattr(_local, "socket", None)
    if kept is not None and kept.where == settings.FRISTED_KEEPER_SOCKET:
        try:
            return _ask(kept, request, timeout)
        except (ConnectionError, EOFError):
            _forget()  # it was restarted since: ask once more on a new connection
    return _ask(_connect(timeout), request, timeout)


class _Connection(socket.socket):
    where = ""

    def __del__(self) -> None:
        self.close()  # the thread that kept it has ended


def _connect(timeout: float) -> _Connection:
    _forget()  # the one to another keeper, if there is one
    where = str(settings.FRISTED_KEEPER_SOCKET)
    connection = _Connection(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.where = where
    connection.settimeout(timeout)
    try:
        connection.connect(where)
    except OSError:
        connection.close()
        raise
    _local.socket = connection
    return connection


def _ask(connection: _Connection, request: bytes, timeout: float) -> dict[str, Any]:
    connection.settimeout(timeout)
    connection.sendall(struct.pack(">I", len(request)) + request)
    (length,) = struct.unpack(">I", _read(connection, 4))
    if length > MAX_ANSWER_BYTES:
        raise ValueError("the answer is too long")
    answer = json.loads(_read(connection, length))
    if not isinstance(answer, dict):
        raise ValueError("the answer is not an object")
    return answer


def _read(connection: _Connection, length: int) -> bytes:
    parts = []
    while length:
        part = connection.recv(min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _forget() -> None:
    kept = getattr(_local, "socket", None)
    if kept is not None:
        kept.close()
        _local.socket = None


def _as_text(value: object) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(value).decode()
    return str(value)
