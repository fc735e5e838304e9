"""Where a door reads what is published: from a replica, where the installation has one."""

from typing import Any, Final

from django.db.models import Model

REPLICA: Final = "replica"


class PublishedFromReplica:
    """Reads of `publications` go to the replica; all else, and every write, where it always goes.

    Named in a door's settings only where FRISTED_REPLICA names a server.
    """

    def db_for_read(self, model: type[Model], **_hints: Any) -> str | None:
        return REPLICA if model.__module__.startswith("fristed.publications.") else None

    def allow_migrate(self, db: str, _app_label: str, **_hints: Any) -> bool | None:
        return False if db == REPLICA else None
