"""What must be done before the doors open, and whether it was done for this very code already."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql

from fristed.config import installation

SOURCE = Path(__file__).resolve().parents[1]
LOCK = installation.ROOT / "requirements.lock"
COMMENT = """
    select shobj_description(oid, 'pg_database') from pg_database
    where datname = current_database()
"""


@dataclass(frozen=True)
class State:
    """What the database says was done to it; kept as its comment, so that it moves with it.

    prepared   fingerprint of the code that migrated it
    sample     whether it holds sample data
    loading    sample data, and nothing else, is being loaded; still so at a start, it was cut off
    """

    prepared: str = ""
    sample: bool = False
    loading: bool = False


def read_state(owner: str) -> State:
    """Read the state as the tables' owner (a conninfo)."""
    with psycopg.connect(owner) as connection:
        row = connection.execute(COMMENT).fetchone()
    try:
        return State(**json.loads(row[0])) if row and row[0] else State()
    except (TypeError, ValueError):  # somebody else's comment
        return State()


def write_state(owner: str, state: State) -> None:
    with psycopg.connect(owner) as connection:
        connection.execute(
            sql.SQL("comment on database {} is {}").format(
                sql.Identifier(connection.info.dbname), sql.Literal(json.dumps(asdict(state)))
            )
        )


def note(owner: str, **changed: str | bool) -> State:
    """Change a part of the state."""
    state = replace(read_state(owner), **changed)  # type: ignore[arg-type]  # names are State's
    write_state(owner, state)
    return state


def holds_people(owner: str) -> bool:
    """Whether anybody has an account; until then there is nothing of anybody's."""
    with psycopg.connect(owner) as connection:
        row = connection.execute("select exists (select from accounts_user)").fetchone()
    return row == (True,)


def database_fingerprint() -> str:
    """Of everything that decides what is in an empty database: migrations, rights, facts, lock."""
    return _fingerprint(
        [
            *SOURCE.glob("*/migrations/*.py"),
            *SOURCE.glob("*/data/**/*"),
            *(SOURCE / "config").glob("*.py"),
            LOCK,
        ]
    )


def static_fingerprint() -> str:
    """Of every file that is collected."""
    return _fingerprint([*SOURCE.glob("*/static/**/*"), LOCK])


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(f"{path.relative_to(installation.ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
