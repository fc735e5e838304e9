"""Count a released table once more, by its rule and its basis: are the figures the same?

Run where the worker runs: it takes the counting keys and the secret that rounding is drawn from.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fristed.statistics.choices import Status
from fristed.statistics.models import Draft
from fristed.statistics.rules import counting
from fristed.statistics.rules.protecting import YearChanged
from fristed.statistics.tasks import NothingToCount, count


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("table", help="the released table's reference")

    def handle(self, *_: Any, table: str, **__: Any) -> None:
        row = Draft.objects.filter(table=table, status=Status.RELEASED).first()
        if row is None:
            raise CommandError("no table was released under that reference")
        if row.counting_rule != counting.VERSION:
            raise CommandError(
                f"counted by {row.counting_rule}; this is {counting.VERSION}. Run that version."
            )
        try:
            found = count(row)
            if found.vintage != row.vintage:
                raise CommandError("the year is revised; the ledger has these figures")
        except (YearChanged, NothingToCount) as changed:
            raise CommandError("what is registered has changed since") from changed
        if (found.grid, list(found.cells), found.total) != (row.grid, row.cells, row.total):
            raise CommandError("the figures are others")
        self.stdout.write(f"the same {len(row.cells)} figures, basis {row.grid[:16]}")
