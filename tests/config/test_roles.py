"""Each door's role can do what its door does, and nothing else."""

import psycopg
import pytest

from fristed.config.cluster import OWNER
from fristed.config.doors import AUDIT, DESK, DOORS, KEEPER, MIGRATE, NORA, ROLES

DOOR_ROLES = [door.role for door in DOORS]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_connects_with_its_own_password(connect_as, role):
    row = connect_as(role).execute("select current_user").fetchone()

    assert row == (role,)
