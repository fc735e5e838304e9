"""Inquiries: for the unit that has them, for further units the key is sealed to, for the asker."""

import pytest
from tests.keeper.scene import b64

from fristed.sealing import hpke
from fristed.sealing.files import seal_to_unit

ASKED, WORK = "Hva gjør jeg nå?", "Ring skolen først."


@pytest.fixture
def people(scene):
    return {
        "asker": scene.sign_in("asker"),
        "maja": scene.adviser("maja", "fagteam"),
        "amina": scene.adviser("amina", "raad-ost"),
    }


@pytest.fixture
def inquiry(scene):
    made = scene.keep(scene.new_file("asker", "fagteam", kind="inquiry"))
    scene.write(made, ASKED, part="asked")
    scene.write(made, WORK, part="work")
    return made


def team(scene, file, holder, **other):
    return scene.want(file.ref, holder, "team", **other)


def passed_on(scene, assertion, file, unit="raad-ost"):
    answer = scene.must("inquiry.pass_on", assertion=assertion, file=file.ref, unit=unit)
    return {name: answer[name] for name in ("unit", "quarter", "wrapped")}


def test_members_of_the_unit_read_an_inquiry_whoever_wrote_it(scene, people, inquiry):
    scene.give(people["maja"], team(scene, inquiry, "maja"))

    assert scene.read(people["maja"], inquiry) == [ASKED, WORK]


def test_who_wrote_it_reads_what_she_asked_and_never_what_the_team_notes(scene, people, inquiry):
    """C1: neither by asking for everything nor by naming the part."""
    for parts in (["*"], ["work"], ["asked", "work"], ["*", "-work"]):
        want = scene.want(inquiry.ref, "asker", "creator", parts=parts)
        assert scene.refusal("grant", assertion=people["asker"], wants=[want]) == "not_allowed"

    own = scene.want(inquiry.ref, "asker", "creator", parts=["answer", "asked"])
    scene.give(people["asker"], own)

    answer = scene.open(people["asker"], inquiry)["files"][0]
    assert set(answer["keys"]) == {inquiry.texts[0].id}
    assert answer["refused"] == [inquiry.texts[1].id]


def test_another_unit_reads_it_only_once_it_was_passed_on(scene, people, inquiry):
    scene.give(people["maja"], team(scene, inquiry, "maja"))
    early = team(scene, inquiry, "amina")
    assert scene.refusal("grant", assertion=people["amina"], wants=[early]) == "not_in_team"

    address = passed_on(scene, people["maja"], inquiry)
    scene.give(people["amina"], team(scene, inquiry, "amina", address=address))

    assert scene.read(people["amina"], inquiry) == [ASKED, WORK]


def test_an_address_opens_for_its_own_unit_alone(scene, people, inquiry):
    scene.give(people["maja"], team(scene, inquiry, "maja"))
    address = passed_on(scene, people["maja"], inquiry)
    birger = scene.adviser("birger", "raad-vest")
    scene.unit_key("raad-vest", inquiry.quarter)

    for claimed in (address, address | {"unit": "raad-vest"}):
        want = team(scene, inquiry, "birger", address=claimed)
        assert scene.refusal("grant", assertion=birger, wants=[want]) == "not_in_team"


def test_an_address_nobody_with_the_key_made_is_not_believed(scene, people, inquiry):
    """C17: whoever can write rows can seal a key of her own, and not the inquiry's."""
    quarter = inquiry.quarter
    made_up = seal_to_unit(
        hpke.new_pair().private,
        ref=inquiry.ref,
        unit="raad-ost",
        quarter=quarter,
        unit_public_key=scene.unit_key("raad-ost", quarter),
    )
    address = {"unit": "raad-ost", "quarter": quarter, "wrapped": b64(made_up)}

    want = team(scene, inquiry, "amina", address=address)

    assert scene.refusal("grant", assertion=people["amina"], wants=[want]) == "not_in_team"


def test_whoever_wrote_it_seals_it_to_two_units_at_once(scene, people, inquiry):
    """So that one answers when the other does not, and no keeper is needed to write."""
    quarter = inquiry.quarter
    also = seal_to_unit(
        inquiry.private,
        ref=inquiry.ref,
        unit="raad-ost",
        quarter=quarter,
        unit_public_key=scene.unit_key("raad-ost", quarter),
    )
    address = {"unit": "raad-ost", "quarter": quarter, "wrapped": b64(also)}

    scene.give(people["amina"], team(scene, inquiry, "amina", address=address))

    assert scene.read(people["amina"], inquiry) == [ASKED, WORK]


def test_only_a_member_who_holds_it_passes_it_on(scene, people, inquiry):
    """C1: not who wrote it, not a member who has not taken it up, not another unit's."""
    own = scene.want(inquiry.ref, "asker", "creator", parts=["answer", "asked"])
    scene.give(people["asker"], own)

    for who in people.values():
        asked = {"assertion": who, "file": inquiry.ref, "unit": "raad-ost"}
        assert scene.refusal("inquiry.pass_on", **asked) == "no_grant"


def test_nothing_but_an_inquiry_is_passed_on(scene, people):
    conversation = scene.conversation("fagteam")
    scene.give(people["maja"], team(scene, conversation, "maja"))

    asked = {"assertion": people["maja"], "file": conversation.ref, "unit": "raad-ost"}
    assert scene.refusal("inquiry.pass_on", **asked) == "no_grant"
