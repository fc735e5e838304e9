"""What one person's request sets is gone before the next person's connection (C26)."""

import importlib

import psycopg_pool
import pytest
from django.db import connections
from psycopg.conninfo import make_conninfo

from fristed.config import installation
from fristed.config.doors import DESK
from fristed.config.settings import base
from fristed.gate import Visitor, note_refused
from fristed.gate.scopes import scope


@pytest.fixture
def pool(django_db_setup):
    """The desk's own pool, made as Django makes it, with one connection for everybody."""
    there = connections["default"].settings_dict
    place = make_conninfo(
        host=there["HOST"],
        port=there["PORT"],
        dbname=there["NAME"],
        user=DESK.role,
        password=installation.secret(DESK.role),
    )
    options = importlib.import_module("fristed.config.settings.desk").DATABASES["default"][
        "OPTIONS"
    ]
    asked = options["pool"] | {"min_size": 1, "max_size": 1}
    with psycopg_pool.ConnectionPool(place, open=True, **asked) as pool:
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


@pytest.mark.parametrize("door", ["nora", "desk"])
def test_every_door_wipes_and_checks_its_connections(door):
    databases = importlib.import_module(f"fristed.config.settings.{door}").DATABASES

    assert databases["default"]["OPTIONS"]["pool"]["reset"] is base.wipe
    for database in databases.values():
        assert database["CONN_HEALTH_CHECKS"] is True
        assert database["CONN_MAX_AGE"] == 0


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
