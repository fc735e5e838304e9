"""A register from an earlier version gets what is new, and keeps what it holds."""

import sqlite3
from contextlib import closing

import pytest
from tests.keeper.scene import NOON

from fristed.keeper.register import SCHEMA_VERSION, Register

NEW_SINCE = {
    1: ("accepted",),
    2: ("barred", "custodian", "shield", "named", "seconded", "takeover"),
    3: ("match", "matched"),
    4: ("administrator",),
    5: ("answers", "beside"),
    6: ("passed",),
    7: ("overlap", "overlap_party"),
}
FORMER = """
drop table subject;
create table subject (issuer text not null, subject text not null, person text not null,
    primary key (issuer, subject)) strict;
"""  # until version 4


def opened(folder):
    return Register(folder / "keeper.db", folder / "log.jsonl")


def shape(folder):
    with closing(sqlite3.connect(folder / "keeper.db")) as connection:
        (version,) = connection.execute("pragma user_version").fetchone()
        made = connection.execute("select type, name, sql from sqlite_master order by name")
        return version, [row for row in made if not row[1].startswith("sqlite_")]


def set_back(folder, version):
    """As that version left it."""
    with closing(sqlite3.connect(folder / "keeper.db")) as connection:
        for newer in range(version, SCHEMA_VERSION):
            for table in NEW_SINCE[newer]:
                connection.execute(f"drop table {table}")
        if version < 5:
            connection.executescript(FORMER)
        connection.execute(f"pragma user_version={version}")
        connection.commit()


def units(register):
    return register.write_now(NOON, lambda book: book.all("select code from unit"))


@pytest.mark.parametrize("version", list(NEW_SINCE))
def test_an_older_register_gets_every_newer_table_and_keeps_its_rows(tmp_path, version):
    first = opened(tmp_path)
    first.write_now(NOON, lambda book: book.do("insert into unit values ('raad-ost')"))
    first.close()
    today = shape(tmp_path)
    set_back(tmp_path, version)
    assert shape(tmp_path) != today

    again = opened(tmp_path)

    assert units(again) == [("raad-ost",)]
    again.close()
    assert shape(tmp_path) == today


def test_a_register_from_a_later_version_is_refused(tmp_path):
    opened(tmp_path).close()
    set_back(tmp_path, SCHEMA_VERSION + 1)

    with pytest.raises(RuntimeError, match=f"version {SCHEMA_VERSION + 1}"):
        opened(tmp_path)
