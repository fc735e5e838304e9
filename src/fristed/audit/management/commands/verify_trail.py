"""Verify every chain of the trail and name the first broken entry."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fristed.audit import checking, heads


class Command(BaseCommand):
    help = "Verify the trail: every chain, against the heads the keeper sealed."

    def handle(self, *args: Any, **options: Any) -> None:
        sealed = heads.sealed()
        broken = []
        for chain in sorted({*checking.chains(), *sealed}):
            found = checking.first_break(chain, sealed.get(chain))
            if found is None:
                self.stdout.write(f"{chain}: whole")
            else:
                broken.append(found)
                self.stdout.write(f"{chain}: broken at entry {found.number} ({found.why})")
        if broken:
            raise CommandError("The trail is broken.")
