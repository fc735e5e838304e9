"""Nora's pages and published figures, as an installation begins with them. Runs as the owner.

python -m bench.opening
"""

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after setup


def main() -> None:
    for what in ("load_pages", "load_publications"):
        call_command(what, verbosity=0, stdout=sys.stderr)


if __name__ == "__main__":
    main()
