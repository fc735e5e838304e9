"""ClamAV's daemon as far as its stream protocol goes, on loopback or a socket file."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BAD = b"skadelig innhold"


class Daemon:
    """What it was sent, and where it is.

    answer   what it says instead of a verdict of its own
    """

    def __init__(self, listener: socket.socket, where: str) -> None:
        self.listener, self.where = listener, where
        self.seen: list[bytes] = []
        self.answer = b""

    def serve(self) -> None:
        while True:
            try:
                caller, _address = self.listener.accept()
            except OSError:
                return
            with caller:
                self._one(caller)

    def _one(self, caller: socket.socket) -> None:
        stream = caller.makefile("rb")
        assert stream.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
        content = b""
        while True:
            (length,) = struct.unpack(">I", stream.read(4))
            if not length:
                break
            content += stream.read(length)
        self.seen.append(content)
        verdict = b"stream: Test.Fake FOUND" if BAD in content else b"stream: OK"
        caller.sendall((self.answer or verdict) + b"\0")


@contextmanager
def a_daemon(at: Path | None = None) -> Iterator[Daemon]:
    """Listening on loopback, or on a socket file."""
    if at is None:
        listener = socket.create_server(("127.0.0.1", 0))
        where = f"tcp:127.0.0.1:{listener.getsockname()[1]}"
    else:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(at))
        listener.listen()
        where = f"unix:{at}"
    daemon = Daemon(listener, where)
    thread = threading.Thread(target=daemon.serve, daemon=True)
    thread.start()
    try:
        yield daemon
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)
