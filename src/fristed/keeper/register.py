"""The keeper's own state: one SQLite file, one writer, each change with its lines in the log.

The order of a change is: work in a transaction, its lines on the disk, commit. A line without
its change can be made good (`replay`); a change without its line would be a hole.
"""

import asyncio
import json
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final, Generic, TypeVar, cast

from fristed.keeper import moments
from fristed.keeper.log import Head, Log
from fristed.keeper.refusals import Refused

T = TypeVar("T")
Row = tuple[Any, ...]

SCHEMA_VERSION: Final = 8
SCHEMA: Final = """
create table meta (name text primary key, value blob not null) strict;
create table unit (code text primary key) strict;
create table member (unit text not null references unit, person text not null,
    starts_on text not null, ends_on text, leads integer not null,
    primary key (unit, person, starts_on, leads)) strict;
create index member_person on member (person);
create table administrator (person text not null, starts_on text not null, ends_on text,
    primary key (person, starts_on)) strict;
create table pair (unit text not null, quarter text not null, public blob not null, wrapped blob,
    made_at integer not null, destroyed_at integer, primary key (unit, quarter)) strict;
create table proposal (unit text not null, quarter text not null, person text not null,
    at integer not null, primary key (unit, quarter)) strict;
create table count_key (quarter text primary key, wrapped blob not null) strict;
create table pepper (version integer primary key, made_at integer not null) strict;
create table invite (hash blob primary key, person text not null, expires integer not null,
    used integer not null default 0) strict;
create table totp (person text primary key, secret blob not null, last_step integer not null)
    strict;
create table totp_begun (person text primary key, secret blob not null, expires integer not null)
    strict;
create table recovery (person text not null, code blob not null,
    used integer not null default 0, primary key (person, code)) strict;
create table passkey (id blob primary key, person text not null, credential blob not null,
    sign_count integer not null, made_at integer not null) strict;
create index passkey_person on passkey (person);
create table ceremony (hash blob primary key, kind text not null, person text not null,
    state text not null, invite blob, expires integer not null) strict;
create table subject (key blob primary key, person text not null) strict;
create table nonce (hash blob primary key, expires integer not null) strict;
create table wrong (person blob not null, at integer not null) strict;
create index wrong_person on wrong (person, at);
create table session (id text primary key, person text not null, at integer not null,
    expires integer not null, ended integer not null default 0) strict;
create index session_at on session (at);
create index session_expires on session (expires);
create table stopped (person text primary key, before integer not null) strict;
create table revoked (ref text primary key, file text not null, holder text not null,
    ground text not null, at integer not null) strict;
create index revoked_file on revoked (file, holder);
create table accepted (ref text primary key, at integer not null) strict;
create table answers (file text primary key, unit text not null) strict;
create table beside (file text primary key, shielded text not null) strict;
create table barred (file text not null, person text not null, at integer not null,
    primary key (file, person)) strict;
create table custodian (name text primary key, recipient text not null) strict;
create table shield (file text primary key, public blob not null, wrapped blob not null,
    bundles text not null, made_at integer not null) strict;
create table named (file text not null, person text not null, primary key (file, person)) strict;
create table seconded (file text not null, holder text not null, person text not null,
    expires integer not null, primary key (file, holder, person)) strict;
create table takeover (file text primary key, holder text not null, leader text not null,
    expires integer not null) strict;
create table opened (person text not null, file text not null, at integer not null,
    primary key (person, file)) strict;
create index opened_at on opened (at);
create table chain (file text primary key, count integer not null, head blob not null) strict;
create table head (chain text primary key, n integer not null, hash blob not null,
    seal blob not null, at integer not null) strict;
create table alarm (n integer primary key autoincrement, at integer not null, kind text not null,
    person text not null, unit text not null, detail text not null, once text unique) strict;
create table match (quarter text not null, tag blob not null, file text not null,
    person text not null, at integer not null, primary key (tag, file)) strict;
create index match_file on match (file);
create table matched (n integer primary key autoincrement, pair text not null, file text not null,
    once text not null unique, at integer not null) strict;
create table passed (ref text primary key, file text not null, unit text not null,
    accepted integer not null, withdrawn integer not null) strict;
create index passed_file on passed (file);
create table overlap (round text primary key, year text not null, purpose text not null,
    parties integer not null, proposed_by text not null, confirmed_by text not null,
    at integer not null) strict;
create table overlap_party (round text not null, party integer not null, service text not null,
    key blob not null, seal text not null, secret blob not null, handled text not null,
    at integer not null, ended integer not null, primary key (round, party)) strict;
"""


NEWER: Final = {
    1: "create table accepted (ref text primary key, at integer not null) strict;",
    2: SCHEMA[SCHEMA.index("create table barred") : SCHEMA.index("create table opened")],
    3: SCHEMA[SCHEMA.index("create table match ") : SCHEMA.index("create table passed")],
    4: "drop table subject;"  # no command ever filled it
    + SCHEMA[SCHEMA.index("create table subject") : SCHEMA.index("create table nonce")]
    + SCHEMA[SCHEMA.index("create table administrator") : SCHEMA.index("create table pair ")],
    5: SCHEMA[SCHEMA.index("create table answers") : SCHEMA.index("create table barred")],
    6: SCHEMA[SCHEMA.index("create table passed") : SCHEMA.index("create table overlap ")],
    7: SCHEMA[SCHEMA.index("create table overlap ") :],
}
"""What an older register gets before it is used: version -> what the next one has more."""


class Book:
    """One transaction in the register, and the lines it puts in the log."""

    def __init__(self, connection: sqlite3.Connection, at: datetime) -> None:
        self._connection = connection
        self.at: Final = at
        self.now: Final = moments.seconds(at)
        self.lines: Final[list[dict[str, Any]]] = []

    def one(self, sql: str, *values: object) -> Row | None:
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: object) -> list[Row]:
        return self._connection.execute(sql, values).fetchall()

    def do(self, sql: str, *values: object) -> int:
        """Change rows; says how many."""
        return self._connection.execute(sql, values).rowcount

    def note(self, op: str, outcome: str = "ok", **fields: object) -> None:
        """Put a line in the log, written before this transaction is committed."""
        filled = {name: value for name, value in fields.items() if value not in (None, "")}
        self.lines.append({"at": moments.as_text(self.at), "op": op, "outcome": outcome, **filled})

    def alarm(
        self, kind: str, *, person: str = "", unit: str = "", once: str | None = None, **detail: Any
    ) -> None:
        """Tell a leader or an administrator. `once` keeps the same news from being told twice."""
        self.do(
            "insert or ignore into alarm (at, kind, person, unit, detail, once)"
            " values (?, ?, ?, ?, ?, ?)",
            *(self.now, kind, person, unit, json.dumps(detail, sort_keys=True), once),
        )

    def meta(self, name: str) -> bytes | None:
        row = self.one("select value from meta where name = ?", name)
        return None if row is None else bytes(row[0])

    def set_meta(self, name: str, value: bytes) -> None:
        self.do("insert or replace into meta values (?, ?)", name, value)


@dataclass
class Change(Generic[T]):
    """Work that waits for its turn in the register, and what came of it."""

    at: datetime
    work: Callable[[Book], T]
    done: Future[T] = field(default_factory=Future)
    lines: list[dict[str, Any]] = field(default_factory=list)
    result: T | None = None
    fault: Exception | None = None

    def tell(self) -> None:
        if self.fault is None:
            self.done.set_result(cast(T, self.result))
        else:
            self.done.set_exception(self.fault)


class Register:
    """One thread changes it; whatever waits is changed in one transaction, with one sync to disk.

    Reading is done where it is asked, on a connection of its own: it never waits for a change.
    """

    def __init__(self, path: Path, log: Path) -> None:
        self._connection = _connect(path)
        self.log: Final = Log(log, kept_head(Book(self._connection, moments.EPOCH)))
        self._reader = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._reader.execute("pragma query_only=on")
        self._waiting: SimpleQueue[Change[Any] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="register", daemon=True)
        self._thread.start()

    async def write(self, at: datetime, work: Callable[[Book], T]) -> T:
        """Do the work in a transaction. A refusal keeps what it wrote; other faults undo it."""
        change = Change(at, work)
        self._waiting.put(change)
        return await asyncio.wrap_future(change.done)

    async def read(self, at: datetime, work: Callable[[Book], T]) -> T:
        """Look, on the loop's own thread: what is read here takes microseconds."""
        self._reader.execute("begin")
        try:
            return work(Book(self._reader, at))
        finally:
            self._reader.execute("rollback")

    def write_now(self, at: datetime, work: Callable[[Book], T]) -> T:
        """The same as `write`, for the start and for threads."""
        change = Change(at, work)
        self._waiting.put(change)
        return change.done.result()

    def forget_old_pages(self) -> None:
        """Take what was overwritten out of the write-ahead file too."""
        with closing(sqlite3.connect(self._path(), isolation_level=None)) as connection:
            connection.execute("pragma busy_timeout=5000")
            connection.execute("pragma wal_checkpoint(truncate)").fetchall()

    def close(self) -> None:
        self._waiting.put(None)
        self._thread.join()
        self._reader.close()
        self._connection.close()
        self.log.close()

    def _path(self) -> str:
        (_, _, path) = self._reader.execute("pragma database_list").fetchone()
        return str(path)

    def _run(self) -> None:
        more = True
        while more:
            changes, more = self._take()
            if changes:
                self._carry_out(changes)

    def _take(self) -> tuple[list[Change[Any]], bool]:
        """Wait for a change, and take all that wait by then; says whether more may come."""
        taken: list[Change[Any]] = []
        change = self._waiting.get()
        while change is not None:
            if change.done.set_running_or_notify_cancel():
                taken.append(change)
            if self._waiting.empty():
                return taken, True
            change = self._waiting.get()
        return taken, False

    def _carry_out(self, changes: Sequence[Change[Any]]) -> None:
        try:
            self._connection.execute("begin immediate")
            for change in changes:
                self._one(change)
            lines = [line for change in changes for line in change.lines]
            if lines:
                keep_head(Book(self._connection, changes[0].at), self.log.append(lines))
            self._connection.execute("commit")
        except Exception as fault:  # noqa: BLE001  a full disk, for instance: nobody is told it is done
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            for change in changes:
                change.fault = fault
        for change in changes:
            change.tell()

    def _one(self, change: Change[Any]) -> None:
        book = Book(self._connection, change.at)
        self._connection.execute("savepoint change")
        try:
            change.result = change.work(book)
        except Refused as refused:
            change.fault = refused
        except Exception as fault:  # noqa: BLE001  it is told to whoever asked, and to nobody else
            change.fault = fault
            self._connection.execute("rollback to change")
            book.lines.clear()
        self._connection.execute("release change")
        change.lines = book.lines


def keep_head(book: Book, head: Head) -> None:
    """Keep beside the state where the log ended, so that a shortened log shows."""
    book.set_meta("log_head", head.as_bytes())


def kept_head(book: Book) -> Head:
    kept = book.meta("log_head")
    return Head() if kept is None else Head.from_bytes(kept)


def marks(values: Sequence[object]) -> str:
    """One question mark for each value, for `in (...)`."""
    return ", ".join("?" * len(values))


def _connect(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=wal", "synchronous=full", "secure_delete=on", "foreign_keys=on"):
        connection.execute(f"pragma {pragma}")
    connection.execute("pragma busy_timeout=5000")
    (version,) = connection.execute("pragma user_version").fetchone()
    if version == 0:
        connection.executescript(f"begin; {SCHEMA} pragma user_version={SCHEMA_VERSION}; commit;")
        version = SCHEMA_VERSION
    while version in NEWER:
        connection.executescript(
            f"begin; {NEWER[version]} pragma user_version={version + 1}; commit;"
        )
        version += 1
    if version != SCHEMA_VERSION:
        raise RuntimeError(f"keeper.db is of version {version}, not {SCHEMA_VERSION}")
    return connection
