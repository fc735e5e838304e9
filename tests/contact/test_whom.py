"""To whom somebody writes, and what a parent never learns."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from tests.contact.conftest import SECRET, TEAM, words_in
from tests.contact.test_writing_pages import whole_database
from tests.factories.organisation import a_deployment, a_person, a_school, a_unit
from tests.factories.staff import as_role

from fristed.config.doors import BACKUP, WORKER
from fristed.contact.models import Conversation, Message
from fristed.kernel.periods import Quarter
from fristed.organisation.choices import UnitKind
from fristed.organisation.models import Mission
from fristed.sealing import hpke
from fristed.vault.models import UnitKey

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
NOON = datetime(2026, 11, 26, 11, tzinfo=UTC)


def sent_to() -> list[tuple[str, str]]:
    with as_role(WORKER.role):
        return list(Conversation.objects.order_by("id").values_list("unit", "county"))


def with_key(unit: str) -> None:
    UnitKey.objects.create(
        unit=unit, quarter=str(Quarter.of(NOON.date())), public_key=hpke.new_pair().public
    )


def write(youth, **typed):
    form = {"text": SECRET, "whom": "me", "once": youth.form()}
    return youth.post("/a/ny", form | typed)


def bare(response) -> str:
    """The page without the four words."""
    return re.sub(r'<li translate="no">[^<]+</li>', "", response.content.decode())


def test_a_parent_gets_the_same_answer_and_a_file_of_her_own_whoever_has_written(
    youth, team, no_keeper
):
    """C9, C16: nothing of hers reaches a young person's conversation, and nothing tells of one."""
    mine = {"text": "Datteren min er ikke seg selv", "whom": "family"}
    before = write(youth, **mine)
    hers = write(youth, whom="me")

    after = write(youth, **mine)

    assert bare(before) == bare(after)
    assert "Vi sier aldri om noen andre i familien har skrevet til oss." in bare(after)
    assert words_in(before) != words_in(after)
    assert len(words_in(hers)) == 4
    with as_role(BACKUP):
        files = list(Message.objects.order_by("id").values_list("file_id", "number"))
    assert len({file for file, _ in files}) == 3
    assert {number for _, number in files} == {1}


def test_an_adviser_anywhere_is_one_of_the_advisers_and_no_place_is_kept(youth, team, no_keeper):
    for unit in ("raad-ost", "raad-vest"):
        a_unit(unit, UnitKind.ADVISER_TEAM)
        with_key(unit)

    with time_machine.travel(NOON, tick=False):
        write(youth, to="any")
        write(youth)

    (first, county), national = sent_to()
    assert first in {"raad-ost", "raad-vest"}
    assert county == ""
    assert national == (TEAM, "")


def test_who_is_abroad_sees_the_embassys_clock_and_reaches_it(youth, team, no_keeper):
    Mission.objects.create(
        unit=a_unit("utsending-islamabad", UnitKind.MISSION),
        city="Islamabad",
        zone="Asia/Karachi",
        country="PK",
        source="en prøve",
    )
    with_key("utsending-islamabad")

    with time_machine.travel(NOON, tick=False):
        form = youth.browser.get("/a/ny").content.decode()
        answer = write(youth, to="utsending-islamabad").content.decode()

    assert "Islamabad (klokka er 16.00 der)" in form
    assert "Islamabad" in answer
    assert sent_to() == [("utsending-islamabad", "")]


@pytest.fixture
def advisers_in_akershus(team, no_keeper) -> str:
    """And a school in Bærum where one of them works. Answers the school's reference."""
    a_unit("raad-akershus", UnitKind.ADVISER_TEAM, counties=["32"])
    with_key("raad-akershus")
    school = a_school("Solvik (Eksempeldata)", municipality="3201")
    a_deployment(a_person("Amina"), school)
    a_school("Fjellheim (Eksempeldata)", municipality="3201")  # nobody works here
    return school.ref


@pytest.mark.parametrize("chosen", ["32", "3201", "the school"])
def test_her_county_municipality_or_school_leads_to_the_advisers_there(
    youth, advisers_in_akershus, chosen
):
    """C12: no address or cookie tells where she is, and at rest only the team's county does."""
    place = advisers_in_akershus if chosen == "the school" else chosen

    with time_machine.travel(NOON, tick=False):
        answer = write(youth, to=place)

    assert len(words_in(answer)) == 4
    assert sent_to() == [("raad-akershus", "32")]
    carried = str(answer.headers) + answer.cookies.output()
    assert place == "32" or place not in carried
    conversation = [row for row in whole_database().splitlines() if "raad-akershus,32" in row]
    assert len(conversation) == 1
    assert place == "32" or f",{place}," not in conversation[0]


def test_only_schools_with_an_adviser_today_can_be_chosen(youth, advisers_in_akershus):
    with time_machine.travel(NOON, tick=False):
        page = youth.browser.get("/a/ny").content.decode()

    assert "Solvik" in page
    assert "Fjellheim" not in page
    assert '<optgroup label="Rådgiverne nærmest meg: Akershus">' in page
    assert page.index(">Asker</option>") < page.index(">Ås</option>")
