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


@pytest.fixture
def petter(scene, leader) -> str:
    """An administrator, by the token in the keeper's folder; and Ingrid, who leads."""
    assertion = scene.adviser("petter", "direktorat")
    scene.admin("set_administrators", administrators=[officer(scene, "petter")])
    return assertion


@pytest.fixture
def signed_in(leader, petter) -> dict[str, str]:
    return {"petter": petter, "ingrid": leader}


def officer(scene, person, **changed):
    return {"person": person, "starts_on": scene.now.date().isoformat(), "ends_on": None} | changed


def test_an_administrator_makes_a_leader_who_appoints_until_it_ends(scene, petter):
    ghada = scene.adviser("ghada", "raad-vest")
    before = scene.refusal("member.appoint", assertion=ghada, **appoint(scene))

    scene.must("leader.appoint", assertion=petter, unit="raad-ost", **officer(scene, "ghada"))
    scene.must("member.appoint", assertion=ghada, **appoint(scene))
    last = (scene.now.date() - timedelta(days=1)).isoformat()
    scene.must("leader.end", assertion=petter, unit="raad-ost", person="ghada", last_day=last)

    assert before == "not_allowed"
    assert scene.refusal("member.appoint", assertion=ghada, **appoint(scene)) == "not_allowed"


def test_an_administrator_makes_another_and_the_last_one_stays(scene, petter):
    oda = scene.adviser("oda", "direktorat")
    today = scene.now.date()
    last = (today - timedelta(days=1)).isoformat()
    scene.must("administrator.appoint", assertion=petter, **officer(scene, "oda"))

    ended = scene.refusal("administrator.end", assertion=oda, person="petter", last_day=last)
    assert ended == ""
    scene.admin(
        "set_administrators",
        administrators=[
            officer(scene, "oda", ends_on=today.isoformat()),
            officer(scene, "petter"),
        ],
    )
    assert (
        scene.refusal(
            "administrator.end", assertion=oda, person="petter", last_day=today.isoformat()
        )
        == "last_administrator"
    )


@pytest.mark.parametrize(
    ("office", "refusal"),
    [
        (("leader.appoint", "petter", {"person": "petter"}), "not_allowed"),
        (("leader.appoint", "petter", {"starts_on": "2020-01-01"}), "not_allowed"),
        (("leader.appoint", "petter", {"unit": "ukjent"}), "unknown_unit"),
        (("leader.appoint", "ingrid", {}), "not_allowed"),
        (("leader.end", "ingrid", {}), "not_allowed"),
        (("administrator.appoint", "petter", {"person": "petter"}), "not_allowed"),
        (("administrator.appoint", "ingrid", {}), "not_allowed"),
        (("administrator.end", "petter", {"person": "petter"}), "not_allowed"),
        (("administrator.end", "ingrid", {}), "not_allowed"),
    ],
)
def test_nobody_gives_herself_an_office_and_no_leader_gives_any(scene, signed_in, office, refusal):
    """C1."""
    asked = officer(scene, "nora", unit="raad-ost", last_day=scene.now.date().isoformat())
    op, who, changed = office

    assert scene.refusal(op, assertion=signed_in[who], **asked | changed) == refusal


def test_an_administrator_shows_her_second_factor_again_first(scene, petter):
    """C7."""
    scene.later(minutes=11)

    asked = officer(scene, "nora")
    assert scene.refusal("administrator.appoint", assertion=petter, **asked) == "not_recent"
