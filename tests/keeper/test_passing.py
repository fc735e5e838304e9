"""A young person's conversation that goes on to another team: accepted before it is readable."""

import pytest

TEXT = "De vil sende meg bort til sommeren"


@pytest.fixture
def people(scene):
    return {
        "maja": scene.adviser("maja", "fagteam"),
        "yrsa": scene.adviser("yrsa", "fagteam"),
        "amina": scene.adviser("amina", "raad-ost"),
    }


@pytest.fixture
def conversation(scene, people):
    """Maja has taken it up."""
    made = scene.conversation("fagteam")
    scene.write(made, TEXT)
    scene.give(people["maja"], team(scene, made, "maja"))
    return made


def team(scene, file, holder):
    return scene.want(file.ref, holder, "team")


def offered(scene, people, file, unit="raad-ost", by="maja"):
    answer = scene.must("conversation.offer", assertion=people[by], file=file.ref, unit=unit)
    return {"file": file.ref, "ref": answer["ref"]}


def refused(scene, people, who, file):
    return scene.refusal("grant", assertion=people[who], wants=[team(scene, file, who)])


def test_an_offer_opens_nothing_and_what_is_accepted_is_the_other_teams_alone(
    scene, people, conversation
):
    offer = offered(scene, people, conversation)
    assert refused(scene, people, "amina", conversation) == "not_in_team"
    assert scene.read(people["maja"], conversation) == [TEXT]

    answer = scene.must("conversation.accept", assertion=people["amina"], **offer)

    scene.give(people["amina"], team(scene, conversation, "amina"))
    assert scene.read(people["amina"], conversation) == [TEXT]
    assert len(answer["revoked"]) == 1
    assert scene.open(people["maja"], conversation)["error"] == "no_grant"
    assert refused(scene, people, "maja", conversation) == "not_in_team"
    assert refused(scene, people, "yrsa", conversation) == "not_in_team"


def test_an_offer_that_was_withdrawn_is_no_offer(scene, people, conversation):
    offer = offered(scene, people, conversation)

    scene.must("conversation.withdraw", assertion=people["maja"], **offer)

    asked = {"assertion": people["amina"], **offer}
    assert scene.refusal("conversation.accept", **asked) == "withdrawn"
    scene.unit("raad-vest")
    first, same, other = (
        offered(scene, people, conversation, unit) for unit in ("raad-ost", "raad-ost", "raad-vest")
    )
    assert first == same
    assert other != same
    assert scene.refusal("conversation.accept", assertion=people["amina"], **same) == "withdrawn"
    offer = same
    assert scene.refusal("conversation.withdraw", assertion=people["maja"], **offer) == "offer_over"
    assert scene.read(people["maja"], conversation) == [TEXT]


def test_accepting_twice_is_harmless_until_it_has_gone_on(scene, people, conversation):
    """C20, C28: an old offer gives nothing back to a team that passed the conversation on."""
    first = offered(scene, people, conversation)
    asked = {"assertion": people["amina"], **first}
    once, again = (scene.must("conversation.accept", **asked) for _ in range(2))
    assert once["revoked"] == again["revoked"]
    scene.give(people["amina"], team(scene, conversation, "amina"))

    back = offered(scene, people, conversation, "fagteam", by="amina")
    scene.must("conversation.accept", assertion=people["yrsa"], **back)

    assert scene.refusal("conversation.accept", **asked) == "offer_over"
    assert refused(scene, people, "amina", conversation) == "not_in_team"
    assert refused(scene, people, "maja", conversation) == ""


def test_who_offers_holds_it_and_who_accepts_belongs_there(scene, people, conversation):
    """C1, C17."""
    birger = people | {"birger": scene.adviser("birger", "raad-vest")}
    case = scene.case(people["amina"], "amina")
    for who, file, unit, why in (
        ("yrsa", conversation, "raad-ost", "no_grant"),  # of the team, without its key
        ("amina", conversation, "raad-ost", "no_grant"),
        ("amina", case, "fagteam", "no_grant"),
        ("maja", conversation, "raad-ingen", "unknown_unit"),
    ):
        asked = {"assertion": people[who], "file": file.ref, "unit": unit}
        assert scene.refusal("conversation.offer", **asked) == why
    offer = offered(scene, people, conversation)

    for who in ("maja", "birger"):
        asked = {"assertion": birger[who], **offer}
        assert scene.refusal("conversation.accept", **asked) == "not_allowed"
    assert scene.refusal("conversation.withdraw", assertion=people["amina"], **offer) == "no_grant"
