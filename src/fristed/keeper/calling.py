"""Asking a running keeper from a command."""

import json
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fristed.keeper.wire import LENGTH, frame


def call(
    path: Path, op: str, fields: Mapping[str, object], *, timeout: float = 60.0
) -> dict[str, Any]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout)
        connection.connect(str(path))
        return ask(connection, op, fields)


def ask(connection: socket.socket, op: str, fields: Mapping[str, object]) -> dict[str, Any]:
    """One request on an open connection."""
    connection.sendall(frame({"op": op, **fields}))
    (length,) = LENGTH.unpack(_read(connection, LENGTH.size))
    answer: dict[str, Any] = json.loads(_read(connection, length))
    return answer


def _read(connection: socket.socket, length: int) -> bytes:
    parts = []
    while length:
        part = connection.recv(length)
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
