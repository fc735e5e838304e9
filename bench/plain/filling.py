"""Make the tables and the page: `python -m bench.plain.filling`, with the text as JSON on stdin."""

import json
import sys

import django

django.setup()

from bench.plain.models import Article  # noqa: E402 - after setup
from django.core.management import call_command  # noqa: E402
from wagtail.models import Page  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    given = json.load(sys.stdin)
    home = Page.objects.get(depth=2)  # Wagtail's own welcome page
    home.add_child(instance=Article(title=given["title"], slug="artikkel", body=given["body"]))


if __name__ == "__main__":
    main()
