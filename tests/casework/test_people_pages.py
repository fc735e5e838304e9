"""People around a case, as an adviser at the desk meets them, with a real keeper behind."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.around import a_channel, a_link, a_neutral_text, a_person_with_phone
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.casework.models import CaseLink, PersonInCase
from fristed.config.doors import DESK
from fristed.gate import scope
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

BROTHER = {"relation": "brother", "name": "Omar", "role": "controls", "arenas": ["home", "online"]}
PHONE = {
    "kind": "phone",
    "value": "90 00 00 00",
    "is_safe": "on",
    "days": ["1", "2", "3", "4", "5", "6", "7"],
    "from_clock": "00:00",
    "to_clock": "23:59",
    "town": "Oslo",
    "code_word": "sommerfugl",
    "voicemail": "never",
}


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    units = {code for one in (people.amina, people.birger) for code in one.units}
    fetch_unit_keys(sorted(units), TODAY)
    return people


@pytest.fixture
def at_desk(desk_client, staff):
    return lambda actor: a_browser(desk_client, actor)


def in_role(make):
    with as_role(DESK.role):
        return make()


def words(response) -> str:
    text = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_a_person_and_a_safe_way_to_reach_her_are_added_changed_and_used(staff, at_desk):
    case = in_role(lambda: a_real_case(staff.amina))
    text = a_neutral_text("voicemail", approver=staff.birger)
    page = at_desk(staff.amina)

    page.post(f"/cases/{case.ref}/people/add/", BROTHER)
    with as_role(DESK.role), scope(staff.amina):
        ref = PersonInCase.objects.get().ref
    page.post(f"/cases/{case.ref}/people/{ref}/channels/add/", PHONE)
    shown = page.get(f"/cases/{case.ref}/people/")

    assert "Omar Bror · kontrollerer · Hjemme, På nettet og telefonen" in words(shown)
    assert "+47 90 00 00 00 · alle dager kl. 00.00–23.59 Oslo" in words(shown)
    contact = re.search(r"/cases/[^\"]+/contact/", shown.content.decode()).group()
    asked = words(page.get(contact))
    assert "Hi! Call me." not in asked  # no machine may be spoken to on this number
    assert page.post(contact, {"text": text.ref}).status_code == 200
    assert page.post(contact, {"text": ""}).status_code == 302
    assert "Ringte Omar." in words(page.get(f"/cases/{case.ref}/"))


def test_two_people_with_one_person_do_not_overwrite_each_other(staff, at_desk):
    """C20."""
    case = in_role(lambda: a_real_case(staff.amina))
    ref, _channel = in_role(lambda: a_person_with_phone(staff.amina, case))
    page = at_desk(staff.amina)
    address = f"/cases/{case.ref}/people/{ref}/update/"
    seen = re.search(r'name="seen" value="([^"]+)"', page.get(address).content.decode()).group(1)

    first = page.post(address, BROTHER | {"seen": seen, "name": "Omar"})
    second = page.post(address, BROTHER | {"seen": seen, "name": "Ola"})

    assert (first.status_code, second.status_code) == (302, 200)
    assert "Noen andre har lagret" in words(second)
    assert 'value="Ola"' in second.content.decode()  # what she typed stays
    assert "Omar" in words(page.get(f"/cases/{case.ref}/people/"))


def test_an_unsafe_channel_has_no_button_and_its_address_refuses(staff, at_desk):
    """C17: the button is not the wall."""
    case = in_role(lambda: a_real_case(staff.amina))
    a_neutral_text(approver=staff.birger)
    unsafe = a_channel(is_safe=False)
    _ref, channel = in_role(lambda: a_person_with_phone(staff.amina, case, channel=unsafe))
    page = at_desk(staff.amina)

    shown = page.get(f"/cases/{case.ref}/people/")
    address = f"/cases/{case.ref}/channels/{channel}/contact/"

    assert "Denne måten er ikke trygg. Bruk en annen." in words(shown)
    assert address not in shown.content.decode()
    assert "Jeg har sendt den" not in words(page.get(address))


def test_a_link_says_that_a_case_exists_and_whom_to_ask_and_opens_nothing(staff, at_desk):
    """C16: two advisers, one link, no access in either direction."""
    hers = in_role(lambda: a_real_case(staff.amina, name="Sak ved elva"))
    theirs = in_role(lambda: a_real_case(staff.birger, name="Sak ved fjorden"))
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)

    linked = amina.post(
        f"/cases/{hers.ref}/links/add/",
        {"other": theirs.ref, "kind": "sibling", "purpose": "Samme hjem."},
    )

    assert linked.status_code == 302
    here = amina.get(f"/cases/{hers.ref}/people/")
    there = birger.get(f"/cases/{theirs.ref}/people/")
    assert "Søsken · En sak som Birger har. Spør Birger. Samme hjem." in words(here)
    assert "En sak som Amina har. Spør Amina." in words(there)
    assert "Samme hjem." not in words(there)
    assert theirs.ref not in here.content.decode()
    assert hers.ref not in there.content.decode()
    assert amina.get(f"/cases/{theirs.ref}/").status_code == 404
    assert amina.get(f"/cases/{theirs.ref}/people/").status_code == 404


def test_a_link_to_a_case_that_does_not_exist_is_refused_and_one_of_anothers_cannot_be_ended(
    staff, at_desk
):
    hers = in_role(lambda: a_real_case(staff.amina))
    theirs = in_role(lambda: a_real_case(staff.birger))
    in_role(lambda: a_link(staff.amina, hers, theirs))
    with as_role(DESK.role), scope(staff.amina):
        link = CaseLink.objects.get().ref
    missing = {"other": "sak_AAAAAAAAAAAAAAAAAAAAAA", "kind": "friend", "purpose": "x"}

    answer = at_desk(staff.amina).post(f"/cases/{hers.ref}/links/add/", missing)
    at_desk(staff.birger).post(f"/cases/{theirs.ref}/links/{link}/end/")

    assert "Ingen sak har den referansen" in words(answer)
    with as_role(DESK.role), scope(staff.amina):
        assert CaseLink.objects.get().ended_on is None


def test_people_take_the_same_statements_for_one_and_three(staff, at_desk):
    page = at_desk(staff.amina)
    few, many = (in_role(lambda: a_real_case(staff.amina)) for _ in range(2))
    for case, people in ((few, 1), (many, 3)):
        for _each in range(people):
            in_role(lambda case=case: a_person_with_phone(staff.amina, case))

    counts = []
    for case in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as taken:
            assert page.get(f"/cases/{case.ref}/people/").status_code == 200
        counts.append(len(taken))

    assert counts[0] == counts[1]


def test_a_person_taken_out_of_the_table_is_missed(staff, at_desk, chain_all):
    case = in_role(lambda: a_real_case(staff.amina))
    in_role(lambda: a_person_with_phone(staff.amina, case))
    chain_all()
    page = at_desk(staff.amina)
    assert "ufullstendig" not in words(page.get(f"/cases/{case.ref}/people/"))

    with as_role("none"), connection.cursor() as cursor:
        cursor.execute("alter table casework_channel no force row level security")
        cursor.execute("delete from casework_channel")
        cursor.execute("alter table casework_channel force row level security")

    assert "Historikken er ufullstendig" in words(page.get(f"/cases/{case.ref}/people/"))
