"""Migrate; in a new database Wagtail's tables are made as its models are today (decision 0300)."""

from typing import Any, Final

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

WAGTAIL: Final = ("taggit", "wagtailcore", "wagtailadmin", "wagtailusers")
POINTED_AT: Final = ("auth", "accounts")
"""By Wagtail's tables: they must be there before."""


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if not options["app_label"] and not connection.introspection.table_names():
            for app in POINTED_AT:
                super().handle(*args, **options | {"app_label": app, "run_syncdb": False})
            _make_tables(connection)
        super().handle(*args, **options)


def _make_tables(connection: BaseDatabaseWrapper) -> None:
    with connection.schema_editor() as editor:
        for app in WAGTAIL:
            for model in apps.get_app_config(app).get_models():
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    for app, name in MigrationLoader(connection).disk_migrations:
        if app in WAGTAIL:
            recorder.record_applied(app, name)
