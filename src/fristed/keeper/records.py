"""What the keeper reads of the house's database, with a role that can do nothing but read it."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import psycopg

from fristed.keeper.refusals import Refused
from fristed.keeper.wire import Ask
from fristed.sealing.files import file_context

CONNECTIONS: Final = 4

_FILE: Final = "f.ref, f.kind, f.unit, f.quarter, f.creator, f.public_key, f.wrapped"


@dataclass(frozen=True)
class FileRow:
    """A file as its row claims it to be. Nothing of it is believed until its wrap opens."""

    ref: str
    kind: str
    unit: str
    quarter: str
    creator: str
    public_key: bytes
    wrapped: bytes

    def bound(self) -> bytes:
        return file_context(
            ref=self.ref,
            kind=self.kind,
            unit=self.unit,
            quarter=self.quarter,
            creator=self.creator,
        )


@dataclass(frozen=True)
class GrantRow:
    """A key grant as its row claims it to be. Nothing of it is believed without its MAC."""

    ref: str
    file: FileRow
    holder: str
    parts: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime | None
    ground: str
    given_by: str
    mac: bytes
    revoked_at: datetime | None


@dataclass(frozen=True)
class CodeRow:
    file: FileRow
    lookup: bytes | None
    youth_wrap: bytes | None


@dataclass(frozen=True)
class Doomed:
    """A file whose keys a destruction would end."""

    ref: str
    kind: str
    closed_on: date | None
    legal_hold: bool
    expires_on: date | None


class Records:
    """A few connections that are made when needed, and made again when they broke."""

    def __init__(self, conninfo: str, seconds: float) -> None:
        self._conninfo: Final = conninfo
        self._seconds: Final = seconds  # nobody waits longer for an answer
        self._idle: list[psycopg.AsyncConnection[tuple[Any, ...]]] = []
        self._room = asyncio.Semaphore(CONNECTIONS)

    async def files(self, refs: Sequence[str]) -> dict[str, FileRow]:
        rows = await self._all(
            f"select {_FILE} from vault_file f where f.ref = any(%(refs)s)",  # noqa: S608  constant
            {"refs": list(refs)},
        )
        return {row[0]: _file(row) for row in rows}

    async def grants_of(self, holder: str, files: Sequence[str]) -> list[GrantRow]:
        return await self._grants(
            "g.holder = %(holder)s and f.ref = any(%(files)s)",
            {"holder": holder, "files": list(files)},
        )

    async def grants_on(self, file: str) -> list[GrantRow]:
        return await self._grants("f.ref = %(file)s", {"file": file})

    async def grants(self, refs: Sequence[str]) -> list[GrantRow]:
        return await self._grants("g.ref = any(%(refs)s)", {"refs": list(refs)})

    async def code_by_lookup(self, lookups: Sequence[bytes]) -> CodeRow | None:
        rows = await self._codes("c.lookup = any(%(lookups)s)", {"lookups": list(lookups)})
        return rows[0] if rows else None

    async def code_of(self, file: str) -> CodeRow | None:
        rows = await self._codes("f.ref = %(file)s", {"file": file})
        return rows[0] if rows else None

    async def doomed(self, unit: str, quarter: str) -> list[Doomed]:
        rows = await self._all(
            "select ref, kind, closed_on, legal_hold, expires_on from vault_file"
            " where unit = %(unit)s and quarter = %(quarter)s order by ref",
            {"unit": unit, "quarter": quarter},
        )
        return [Doomed(*row) for row in rows]

    async def kinds_with_rule(self) -> set[str]:
        """The kinds of file whose retention rule somebody has signed off."""
        rows = await self._all(
            "select kind from vault_retentionrule"
            " where signed_off_on is not null and coalesce(signed_off_by::text, '') <> ''"
            " and ended_on is null",
            {},
        )
        return {row[0] for row in rows}

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().close()

    async def _grants(self, where: str, values: Mapping[str, object]) -> list[GrantRow]:
        rows = await self._all(
            f"select {_FILE}, g.ref, g.holder, g.parts, g.starts_at, g.ends_at, g.ground,"  # noqa: S608  constant
            " g.given_by, g.mac, g.revoked_at"
            f" from vault_grant g join vault_file f on f.id = g.file_id where {where}",
            values,
        )
        return [_grant(row) for row in rows]

    async def _codes(self, where: str, values: Mapping[str, object]) -> list[CodeRow]:
        rows = await self._all(
            f"select {_FILE}, c.lookup, c.youth_wrap"  # noqa: S608  constant
            f" from contact_code c join vault_file f on f.id = c.file_id where {where} limit 1",
            values,
        )
        return [CodeRow(_file(row), _maybe_bytes(row[7]), _maybe_bytes(row[8])) for row in rows]

    async def _all(self, sql: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """:raises Refused: `database_away`."""
        for again in (True, False):
            try:
                async with self._connection() as connection:
                    cursor = await connection.execute(sql.encode(), values)
                    return await cursor.fetchall()
            except (psycopg.OperationalError, psycopg.InterfaceError, TimeoutError) as fault:
                # a query that took too long is not asked again; a broken connection is
                if not again or isinstance(fault, TimeoutError | psycopg.errors.QueryCanceled):
                    raise Refused("database_away") from fault
        raise AssertionError

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[psycopg.AsyncConnection[tuple[Any, ...]]]:
        async with self._room:
            connection = self._idle.pop() if self._idle else await self._connect()
            try:
                async with asyncio.timeout(self._seconds):
                    yield connection
            except BaseException:
                await connection.close()
                raise
            self._idle.append(connection)

    async def _connect(self) -> psycopg.AsyncConnection[tuple[Any, ...]]:
        async with asyncio.timeout(self._seconds):
            return await psycopg.AsyncConnection.connect(
                self._conninfo,
                autocommit=True,
                options=f"-c statement_timeout={int(self._seconds * 1000)}"
                " -c default_transaction_read_only=on",
            )


def file_row(row: Ask) -> FileRow:
    """A file that is not committed yet, as its maker shows it."""
    return FileRow(
        ref=row.name("ref"),
        kind=row.name("kind"),
        unit=row.name("unit"),
        quarter=row.name("quarter"),
        creator=row.text("creator", most=64, empty=True),
        public_key=row.data("public_key", size=32),
        wrapped=row.data("wrapped", size=80),
    )


def _file(row: Sequence[Any]) -> FileRow:
    ref, kind, unit, quarter, creator, public_key, wrapped = row[:7]
    return FileRow(ref, kind, unit, quarter, creator, bytes(public_key), bytes(wrapped))


def _grant(row: Sequence[Any]) -> GrantRow:
    ref, holder, parts, starts_at, ends_at, ground, given_by, mac, revoked_at = row[7:]
    return GrantRow(
        ref=ref,
        file=_file(row),
        holder=holder,
        parts=tuple(parts),
        starts_at=starts_at,
        ends_at=ends_at,
        ground=ground,
        given_by=given_by,
        mac=bytes(mac),
        revoked_at=revoked_at,
    )


def _maybe_bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)
