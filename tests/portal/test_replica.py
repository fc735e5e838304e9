"""With a replica, statistics and the open API are read there, and need nothing else to be up."""

import importlib

import pytest
from django.db import connections

from fristed.config.doors import NORA
from fristed.config.routing import REPLICA
from fristed.config.settings import base
from fristed.publications.models import ReleasedTable

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


class DeskIsDown(Exception):
    """Somebody asked the first server."""


def refuse(execute, sql, *how):
    """All but what this test's own client says of its role."""
    if "role" in sql:
        return execute(sql, *how)
    raise DeskIsDown


@pytest.fixture
def followed(settings, db):
    """A second connection, to what is committed: it does not see what this test releases."""
    first = connections["default"]
    connections[REPLICA] = type(first)(first.settings_dict.copy(), first.alias)
    settings.DATABASE_ROUTERS = ["fristed.config.routing.PublishedFromReplica"]
    yield
    connections[REPLICA].close()
    del connections[REPLICA]


def listed(client):
    answer = client.get("/api/pxweb/v2/tables").json()
    return [one["id"] for one in answer["tables"]]


def test_the_open_api_is_read_from_the_replica_while_the_first_is_down(
    nora_client, release, followed, settings
):
    ref = release()
    settings.DATABASE_ROUTERS = []
    assert ref in listed(nora_client)
    with connections["default"].execute_wrapper(refuse), pytest.raises(DeskIsDown):
        listed(nora_client)

    settings.DATABASE_ROUTERS = ["fristed.config.routing.PublishedFromReplica"]
    with connections["default"].execute_wrapper(refuse):
        assert ref not in listed(nora_client)

    assert ReleasedTable.objects.db == REPLICA
    assert ReleasedTable.objects.using("default").get().ref == ref  # written where it always was


@pytest.mark.parametrize(
    ("named", "host"), [("", None), ("host=standby.example", "standby.example")]
)
def test_a_replica_is_there_only_where_it_is_named(monkeypatch, named, host):
    monkeypatch.setenv("FRISTED_REPLICA", named)
    there = base.replica(NORA.role, pool=8).get(REPLICA)

    assert (there and (there["HOST"], there["USER"])) == (host and (host, NORA.role))
    assert not hasattr(importlib.import_module("fristed.config.settings.nora"), "DATABASE_ROUTERS")
