"""People who guide, with a real keeper behind them."""

from collections.abc import Callable

import pytest
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY
from tests.factories.staff import Staff, as_role

from fristed.config.doors import DESK
from fristed.vault.tasks import fetch_unit_keys


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    working = (people.maja, people.amina, people.celine, people.birger, people.nils)
    units = {code for one in working for code in one.units}
    fetch_unit_keys(sorted(units), TODAY)
    return people


@pytest.fixture
def desk(desk_client, staff) -> Callable:
    """`desk(staff.maja)`: her browser."""
    return lambda actor: a_browser(desk_client, actor)


def in_desk(do):
    with as_role(DESK.role):
        return do()


def body(answer) -> str:
    return answer.content.decode()
