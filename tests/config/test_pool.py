"""What one person's request sets is gone before the next person's connection (C26)."""

import importlib

import psycopg
import psycopg_pool
import pytest
from django.db import connections

from fristed.config import pooling
from fristed.config.postgresql.base import DatabaseWrapper
from fristed.gate import Visitor, note_refused
from fristed.gate.scopes import scope


def one_connection(alias: str) -> psycopg_pool.ConnectionPool:
    """One of the desk's own pools, as Django has it, with one connection for everybody."""
    there = connections["default"].settings_dict
    asked = importlib.import_module("fristed.config.settings.desk").DATABASES[alias]
    named = {key: there[key] for key in ("HOST", "PORT", "NAME")}
    options = asked["OPTIONS"] | {"pool": asked["OPTIONS"]["pool"] | {"max_size": 1}}
    wrapper = DatabaseWrapper(asked | named | {"TIME_ZONE": None, "OPTIONS": options}, alias)
    wrapper._connection_pools = {}
    wrapper.pool.open()
    return wrapper.pool


@pytest.fixture
def pool(django_db_setup):
    with one_connection("default") as pool:
        yield pool


def test_a_setting_does_not_reach_the_next_person(pool):
    with pool.connection() as first:
        first.execute("select set_config('app.actor', '7', false)")
        pid = first.info.backend_pid
        kept = first.execute("select current_setting('app.actor', true)").fetchone()
    with pool.connection() as second:
        left = second.execute("select current_setting('app.actor', true)").fetchone()

        assert second.info.backend_pid == pid  # the same connection

    assert kept == ("7",)
    assert left in {("",), (None,)}


@pytest.mark.parametrize("door", ["nora", "desk", "partner", "studio"])
def test_every_door_looks_at_its_connections(door):
    databases = importlib.import_module(f"fristed.config.settings.{door}").DATABASES

    assert databases["default"]["OPTIONS"]["pool"]["check"] is pooling.wipe
    assert databases["audit"]["OPTIONS"]["pool"]["check"] is pooling.is_there
    assert {database["CONN_MAX_AGE"] for database in databases.values()} == {0}


@pytest.mark.parametrize("alias", ["default", "audit"])
def test_a_connection_that_the_server_ended_is_not_given_out(superuser, django_db_setup, alias):
    with one_connection(alias) as pool:
        with pool.connection() as first:
            pid = first.info.backend_pid
        with psycopg.connect(superuser, autocommit=True) as server:
            server.execute("select pg_terminate_backend(%s, 5000)", [pid])
        with pool.connection() as second:
            answer = second.execute("select 1").fetchone()

            assert (answer, second.info.backend_pid != pid) == ((1,), True)


@pytest.mark.django_db(databases=["default", "audit"])
def test_nothing_is_set_on_the_trails_connection():
    """It is not wiped: whoever writes the trail sets nothing, whatever else is set beside it."""
    settings = "select count(*) from pg_settings where source = 'session'"
    own = "select current_setting('app.actor', true)"
    with connections["audit"].cursor() as trail:
        trail.execute(settings)
        before = trail.fetchone()
        with scope(Visitor(file_ref="fil_x", file_id=7)):
            note_refused("nora", "conversation.write", who="", reason="closed")
            trail.execute(settings)
            after = trail.fetchone()
            trail.execute(own)
            left = trail.fetchone()

    assert (after, left) == (before, (None,))
