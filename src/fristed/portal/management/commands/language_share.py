"""Say how much was published in each form of Norwegian in a year: `language_share 2026`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fristed.portal.queries import language_share


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *_: Any, year: int, **__: Any) -> None:
        share = language_share(year)
        self.stdout.write(f"{share.year}: bokmål {share.bokmal} words, nynorsk {share.nynorsk}")
        self.stdout.write(f"nynorsk {share.percent_nynorsk:.1f} of a hundred")
