"""People at the desk with a real keeper behind them."""

from collections.abc import Callable

import pytest
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY
from tests.factories.staff import Staff, as_role

from fristed.config.doors import DESK
from fristed.vault.tasks import fetch_unit_keys


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    """People at work: signed in, with their units' keys."""
    people = Staff(home=keeper_home)
    working = (people.amina, people.birger, people.nils, people.tone, people.maja)
    units = {code for one in working for code in one.units}
    fetch_unit_keys(sorted(units), TODAY)
    return people


@pytest.fixture
def at_desk(desk_client, staff) -> Callable:
    """`at_desk(staff.amina)`: her browser."""
    return lambda actor: a_browser(desk_client, actor)


def in_desk_role(make):
    """Make rows as the desk's role, then be the owner again."""
    with as_role(DESK.role):
        return make()
