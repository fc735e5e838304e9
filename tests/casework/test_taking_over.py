"""A case whose only holder has left is taken over by two: a leader names, another takes."""

import pytest
from tests.casework.conftest import trail
from tests.casework.test_sharing import hand_over, the_share
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_followup, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.casework import queries
from fristed.config.doors import DESK
from fristed.vault import granting
from fristed.vault import keeper as keeper_socket
from fristed.vault.keeper import KeeperRefused
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@pytest.fixture
def at_work(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    people.amina, people.celine, people.birger, people.ingrid  # noqa: B018 - made
    people.emre, people.jonas  # noqa: B018 - made
    units = people.amina.units | people.birger.units | people.emre.units
    fetch_unit_keys(sorted(units), TODAY)
    return people


@pytest.fixture
def case(at_work):
    with as_role(DESK.role):
        case = a_real_case(at_work.amina)
        a_followup(at_work.amina, case)
        return case


def leave(at_work, keeper_home):
    token = (keeper_home / "admin.token").read_text().strip()
    keeper_socket.call("admin.stop_person", token=token, person=at_work.amina.ref)


def test_take_over_when_her_adviser_has_left(at_work, case, keeper_home, desk_client):
    ingrid, celine = a_browser(desk_client, at_work.ingrid), a_browser(desk_client, at_work.celine)
    propose = f"/cases/{case.ref}/take-over/propose/"
    here = ingrid.post(propose, {"holder": at_work.celine.ref})
    assert "arbeider her fremdeles" in here.content.decode()
    alone = celine.post("/take-over/", {"reference": case.ref})
    assert "har foreslått" in alone.content.decode()

    leave(at_work, keeper_home)
    assert ingrid.post(propose, {"holder": at_work.celine.ref}).status_code == 302
    taken = celine.post("/take-over/", {"reference": case.ref})

    assert (taken.status_code, taken["Location"]) == (302, f"/cases/{case.ref}/")
    shown = celine.get(f"/cases/{case.ref}/").content.decode()
    assert "din sak" in shown
    assert "ufullstendig" not in shown
    with as_role(DESK.role):
        assert queries.case_by_ref(case.ref).adviser_id == at_work.celine.id
    done = [action for event, action, _ in trail(case.ref) if event == "begun"]
    assert done[-2:] == ["case.propose_take_over", "case.take_over_left"]


def test_after_a_hand_over_the_leader_of_the_unit_that_has_it_names_who(
    at_work, keeper_home, desk_client
):
    """C7: keeper and database ask about the same unit: the one the case went to."""
    with as_role(DESK.role):
        case = a_real_case(at_work.emre)
    ingrid, amina, celine, jonas, emre = (
        a_browser(desk_client, getattr(at_work, one))
        for one in ("ingrid", "amina", "celine", "jonas", "emre")
    )
    hand_over(emre, case, at_work.amina, entries=[])
    amina.post(f"/shares/{the_share(at_work.amina).ref}/accept/")
    leave(at_work, keeper_home)
    propose, said = f"/cases/{case.ref}/take-over/propose/", {"holder": at_work.celine.ref}

    assert jonas.post(propose, said).status_code == 404
    with pytest.raises(KeeperRefused, match="not_allowed"):
        granting.propose_take_over(at_work.jonas.assertion, case.ref, at_work.celine.ref)
    assert ingrid.post(propose, said).status_code == 302
    taken = celine.post("/take-over/", {"reference": case.ref})

    assert (taken.status_code, taken["Location"]) == (302, f"/cases/{case.ref}/")


@pytest.mark.parametrize("key", ["birger", "ingrid"])
def test_nobody_outside_the_unit_takes_it_nor_its_leader(
    at_work, case, keeper_home, desk_client, key
):
    """C1, C7."""
    leave(at_work, keeper_home)
    page = a_browser(desk_client, getattr(at_work, key))

    assert page.post("/take-over/", {"reference": case.ref}).status_code == 404
