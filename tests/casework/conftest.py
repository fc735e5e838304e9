"""People with cases: with rows only, or signed in at a real keeper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.factories.casework import TODAY
from tests.factories.staff import Staff, as_role, unit_keys_of_nobody

from fristed.audit.models import Entry
from fristed.casework import facts
from fristed.config.doors import WORKER
from fristed.kernel.facts import Fact
from fristed.kernel.periods import Period
from fristed.vault import counting
from fristed.vault.models import File
from fristed.vault.tasks import chain, fetch_unit_keys


@pytest.fixture
def staff(db) -> Staff:
    """The personas, with accounts and memberships."""
    people = Staff()
    people.all()
    return people


@pytest.fixture
def at_the_desk(staff, as_desk) -> Staff:
    """The same, and the connection has the desk's rights from here on."""
    unit_keys_of_nobody(TODAY)
    with as_desk():
        yield staff


@pytest.fixture
def signed_in(keeper, keeper_home: Path, db, as_desk) -> Staff:
    """The personas a test asks for, each signed in at a real keeper; the units' real keys."""
    people = Staff(home=keeper_home)
    units = [people.amina, people.birger, people.celine, people.emre]
    fetch_unit_keys(sorted({code for one in units for code in one.units}), TODAY)
    with as_desk():
        yield people


@pytest.fixture
def chain_all() -> Callable[[], None]:
    """What the worker does within seconds: have the keeper chain what was written."""

    def run() -> None:
        with as_role(WORKER.role):
            for file in File.objects.order_by("id"):
                chain(file)

    return run


@pytest.fixture
def count_year(keeper_home: Path) -> Callable[[], list[Fact]]:
    """What the counting job does: the year's facts, with the keys the keeper gave it."""

    def run() -> list[Fact]:
        token = (keeper_home / "count.token").read_text().strip()
        year = Period.of_year(TODAY.year)
        keys = counting.keys(token, facts.quarters_of(year))
        with as_role(WORKER.role):
            return list(facts.case_facts(year, keys))

    return run


def trail(about: str) -> list[tuple[str, str, str]]:
    """Event, action and detail of each entry about a file, oldest first."""
    entries = Entry.objects.using("audit").filter(subject=about).order_by("id")
    return [(entry.event, entry.action, entry.detail) for entry in entries]
