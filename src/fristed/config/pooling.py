"""How a connection is looked at before the pool gives it out. One that fails is replaced."""

import select
from typing import Any

from psycopg_pool import ConnectionPool


def wipe(connection: Any) -> None:
    """Have the server forget every setting of whoever had it before: it must answer to do so."""
    connection.autocommit = True
    connection.execute("reset all")


def is_there(connection: Any) -> None:
    """Ask the server only where it has said something unasked, as it does when it ends."""
    said = select.poll()
    said.register(connection.fileno(), select.POLLIN)
    if said.poll(0):
        ConnectionPool.check_connection(connection)
