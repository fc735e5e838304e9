"""Give each database role exactly what `rights` says, and take back everything else."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from fristed.config.granting import statements


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements(cursor):
                cursor.execute(statement)
