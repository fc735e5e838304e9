"""The socket: who may connect, one request after another on each connection, a clean end."""

import asyncio
import os
import signal
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from fristed.keeper.answering import answer
from fristed.keeper.keeper import Keeper
from fristed.keeper.wire import TooLarge, frame, read_frame, refusal

MOST_SOCKET_PATH_BYTES: Final = 107
FINISH_SECONDS: Final = 2.0
_PEER: Final = struct.Struct("3i")  # pid, uid, gid


async def serve(
    keeper: Keeper,
    path: Path,
    *,
    uids: frozenset[int],
    group: int | None,
    clock: Callable[[], datetime],
    ready: Callable[[], None],
) -> None:
    """Answer until SIGTERM or SIGINT.

    uids    who may ask, by the kernel's word (SO_PEERCRED)
    group   the group that may open the socket, when others than the owner may
    """
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    talks = Talks(keeper, uids, clock)
    server = await asyncio.start_unix_server(talks.talk, sock=_bound(path, group))
    async with server:
        ready()
        await stopped.wait()
        server.close()
        path.unlink()  # noqa: ASYNC240  the last thing it does
        await talks.finish()


class Talks:
    """The open connections, and which of them are being answered now."""

    def __init__(self, keeper: Keeper, uids: frozenset[int], clock: Callable[[], datetime]) -> None:
        self._keeper: Final = keeper
        self._uids: Final = uids
        self._clock: Final = clock
        self._open: set[asyncio.Task[None] | None] = set()
        self._busy: set[asyncio.Task[None] | None] = set()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self._open.add(task)
        try:
            with suppress(ConnectionError, asyncio.CancelledError):
                if _peer_uid(writer) in self._uids:
                    while await self._one(reader, writer):
                        pass
        finally:
            self._open.discard(task)
            writer.close()

    async def finish(self) -> None:
        """What is being answered may finish; connections that only wait are closed at once."""
        for task in self._open - self._busy:
            if task is not None:
                task.cancel()
        left = [task for task in self._open if task is not None]
        if left:
            _, late = await asyncio.wait(left, timeout=FINISH_SECONDS)
            for task in late:
                task.cancel()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; says whether the connection goes on."""
        try:
            request = await read_frame(reader)
        except TooLarge:
            writer.write(frame(refusal("too_large")))
            await writer.drain()
            return False
        if request is None:
            return False
        self._busy.add(asyncio.current_task())
        try:
            writer.write(frame(await answer(self._keeper, request, self._clock())))
            await writer.drain()
        finally:
            self._busy.discard(asyncio.current_task())
        return True


def _bound(path: Path, group: int | None) -> socket.socket:
    """Bind after unlinking what a killed keeper left. The caller holds the lock beside it."""
    if len(os.fsencode(path)) > MOST_SOCKET_PATH_BYTES:
        raise ValueError("the path of the socket is too long")
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listening.bind(os.fspath(path))
    finally:
        os.umask(before)
    if group is not None:
        os.chown(path, -1, group)
        path.chmod(0o660)
    return listening


def _peer_uid(writer: asyncio.StreamWriter) -> int:
    peer: socket.socket = writer.get_extra_info("socket")
    _, uid, _ = _PEER.unpack(peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
    return int(uid)
