"""A file whose only holder has left: a leader names, another takes, and both are in the log."""

import pytest


@pytest.fixture
def amina(scene):
    return scene.adviser("amina")


@pytest.fixture
def case(scene, amina):
    case = scene.case(amina, "amina")
    scene.write(case, "En hemmelighet")
    return case


@pytest.fixture
def ingrid(scene):
    return scene.adviser("ingrid", leads=True)


def propose(scene, leader, case, holder="berit"):
    return {"assertion": leader, "file": case.ref, "holder": holder}


def take(scene, assertion, case):
    return {"assertion": assertion, "file": case.ref, "starts_at": scene.now.isoformat()}


def test_take_over_when_she_has_left(scene, amina, case, ingrid):
    berit = scene.adviser("berit")
    scene.admin("stop_person", person="amina")
    scene.must("take_over.propose", **propose(scene, ingrid, case))

    given = scene.must("take_over", **take(scene, berit, case))

    want = scene.want(case.ref, "berit", "hand_over") | {"starts_at": scene.now.isoformat()}
    scene.keep_grant(want, given)
    assert scene.read(berit, case) == ["En hemmelighet"]
    assert given["given_by"] == "ingrid"
    assert "taken_over" in scene.alarm_kinds()
    ops = [line["op"] for line in scene.log_lines()]
    assert ops.index("take_over.propose") < ops.index("take_over")


def test_take_over_is_refused_while_she_is_still_here(scene, amina, case, ingrid):
    scene.adviser("berit")

    asked = propose(scene, ingrid, case)
    assert scene.refusal("take_over.propose", **asked) == "holder_still_here"


def test_after_a_hand_over_the_unit_that_has_it_answers_and_not_the_one_it_began_in(
    scene, amina, case, ingrid
):
    """C7: its leader names who takes it on when the new holder leaves; the former's cannot."""
    scene.adviser("emre", "ambassade-ankara")
    jonas = scene.adviser("jonas", "ambassade-ankara", leads=True)
    scene.adviser("ghada", "ambassade-ankara")
    scene.give(amina, scene.want(case.ref, "emre", "hand_over"))
    scene.admin("stop_person", person="emre")

    assert scene.refusal("take_over.propose", **propose(scene, ingrid, case)) == "not_allowed"
    scene.must("take_over.propose", **propose(scene, jonas, case, "ghada"))

    ghada = scene.sign_in("ghada")
    scene.must("take_over", **take(scene, ghada, case))
    told = {one["unit"] for one in scene.alarms() if one["kind"] == "taken_over"}
    assert told == {"ambassade-ankara"}


def test_who_takes_it_over_cannot_say_a_unit_that_is_not_hers(scene, amina, case):
    berit = scene.adviser("berit")
    want = scene.want(case.ref, "berit", "hand_over")
    asked = {"assertion": berit, "offer": {**want, **scene.offer(amina, want)}}

    assert scene.refusal("accept", **asked, unit="ambassade-ankara") == "not_allowed"


@pytest.mark.parametrize("who", ["berit", "cato"])
def test_only_the_named_and_only_after_a_leader(scene, amina, case, ingrid, who):
    berit, cato = scene.adviser("berit"), scene.adviser("cato")
    scene.admin("stop_person", person="amina")
    assertion = {"berit": berit, "cato": cato}[who]
    assert scene.refusal("take_over", **take(scene, assertion, case)) == "nothing_proposed"

    asked = propose(scene, cato, case)
    assert scene.refusal("take_over.propose", **asked) == "not_allowed"  # leads nothing
    scene.must("take_over.propose", **propose(scene, ingrid, case))
    allowed = scene.refusal("take_over", **take(scene, assertion, case))
    assert allowed == ("" if who == "berit" else "nothing_proposed")


def test_a_leader_cannot_name_herself_or_somebody_outside_the_unit(scene, amina, case, ingrid):
    scene.adviser("emre", "ambassade-ankara")
    scene.admin("stop_person", person="amina")

    refused = [
        scene.refusal("take_over.propose", **propose(scene, ingrid, case, holder))
        for holder in ("ingrid", "emre")
    ]
    assert refused == ["same_person", "not_allowed"]
