"""What one change of a case makes the database write, among fifty thousand cases."""

import subprocess

import psycopg
from bench import growing, peers
from bench.houses import STAGED, Ground
from bench.table import Line
from bench.timing import median

CASES = 50_000
TIMES = 60
KB = 1024
SETTLES_SECONDS = 1.5  # a backend reports what it did a second later

AMINA = """
    select u.id, u.ref, c.unit from accounts_user u join casework_case c on c.adviser_id = u.id
    where u.username = 'amina' limit 1
"""
# What of each table went into its indexes: rows added, and rows changed that left their page.
ENTRIES = """
    select relid::bigint, n_tup_ins + n_tup_upd - n_tup_hot_upd from pg_stat_user_tables
    where schemaname = 'public'
"""
INDEXES = "select indrelid::bigint, count(*) from pg_index group by indrelid"
OF_CASE = "select count(*) from pg_index where indrelid = 'casework_case'::regclass"


def measure(ground: Ground) -> list[Line]:
    ground.stage()
    with ground.house(doors=False) as house:
        house.copy_database(STAGED, "wal")
        growing.grow(house.superuser("wal"), CASES)
        with psycopg.connect(house.superuser("wal"), autocommit=True) as connection:
            who = [str(part) for part in connection.execute(AMINA).fetchone() or ()]
            adviser = house.speak("bench.changing", *who, settings="desk", database="wal")
            try:
                return _lines(connection, adviser)
            finally:
                adviser.communicate(timeout=10)


def _lines(connection: psycopg.Connection, adviser: "subprocess.Popen[str]") -> list[Line]:
    for what in ("codes", "whole"):  # what is made once per process is made now
        _written(connection, adviser, what)
    codes_first = _first_touches(connection, adviser, "codes")
    codes = _between_checkpoints(connection, adviser, "codes")
    whole_first = _first_touches(connection, adviser, "whole")
    before = _entries(connection)
    whole = _between_checkpoints(connection, adviser, "whole")
    touched = _indexes_touched(connection, before)
    (of_case,) = connection.execute(OF_CASE).fetchone() or (0,)
    return [
        Line("wal", "a case's codes changed: WAL between checkpoints", codes / KB, "KB", most=1.0,
             peer=peers.PRIMERO_WAL),
        Line("wal", "a case's codes changed: WAL at first touch", codes_first / KB, "KB",
             most=8.0),
        Line("wal", "the whole form saved: WAL between checkpoints", whole / KB, "KB",
             peer=peers.PRIMERO_WAL),
        Line("wal", "the whole form saved: WAL at first touch", whole_first / KB, "KB"),
        Line("wal", "indexes on the case table", of_case, "", most=10,
             peer=peers.PRIMERO_INDEXES),
        Line("wal", "the whole form saved: indexes written to, all tables", touched, ""),
    ]  # fmt: skip


def _first_touches(
    connection: psycopg.Connection, adviser: "subprocess.Popen[str]", what: str
) -> float:
    written = []
    for _ in range(TIMES):
        connection.execute("checkpoint")
        written.append(_written(connection, adviser, what))
    return median(written)


def _between_checkpoints(
    connection: psycopg.Connection, adviser: "subprocess.Popen[str]", what: str
) -> float:
    """Once every case's page has been touched since the last one."""
    for _ in range(TIMES):
        _written(connection, adviser, what)
    return median([_written(connection, adviser, what) for _ in range(TIMES)])


def _written(connection: psycopg.Connection, adviser: "subprocess.Popen[str]", what: str) -> int:
    """Bytes of WAL while the adviser makes one change; nobody else is at work."""
    (before,) = connection.execute("select pg_current_wal_insert_lsn()").fetchone() or ("",)
    assert adviser.stdin is not None
    assert adviser.stdout is not None
    adviser.stdin.write(f"{what}\n")
    adviser.stdin.flush()
    if not adviser.stdout.readline():
        raise SystemExit("the adviser's process ended")
    (written,) = connection.execute(
        "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s)", [before]
    ).fetchone() or (0,)
    return int(written)


def _entries(connection: psycopg.Connection) -> dict[int, int]:
    connection.execute("select pg_sleep(%s)", [SETTLES_SECONDS])
    return dict(connection.execute(ENTRIES).fetchall())


def _indexes_touched(connection: psycopg.Connection, before: dict[int, int]) -> int:
    """Indexes of every table that most of the changes wrote into."""
    indexes: dict[int, int] = dict(connection.execute(INDEXES).fetchall())
    after = _entries(connection)
    return sum(
        count for table, count in indexes.items()
        if after.get(table, 0) - before.get(table, 0) >= TIMES // 2
    )  # fmt: skip
