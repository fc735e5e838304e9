"""A file closed to somebody by name: what she held is void, and nobody can give her more."""

from datetime import timedelta

import pytest


@pytest.fixture
def amina(scene):
    return scene.adviser("amina")


@pytest.fixture
def case(scene, amina):
    case = scene.case(amina, "amina")
    scene.write(case, "En hemmelighet")
    return case


def glass(scene, file, holder):
    ends = (scene.now + timedelta(minutes=60)).isoformat()
    return scene.want(file.ref, holder, "break_glass", ends_at=ends, reason="Fare")


def stand_in(scene, file, holder):
    ends = (scene.now + timedelta(days=7)).isoformat()
    return scene.want(file.ref, holder, "stand_in", ends_at=ends)


def test_bar_takes_back_what_she_holds_at_once(scene, amina, case):
    berit = scene.adviser("berit")
    scene.give(amina, stand_in(scene, case, "berit"))
    assert scene.read(berit, case) == ["En hemmelighet"]

    scene.must("bar", assertion=amina, file=case.ref, person="berit")

    assert scene.open(berit, case)["error"] == "no_grant"
    assert scene.read(amina, case) == ["En hemmelighet"]


def test_bar_closes_break_glass_and_every_other_way(scene, amina, case):
    berit = scene.adviser("berit")
    scene.must("bar", assertion=amina, file=case.ref, person="berit")
    scene.must("bar", assertion=amina, file=case.ref, person="berit")  # twice is no fault

    for assertion, want in (
        (berit, glass(scene, case, "berit")),
        (amina, stand_in(scene, case, "berit")),
    ):
        assert scene.refusal("grant", assertion=assertion, wants=[want]) == "not_allowed"
    offer = scene.want(case.ref, "berit", "hand_over")
    assert scene.refusal("offer", assertion=amina, wants=[offer]) == "not_allowed"


def test_an_offer_from_before_is_not_taken_after(scene, amina, case):
    want = scene.want(case.ref, "berit", "share", parts=["work"])
    scene.adviser("berit")
    offered = scene.offer(amina, want)

    scene.must("bar", assertion=amina, file=case.ref, person="berit")

    taken = scene.refusal(
        "accept", assertion=scene.sign_in("berit"), offer={**want, **offered}, unit="raad-ost"
    )
    assert taken == "not_allowed"


def test_only_who_answers_for_it_and_never_against_her(scene, amina, case):
    berit = scene.adviser("berit")

    assert scene.refusal("bar", assertion=berit, file=case.ref, person="cato") == "no_grant"
    assert scene.refusal("bar", assertion=amina, file=case.ref, person="amina") == "not_allowed"


def test_unbar_lets_a_grant_be_given_and_brings_none_back(scene, amina, case):
    berit = scene.adviser("berit")
    scene.give(amina, stand_in(scene, case, "berit"))
    scene.must("bar", assertion=amina, file=case.ref, person="berit")

    scene.must("unbar", assertion=amina, file=case.ref, person="berit")

    assert scene.open(berit, case)["error"] == "no_grant"
    scene.give(amina, stand_in(scene, case, "berit"))
    assert scene.read(berit, case) == ["En hemmelighet"]
