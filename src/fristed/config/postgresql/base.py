"""Django's PostgreSQL, with every option of the pool itself: Django cannot name its `check`."""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    _connection_pools: dict[str, ConnectionPool[Any]]  # Django's own; its types leave it out
    _configure_connection: Callable[[Any], None]

    @property
    def pool(self) -> Any:
        """As Django makes it, except that the settings say how a connection is looked at."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if options and self.alias not in self._connection_pools:
            made = ConnectionPool(
                kwargs=self.get_connection_params() | {"autocommit": True},
                open=False,
                configure=self._configure_connection,
                **options,
            )
            self._connection_pools.setdefault(self.alias, made)
        return super().pool
