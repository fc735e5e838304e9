"""Offers: what nobody took opens nothing, and who was asked takes it alone."""

from datetime import timedelta

import pytest


def ends(scene, **time):
    return (scene.now + timedelta(**time)).isoformat()


@pytest.fixture
def people(scene):
    return {person: scene.adviser(person) for person in ("amina", "berit", "cecilie", "dina")}


@pytest.fixture
def case(scene, people):
    made = scene.case(people["amina"], "amina")
    scene.write(made, "Notat", part="notes")
    return made


def accepted(scene, who, want, offered):
    """The code it is refused with, or nothing when it is accepted."""
    asked = {"offer": {**want, **offered}, "unit": scene.unit_of(want["holder"])}
    return scene.refusal("accept", assertion=who, **asked)


@pytest.mark.parametrize("ground", ["share", "hand_over"])
def test_an_offer_is_no_grant_however_its_row_is_kept(scene, people, case, ground):
    """C17: what was only offered opens nothing, and a row made from it is told of as forged."""
    want = scene.want(case.ref, "berit", ground)
    offered = scene.offer(people["amina"], want)
    assert scene.open(people["berit"], case)["error"] == "no_grant"

    scene.keep_grant(want, offered)

    assert scene.open(people["berit"], case)["error"] == "no_grant"
    assert scene.alarm_kinds() == ["grant_forged"]


@pytest.mark.parametrize("ground", ["share", "hand_over"])
def test_sharing_and_handing_over_cannot_be_done_without_being_accepted(
    scene, people, case, ground
):
    want = scene.want(case.ref, "berit", ground)

    refused = scene.refusal("grant", assertion=people["amina"], wants=[want])

    assert refused == "must_be_offered"


def test_only_the_one_who_was_asked_accepts(scene, people, case):
    """C1, C17: not her colleague, not who offered it, and not for another holder or more parts."""
    want = scene.want(case.ref, "berit", "share", parts=["notes"])
    offered = scene.offer(people["amina"], want)

    for who in ("amina", "cecilie"):
        assert accepted(scene, people[who], want, offered) == "not_allowed"
    for changed in ({"holder": "cecilie"}, {"parts": ["*"]}, {"ground": "hand_over"}):
        assert accepted(scene, people["cecilie"], want | changed, offered) == "not_allowed"
    assert accepted(scene, people["berit"], want, offered) == ""
    assert accepted(scene, people["berit"], want, offered) == ""  # twice is harmless


def test_a_withdrawn_offer_cannot_be_accepted(scene, people, case):
    want = scene.want(case.ref, "berit", "hand_over")
    offered = scene.offer(people["amina"], want)
    told = {**want, **offered}
    for who in ("berit", "cecilie"):
        assert scene.refusal("withdraw", assertion=people[who], offer=told) == "not_allowed"

    scene.must("withdraw", assertion=people["amina"], offer=told)

    assert accepted(scene, people["berit"], want, offered) == "withdrawn"
    assert scene.read(people["amina"], case) == ["Notat"]


def test_an_offer_ends_with_its_time_and_with_what_its_giver_held(scene, people, case):
    share = scene.want(case.ref, "berit", "share", ends_at=ends(scene, hours=1))
    offered = scene.offer(people["amina"], share)
    late = scene.want(case.ref, "cecilie", "share")
    never = scene.offer(people["amina"], late)
    over = scene.want(case.ref, "dina", "hand_over")
    scene.keep_grant(over, scene.accept(over, scene.offer(people["amina"], over)))

    assert accepted(scene, people["cecilie"], late, never) == "not_held"
    scene.later(hours=1)
    assert accepted(scene, people["berit"], share, offered) == "offer_over"


def test_hand_over_takes_the_file_from_its_holder_and_her_stand_in_in_the_same_moment(
    scene, people, case
):
    amina, berit, cecilie, dina = people.values()
    lent = scene.want(case.ref, "cecilie", "stand_in", ends_at=ends(scene, days=3))
    scene.give(amina, lent)
    scene.give(amina, scene.want(case.ref, "dina", "share"))
    want = scene.want(case.ref, "berit", "hand_over")
    offered = scene.offer(amina, want)
    assert scene.read(amina, case) == scene.read(cecilie, case) == ["Notat"]

    given = scene.accept(want, offered)  # its row is not even kept yet

    for former in (amina, cecilie):
        assert scene.open(former, case)["error"] == "no_grant"
    scene.keep_grant(want, given)
    assert scene.read(berit, case) == ["Notat"]
    assert scene.read(dina, case) == ["Notat"]  # what is shared stays shared
    revoked = [line["holder"] for line in scene.log_lines() if line["op"] == "revoke"]
    assert sorted(revoked) == ["amina", "cecilie"]


def test_all_but_a_part_reads_all_but_that_part_and_gives_on_no_more(scene, people, case):
    scene.write(case, "Holdt tilbake", part="kept_1")
    scene.write(case, "Senere", part="something_new")
    want = scene.want(case.ref, "berit", "hand_over", parts=["*", "-kept_1"])
    scene.give(people["amina"], want)

    answer = scene.open(people["berit"], case)["files"][0]

    assert scene.texts(case, answer) == ["Notat", "Senere"]
    assert answer["refused"] == [case.texts[1].id]
    for parts, refusal in (
        (["*"], "not_held"),
        (["kept_1"], "not_held"),
        (["*", "-kept_2"], "not_held"),
        (["*", "-kept_1", "-kept_2"], ""),
        (["notes"], ""),
    ):
        more = scene.want(case.ref, "cecilie", "hand_over", parts=parts)
        assert scene.refusal("offer", assertion=people["berit"], wants=[more]) == refusal
    for parts in ([], ["-kept_1"], ["*", "notes"], "*"):
        odd = scene.want(case.ref, "cecilie", "share", parts=parts)
        assert scene.refusal("offer", assertion=people["berit"], wants=[odd]) == "malformed"
