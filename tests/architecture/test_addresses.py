"""An address that nobody has declared the outcome of fails here."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.config.test_outcomes import DESK as ACCOUNTS
from tests.config.test_outcomes import NORA, PARTNER, REGION
from tests.desk.test_addresses import DECLARED as DESK_AND_CASES
from tests.desk.test_addresses import OPEN
from tests.reporting.test_addresses import DECLARED as REPORTS
from tests.statistics.test_addresses import DECLARED as TABLES
from wagtail.admin import urls as of_wagtail

from fristed.config.doors import DOORS

OPEN_DATA = {"api-root", "select_data"}  # open to anyone, from anywhere: tests/portal
STUDIO = {  # tests/editorial
    "answer_contribution",
    "change_page",
    "check_article",
    "check_page",
    "compare_article",
    "list_pages",
    "recall_version",
    "show_studio",
    "start_page",
    "start_translation",
    "withdraw_page",
}


def names(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)


@pytest.mark.parametrize(
    ("door", "declared"),
    [
        ("desk", set(ACCOUNTS) | OPEN | set(DESK_AND_CASES) | set(TABLES) | set(REPORTS)),
        ("nora", set(NORA) | OPEN_DATA),
        ("partner", set(PARTNER) | set(REGION)),
        ("studio", set(ACCOUNTS) | STUDIO),
    ],
)
def test_every_address_of_a_door_is_declared(door, declared):
    found = set(names(get_resolver(f"fristed.config.urls.{door}").url_patterns))

    assert found - declared - EXTRA[door] == set()
    assert declared - found == set()


# the house's own, the same for everyone: tests/config/test_violations.py, tests/ui/test_looking.py
HOUSE = {"keep_violation", "show_components"}
WAGTAIL = set(names(of_wagtail.urlpatterns))  # closed but for a few: tests/editorial/test_door.py
EXTRA = {"desk": HOUSE, "nora": HOUSE | {"None"}, "partner": HOUSE, "studio": HOUSE | WAGTAIL}


@pytest.mark.parametrize("door", [door.name for door in DOORS if door.offset is not None])
def test_every_door_answers_for_the_house(door):
    assert set(names(get_resolver(f"fristed.config.urls.{door}").url_patterns)) >= HOUSE
