"""What every test stands on: a cluster of its own, the doors' real roles, and no network."""

import gc
import importlib
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.template.base import Template
from django.test import Client, TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect
from psycopg.conninfo import make_conninfo
from tests.factories.staff import as_role
from tests.house import ready_house
from tools import scratch

from fristed.config import cluster, installation, roles, supervisor
from fristed.config.children import Child, end, spawn
from fristed.config.doors import (
    AUDIT,
    BACKUP,
    DESK,
    KEEPER,
    MIGRATE,
    NORA,
    PARTNER,
    STUDIO,
    WORKER,
    Door,
)
from fristed.config.settings.tests import TEMPLATE

# a busy machine is no fault: nothing in the tests is timed
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
expect.set_options(timeout=30_000)  # as long as a browser waits for what it is to press

Role = Callable[[], AbstractContextManager[None]]
USED_TABLES = """
    select oid::regclass::text, pg_relation_size(oid) from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_relation_size(oid) > 0
    and relname not in ('django_migrations', 'django_content_type', 'auth_permission')
    and not starts_with(relname::text, 'codelists_')  -- reference data, loaded once
"""
SILENT = "-c session_replication_role=replica"
MUCH = 256 * 1024  # bytes of a table: what was deleted is worth clearing away
TEST_CONF = {
    "fsync": "off",  # survives kill -9 of PostgreSQL, not of the machine
    "lock_timeout": "30s",  # a lock nobody lets go of is a failed test, not a hung run
}


LONGEST = (
    "tests/desk/test_addresses.py",  # of one worker, while another furnishes the journeys' house
    "tests/journeys",
    "tests/desk/test_matrix.py",
    "tests/faults",
)


@pytest.hookimpl(trylast=True)  # pytest puts what shares a browser first
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker is left alone with one of them at the end."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(
        key=lambda item: min(
            (place for name, place in places.items() if item.nodeid.startswith(name)),
            default=len(places),
        )
    )


def pytest_collection_finish() -> None:
    """What is collected lives as long as the run: the collector need not look at it."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Give back the room that the run as a whole took."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        for sample in (True, False):
            shutil.rmtree(ready_house(sample=sample), ignore_errors=True)
        scratch.end()


@pytest.fixture(scope="session", autouse=True)
def plain_templates(django_test_environment: None) -> None:
    """Tests read pages as they are sent. Django would keep a copy of every context, for tests that
    ask for those: an eighth of the time of a page."""
    Template._render = lambda self, context: self.nodelist.render(context)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """The language of a test's last page is not the next test's."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Only this machine answers, so that nothing we build can call out unseen."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = str(address[0])
            if host not in {"localhost", "::1"} and not host.startswith("127."):
                raise OSError(f"a test may not reach {host}")
        real(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]  # the guard itself
    yield
    socket.socket.connect = real  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def superuser() -> Iterator[str]:
    """Conninfo of the superuser of a running PostgreSQL with every role made."""
    if external := os.environ.get("FRISTED_TEST_DATABASE_URL"):
        roles.make_roles(external, makes_databases=True)
        _let_tests_read_as_backup(external)
        roles.make_database(external, TEMPLATE)
        yield external
        return
    made = cluster.place(installation.var())
    cluster.make(made, TEST_CONF)
    process = cluster.start(made)
    try:
        cluster.wait_until_up(made)
        roles.make_roles(made.superuser, makes_databases=True)
        _let_tests_read_as_backup(made.superuser)
        roles.make_database(made.superuser, TEMPLATE)
        yield made.superuser
    finally:
        cluster.stop(process)


def _let_tests_read_as_backup(superuser: str) -> None:
    """What stands nowhere must be looked for everywhere, in the test's own transaction."""
    with psycopg.connect(superuser) as opened:
        opened.execute(f"grant {BACKUP} to {MIGRATE}")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    superuser: str,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,  # else xdist's workers share one database
) -> Iterator[None]:
    """Migrate as the owner, then give each role its rights, as an installation does."""
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0, interactive=False, aliases=["default", "audit"], serialized_aliases=[]
        )
        call_command("load_codelists", verbosity=0)
        call_command("grants")
        _let_the_trail_be_read()
    with _emptied_by(superuser):
        yield
    with django_db_blocker.unblock():
        connections.close_all()
        _end_every_session(superuser, connections["default"].settings_dict["NAME"])
        teardown_databases(made, verbosity=0)


def _end_every_session(superuser: str, database: str) -> None:
    """A thread that a test left behind may hold one, and a database in use cannot be dropped."""
    with psycopg.connect(superuser) as opened:
        opened.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s",
            [database],
        )


def _let_the_trail_be_read() -> None:
    """A test reads what the trail's connection wrote in its own transaction; no door may."""
    with connection.cursor() as cursor:
        cursor.execute(f"grant select on audit_entry, audit_outcome to {AUDIT}")


def _empty_every_table(superuser: psycopg.Connection) -> None:
    """Every row as the superuser: triggers that let nobody delete keep silent for it, and nobody
    else sees all rows. TRUNCATE would write every table's and index's file anew, test by test."""
    connections["audit"].close()
    used = superuser.execute(USED_TABLES).fetchall()
    superuser.execute(";".join(f"delete from {name}" for name, _size in used))
    for name, size in used:
        if size > MUCH:
            superuser.execute(f"vacuum {name}")


@contextmanager
def _emptied_by(superuser: str) -> Iterator[None]:
    """Django's own way goes over every alias, and the trail's role may not."""
    real = TransactionTestCase._fixture_teardown
    name = connections["default"].settings_dict["NAME"]
    there = make_conninfo(superuser, dbname=name, options=SILENT)
    with psycopg.connect(there, autocommit=True) as opened:
        TransactionTestCase._fixture_teardown = lambda _self: _empty_every_table(opened)
        yield
        TransactionTestCase._fixture_teardown = real


@pytest.fixture
def as_nora() -> Role:
    """`with as_nora():` the default connection has nora's rights and sees what nora sees."""
    return lambda: as_role(NORA.role)


@pytest.fixture
def as_desk() -> Role:
    return lambda: as_role(DESK.role)


@pytest.fixture
def as_studio() -> Role:
    return lambda: as_role(STUDIO.role)


@pytest.fixture
def as_worker() -> Role:
    return lambda: as_role(WORKER.role)


@pytest.fixture
def connect_as(django_db_setup: None) -> Iterator[Callable[..., psycopg.Connection]]:
    """Connect for real, with a role's own password: what can it do that `set role` would hide?"""
    opened: list[psycopg.Connection] = []

    def connect(role: str, **changed: Any) -> psycopg.Connection:
        there = connections["default"].settings_dict
        conninfo = make_conninfo(
            host=there["HOST"],
            port=there["PORT"],
            dbname=there["NAME"],
            user=role,
            password=changed.pop("password", None) or installation.secret(role),
        )
        opened.append(psycopg.connect(conninfo, autocommit=True, **changed))
        return opened[-1]

    yield connect
    for one in opened:
        one.close()


NOT_A_DOORS = {
    "DATABASES",
    "INSTALLED_APPS",
    "LOGGING",
    "STORAGES",
    "PASSWORD_HASHERS",
    "CACHES",
    "FRISTED_KEPT_SECONDS",
}


class DoorClient(Client):
    """Asks a door as a browser on it would; the door's own database role answers."""

    def __init__(self, role: str) -> None:
        self.door_role = role
        super().__init__(headers={"sec-fetch-site": "same-origin"}, HTTP_HOST="localhost")

    def request(self, **request: Any) -> Any:
        with as_role(self.door_role):
            return super().request(**request)


def _door_client(door: Door, settings: Any) -> DoorClient:
    """Apply what makes the door this door: its addresses, middleware, cookies and templates."""
    module = importlib.import_module(f"fristed.config.settings.{door.name}")
    for name in filter(str.isupper, dir(module)):
        value = getattr(module, name)
        if name not in NOT_A_DOORS and getattr(settings, name, None) != value:
            setattr(settings, name, value)  # each one set is a layer that every look goes through
    return DoorClient(door.role)


@pytest.fixture
def nora_client(settings: Any, db: None) -> DoorClient:
    """A client on nora: its addresses, its middleware, its database role."""
    return _door_client(NORA, settings)


@pytest.fixture
def desk_client(settings: Any, db: None) -> DoorClient:
    return _door_client(DESK, settings)


@pytest.fixture
def partner_client(settings: Any, db: None) -> DoorClient:
    return _door_client(PARTNER, settings)


@pytest.fixture
def studio_client(settings: Any, db: None) -> DoorClient:
    return _door_client(STUDIO, settings)


@pytest.fixture(scope="session")
def keeper_home() -> Path:
    """Where the tests' keeper keeps its registers and tokens."""
    return installation.private_folder(installation.var() / "keeper")


@pytest.fixture(scope="session")
def keeper_process(
    django_db_setup: None, django_db_modify_db_settings: None, keeper_home: Path
) -> Iterator[Callable[[], Child]]:
    """A real keeper on the test database; call it to start it again after a test ended it."""
    there = connections["default"].settings_dict
    place = make_conninfo(host=there["HOST"], port=there["PORT"], dbname=there["NAME"], user=KEEPER)
    where = installation.keeper_socket()
    installation.private_folder(where.parent.parent, 0o711 if os.geteuid() == 0 else 0o700)
    installation.private_folder(where.parent)
    command = [sys.executable, "-m", "fristed.keeper", "serve", "--home", str(keeper_home)]
    command += ["--socket", str(where), "--database", place]
    command += ["--custody", f"file:{installation.var() / 'custody'}"]
    command += ["--rp-id", "localhost", "--origin", "http://localhost"]
    environment = os.environ | {"PGPASSWORD": installation.secret(KEEPER)}
    log = installation.private_folder(installation.var() / "log") / "keeper.log"
    child = Child("keeper", lambda: spawn(command, environment, log))

    def start() -> Child:
        if child.process is None or child.process.poll() is not None:
            child.process = child.begin()
        deadline = time.monotonic() + 20
        while not supervisor.listens(where):
            if child.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the keeper does not start: {log.read_text()}")
            time.sleep(0.02)
        return child

    yield start
    end([child])


@pytest.fixture
def keeper(keeper_process: Callable[[], Child]) -> Child:
    """The keeper, running."""
    return keeper_process()
