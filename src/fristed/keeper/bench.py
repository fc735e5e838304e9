"""Where word codes are stretched: two at a time on the machine, first come first served."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from argon2.low_level import Type, hash_secret_raw

from fristed.keeper.refusals import Refused

AT_A_TIME: Final = 2
MOST_WAITING: Final = 64
MEMORY_KIB: Final = 64 * 1024
TIME_COST: Final = 3
REMEMBERED_FOR: Final = timedelta(minutes=5)


@dataclass(frozen=True, repr=False)
class Bound:
    """A code bound lately; Django may not have kept its row yet."""

    lookup: bytes
    file: str
    youth_wrap: bytes
    at: datetime


class Bench:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_A_TIME, "argon2")
        self._waiting = 0
        self._binding: set[asyncio.Future[None]] = set()
        self._bound: dict[bytes, Bound] = {}

    async def stretch(self, letters: str, salt: bytes) -> bytes:
        """Argon2id of a code's letters, about 150 ms once it is its turn.

        :raises Refused: `busy`, when too many wait already.
        """
        if self._waiting >= MOST_WAITING:
            raise Refused("busy")
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, _argon2id, letters.encode(), salt)
        finally:
            self._waiting -= 1

    @asynccontextmanager
    async def binding(self) -> AsyncIterator[None]:
        """Held from a bind's arrival until it is done."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._binding.add(done)
        try:
            yield
        finally:
            self._binding.discard(done)
            done.set_result(None)

    async def binds_before(self) -> None:
        """Wait for the binds that arrived before now, not for later ones."""
        earlier = list(self._binding)
        if earlier:
            await asyncio.wait(earlier)

    def remember(self, lookup: bytes, file: str, youth_wrap: bytes, at: datetime) -> None:
        late = [known for known, bound in self._bound.items() if bound.at <= at - REMEMBERED_FOR]
        for known in late:
            del self._bound[known]
        self._bound[lookup] = Bound(lookup, file, youth_wrap, at)

    def remembered(self, lookups: Sequence[bytes], at: datetime) -> Bound | None:
        found = [self._bound[lookup] for lookup in lookups if lookup in self._bound]
        return found[0] if found and found[0].at > at - REMEMBERED_FOR else None

    def forget(self, file: str) -> None:
        """What was bound to a file lately opens nothing from here on; its row still may."""
        for known in [known for known, bound in self._bound.items() if bound.file == file]:
            del self._bound[known]

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _argon2id(letters: bytes, salt: bytes) -> bytes:
    return hash_secret_raw(
        letters,
        salt,
        time_cost=TIME_COST,
        memory_cost=MEMORY_KIB,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
