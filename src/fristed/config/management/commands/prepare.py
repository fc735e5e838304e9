"""Make the database and the collected files match the code: migrate, tables for caches, rights."""

from typing import Any

from django.core.management import CommandParser, call_command
from django.core.management.base import BaseCommand

# Facts that come with the code (counties, code lists, published counts), in order of need.
REFERENCE = (
    "load_codelists",
    "load_organisation",
    "load_publications",
    "load_pages",
    "load_articles",
    "load_notices",
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", action="store_true")
        parser.add_argument("--static", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"]:
            call_command("migrate", interactive=False)  # says which one, should it stop
            call_command("createcachetable", verbosity=0)
            for command in REFERENCE:
                call_command(command, verbosity=0)
            call_command("grants")
        if options["static"]:
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
