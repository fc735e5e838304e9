"""`DATABASE_URL`: another server instead of our own, and its superuser goes no further."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from tests.house import House, superuser_of

from fristed.config import roles
from fristed.config.doors import NORA
from fristed.config.supervisor import answers


@pytest.fixture(scope="module")
def house(superuser: str) -> Iterator[House]:
    """A house on the tests' own server, as if it were somebody else's."""
    with tempfile.TemporaryDirectory(prefix="fristed-external-") as name:
        house = House(Path(name), sample=False, external=superuser)
        try:
            house.start()
            yield house
        finally:
            house.end(signal.SIGKILL)
            house.wait_until_gone()
            house.drop()


def test_the_doors_answer_and_no_cluster_is_made(house):
    assert [answers(house.port), answers(house.port + 1)] == [True, True]
    assert not (house.var / "pg").exists()
    assert not [words for words in house.processes().values() if "postgres -D" in words]


def test_the_tables_belong_to_the_owner_and_the_doors_role_reads_no_case(house):
    with psycopg.connect(superuser_of(house)) as connection:
        owners = connection.execute(
            "select distinct tableowner from pg_tables where schemaname = 'public'"
        ).fetchall()
        may = connection.execute(
            "select has_table_privilege(%s, 'casework_case', 'select')", [NORA.role]
        ).fetchone()

    assert owners == [("fristed_migrate",)]
    assert may == (False,)


def test_no_child_knows_the_superuser(house):
    password = str(conninfo_to_dict(house.external)["password"])
    assert house.supervisor is not None
    children = [pid for pid in house.processes() if pid != house.supervisor.pid]

    assert len(children) >= 4
    for pid in children:
        assert password.encode() not in Path(f"/proc/{pid}/environ").read_bytes()
        assert password.encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()
    assert password in house.environment()["DATABASE_URL"]  # there was something to pass on


def test_the_server_is_new_enough_and_knows_norwegian_letters(house):
    with psycopg.connect(superuser_of(house)) as connection:
        assert connection.info.server_version >= roles.OLDEST * 10_000
        roles.check_letters(connection)
        assert os.environ.get("FRISTED_TEST_DATABASE_URL", house.external) == house.external
