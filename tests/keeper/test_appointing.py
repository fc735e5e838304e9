"""A leader appoints members of her own unit, and the keeper decides that on its own."""

from datetime import timedelta

import pytest


@pytest.fixture
def leader(scene) -> str:
    scene.unit("raad-vest")
    return scene.adviser("ingrid", leads=True)


def appoint(scene, **changed):
    asked = {"unit": "raad-ost", "person": "nora", "starts_on": scene.now.date().isoformat()}
    return asked | changed


def take_up(scene, assertion, conversation) -> str:
    """The code it is refused with, or nothing."""
    wanted = scene.want(conversation.ref, "nora", "team")
    return scene.refusal(scene.asks_for(wanted), assertion=assertion, wants=[wanted])


def test_who_is_appointed_may_take_up_the_teams_conversations_until_it_ends(scene, leader):
    newcomer = scene.adviser("nora", "raad-vest")
    conversation = scene.conversation()
    before = take_up(scene, newcomer, conversation)

    scene.must("member.appoint", assertion=leader, **appoint(scene))
    units = {row["unit"] for row in scene.alarms() if row["kind"] == "member_appointed"}

    assert before == "not_in_team"
    assert take_up(scene, newcomer, conversation) == ""
    assert units == {"raad-ost"}
    last = (scene.now.date() - timedelta(days=1)).isoformat()
    scene.must("member.end", assertion=leader, unit="raad-ost", person="nora", last_day=last)
    assert take_up(scene, newcomer, conversation) == "not_in_team"


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "raad-vest"},
        {"unit": "raad-ukjent"},
        {"person": "ingrid"},
        {"starts_on": "2020-01-01"},
    ],
)
def test_no_leader_appoints_elsewhere_or_herself_or_backwards(scene, leader, changed):
    asked = appoint(scene, **changed)

    assert scene.refusal("member.appoint", assertion=leader, **asked) == "not_allowed"


@pytest.mark.parametrize("op", ["member.appoint", "member.end"])
def test_a_member_appoints_nobody(scene, leader, op):
    """C1."""
    amina = scene.adviser("amina")
    asked = appoint(scene, last_day=scene.now.date().isoformat())

    assert scene.refusal(op, assertion=amina, **asked) == "not_allowed"


def test_a_leader_shows_her_second_factor_again_first(scene, leader):
    """C7."""
    scene.later(minutes=11)

    assert scene.refusal("member.appoint", assertion=leader, **appoint(scene)) == "not_recent"
