"""What the other tests stand on, tried once itself."""

import socket

import pytest
from django.db import connection, transaction

from fristed.config.doors import DESK, MIGRATE, NORA, WORKER


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return str(cursor.fetchone()[0])


def test_nothing_outside_this_machine_can_be_reached():
    with socket.socket() as probe, pytest.raises(OSError, match="a test may not reach"):
        probe.connect(("192.0.2.1", 80))
    with socket.socket() as probe, pytest.raises(OSError, match="a test may not reach"):
        probe.connect(("example.org", 443))


@pytest.mark.django_db
def test_a_role_ends_with_its_block_and_gives_back_the_one_before(as_nora, as_desk, as_worker):
    assert role() == MIGRATE
    with as_nora():
        assert role() == NORA.role
        with as_desk():
            assert role() == DESK.role
        assert role() == NORA.role
    with as_worker():
        assert role() == WORKER.role
    assert role() == MIGRATE


@pytest.mark.django_db
def test_a_role_ends_when_its_transaction_is_rolled_back(as_desk):
    with pytest.raises(RuntimeError), transaction.atomic(), as_desk():
        raise RuntimeError

    assert role() == MIGRATE


@pytest.mark.django_db
def test_a_door_client_asks_as_its_doors_role(nora_client, settings):
    settings.ROOT_URLCONF = "tests.config.failing"

    response = nora_client.get("/role")

    assert response.content.decode() == NORA.role
    assert role() == MIGRATE


@pytest.mark.django_db
def test_the_owner_sees_nothing_behind_a_wall():
    """So that a test that forgets the role finds nothing, instead of everything."""
    with connection.cursor() as cursor:
        cursor.execute("select relforcerowsecurity from pg_class where relname = 'vault_file'")
        assert cursor.fetchone() == (True,)
        cursor.execute("select rolbypassrls, rolinherit from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_a_keeper_answers(keeper):
    from fristed.vault.keeper import call

    assert call("hello")["public_key"]
    assert keeper.process is not None
