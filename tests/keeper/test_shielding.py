"""Shielded files: a fresh second factor to open, a second named person to share, two to recover."""

from datetime import timedelta

import pytest
from tests.keeper.scene import unb64
from tests.keeper.test_backup import restart

from fristed.keeper import backup
from fristed.keeper.shields import custody_key
from fristed.sealing.custodians import new_identity, open_bundle

NAMES = ("arne", "berit-v", "cato")


@pytest.fixture
def custodians(scene):
    people = {name: new_identity() for name in NAMES}
    told = [{"name": name, "recipient": one.recipient} for name, one in people.items()]
    scene.admin("set_custodians", custodians=told)
    return people


@pytest.fixture
def amina(scene):
    return scene.adviser("amina")


@pytest.fixture
def case(scene, amina, custodians):
    """A case of Amina's, shielded, with Ingrid and Jonas named."""
    case = scene.case(amina, "amina")
    scene.write(case, "En hemmelighet")
    shield(scene, amina, case)
    return case


def shield(scene, assertion, case, named=("ingrid", "jonas")):
    answer = scene.must("shield", assertion=assertion, file=case.ref, named=list(named))
    rewrap(scene, case, answer["wrapped"])


def rewrap(scene, file, wrapped):
    file.wrapped = unb64(wrapped)
    scene.database.execute(
        "update vault_file set wrapped = %s where ref = %s", [file.wrapped, file.ref]
    )


def step_up(scene, assertion, person):
    scene.later(minutes=1)
    return scene.must("step_up", assertion=assertion, code=scene.code(person))["assertion"]


def stand_in(scene, file, holder):
    ends = (scene.now + timedelta(days=7)).isoformat()
    return scene.want(file.ref, holder, "stand_in", ends_at=ends)


def test_a_shielded_file_opens_only_within_ten_minutes_of_a_second_factor(scene, amina, case):
    assert scene.read(amina, case) == ["En hemmelighet"]

    scene.later(minutes=11)
    assert scene.open(amina, case)["error"] == "not_recent"
    assert scene.read(step_up(scene, amina, "amina"), case) == ["En hemmelighet"]


def test_it_is_wrapped_under_a_key_of_its_own_and_not_the_units(keeper, scene, amina, case):
    other = scene.case(amina, "amina")
    scene.write(other, "Noe annet")
    keeper.custody.destroy(f"unit-{case.unit}-{case.quarter.lower()}")

    assert scene.read(amina, case) == ["En hemmelighet"]
    keeper.custody.destroy(custody_key(case.ref))
    assert scene.open(amina, case)["error"] == "destroyed"


def test_a_new_grant_needs_a_second_named_persons_own_assertion(scene, amina, case):
    scene.adviser("berit")
    ingrid = scene.adviser("ingrid", leads=True)
    want = stand_in(scene, case, "berit")
    assert scene.refusal("grant", assertion=amina, wants=[want]) == "needs_second"

    mallory = scene.adviser("mallory")
    second = {"file": case.ref, "holder": "berit"}
    assert scene.refusal("second", assertion=mallory, **second) == "not_named"
    assert scene.refusal("second", assertion=amina, **second) == "not_named"
    scene.must("second", assertion=ingrid, **second)

    amina = step_up(scene, amina, "amina")
    scene.give(amina, stand_in(scene, case, "berit"))
    again = stand_in(scene, case, "berit")
    assert scene.refusal("grant", assertion=amina, wants=[again]) == "needs_second"  # spent


def test_break_glass_of_a_shielded_file_takes_two_persons(scene, amina, case):
    ingrid = scene.adviser("ingrid", leads=True)
    berit = scene.adviser("berit", "raad-vest")
    ends = (scene.now + timedelta(minutes=30)).isoformat()
    want = scene.want(case.ref, "berit", "break_glass", ends_at=ends, reason="Fare")
    assert scene.refusal("grant", assertion=berit, wants=[want]) == "needs_second"

    assert scene.refusal("second", assertion=ingrid, file=case.ref, holder="ingrid") == (
        "same_person"
    )
    scene.must("second", assertion=ingrid, file=case.ref, holder="berit")
    scene.give(berit, want)

    assert scene.read(berit, case) == ["En hemmelighet"]
    assert "break_glass" in scene.alarm_kinds()


def test_a_second_stands_for_ten_minutes(scene, amina, case):
    ingrid = scene.adviser("ingrid", leads=True)
    scene.must("second", assertion=ingrid, file=case.ref, holder="berit")

    scene.later(minutes=11)
    amina = step_up(scene, amina, "amina")
    want = stand_in(scene, case, "berit")
    assert scene.refusal("grant", assertion=amina, wants=[want]) == "needs_second"


@pytest.fixture
def addresses(scene, amina, custodians):
    """A journey's addresses beside the case."""
    file = scene.case(amina, "amina", kind="trip")
    scene.write(file, "Hos onkel")
    return file


@pytest.mark.parametrize("when", ["with_the_case", "later"])
def test_what_stands_beside_it_has_a_key_of_its_own_and_the_same_persons_behind(
    keeper, scene, amina, addresses, when
):
    """C7: both when the journey was there before, and when it is agreed on a shielded case."""
    case = scene.case(amina, "amina")
    scene.write(case, "En hemmelighet")
    beside = [addresses.ref] if when == "with_the_case" else []
    asked = {"assertion": amina, "file": case.ref, "named": ["ingrid", "jonas"], "beside": beside}
    answer = scene.must("shield", **asked)
    rewrap(scene, case, answer["wrapped"])
    wrapped = (
        answer["beside"].get(addresses.ref)
        or scene.must("shield.beside", assertion=amina, file=case.ref, new=addresses.row())[
            "wrapped"
        ]
    )
    rewrap(scene, addresses, wrapped)
    keeper.custody.destroy(f"unit-{case.unit}-{case.quarter.lower()}")

    assert scene.read(amina, addresses) == ["Hos onkel"]
    scene.later(minutes=11)
    assert scene.open(amina, addresses)["error"] == "not_recent"
    amina = step_up(scene, amina, "amina")
    wants = [stand_in(scene, file, "berit") for file in (case, addresses)]
    assert scene.refusal("grant", assertion=amina, wants=wants[1:]) == "needs_second"
    ingrid = scene.adviser("ingrid", leads=True)
    scene.must("second", assertion=ingrid, file=case.ref, holder="berit")
    scene.must("grant", assertion=step_up(scene, amina, "amina"), wants=wants)  # one word for both
    assert scene.refusal("grant", assertion=amina, wants=wants[1:]) == "needs_second"  # spent
    keeper.custody.destroy(custody_key(case.ref))
    assert scene.read(amina, addresses) == ["Hos onkel"]
    told = scene.must("shield.bundles", token=scene.token("admin"), file=case.ref)
    assert {ref: set(one) for ref, one in told["beside"].items()} == {addresses.ref: set(NAMES)}


def test_nobody_shields_beside_what_is_not_hers_or_not_shielded(scene, amina, case, addresses):
    berit = scene.adviser("berit")
    hers = scene.new_file("berit", kind="trip")
    asked = {"file": case.ref, "new": hers.row()}
    assert scene.refusal("shield.beside", assertion=berit, **asked) == "no_grant"
    assert scene.refusal("shield.beside", assertion=amina, **asked) == "no_grant"
    theirs = {"file": scene.case(amina, "amina").ref, "new": addresses.row()}
    assert scene.refusal("shield.beside", assertion=amina, **theirs) == "not_shielded"


def test_two_custodians_recover_the_key_when_custody_has_lost_it(
    keeper, scene, amina, case, custodians
):
    """The tested recovery: offline identities, opened bundles, one command's operation."""
    told = scene.must("shield.bundles", token=scene.token("admin"), file=case.ref)["bundles"]
    opened = {name: open_bundle(unb64(told[name]), one.private) for name, one in custodians.items()}
    keeper.custody.destroy(custody_key(case.ref))
    assert scene.open(amina, case)["error"] == "destroyed"

    one, other = opened["arne"], opened["cato"]
    assert (
        scene.refusal("shield.recover", token=scene.token("admin"), one=one, other=one)
        == "bundles_broken"
    )
    answer = scene.must("shield.recover", token=scene.token("admin"), one=one, other=other)

    assert answer["file"] == case.ref
    assert scene.read(amina, case) == ["En hemmelighet"]
    assert "shield_recovered" in scene.alarm_kinds()


def test_shield_is_refused_without_custodians_names_or_responsibility(scene, amina):
    case = scene.case(amina, "amina")
    ask = {"file": case.ref, "named": ["ingrid", "jonas"]}
    assert scene.refusal("shield", assertion=amina, **ask) == "no_custodians"
    assert scene.refusal("shield", assertion=amina, file=case.ref, named=["ingrid", "amina"]) == (
        "too_few_named"
    )
    other = scene.adviser("berit")
    assert scene.refusal("shield", assertion=other, **ask) == "no_grant"
    scene.later(minutes=11)
    assert scene.refusal("shield", assertion=amina, **ask) == "not_recent"


def test_a_row_whose_change_was_lost_still_opens_and_still_wants_the_factor(
    scene, amina, custodians
):
    """C24: the keeper has shielded it, the row was never changed: it is as closed, and not lost."""
    case = scene.case(amina, "amina")
    scene.write(case, "En hemmelighet")
    scene.must("shield", assertion=amina, file=case.ref, named=["ingrid", "jonas"])

    assert scene.read(amina, case) == ["En hemmelighet"]
    scene.later(minutes=11)
    assert scene.open(amina, case)["error"] == "not_recent"


def test_rewrapping_all_keys_takes_the_shields_along(scene, amina, case):
    scene.must("rewrap", token=scene.token("admin"), forget_older=True)

    assert scene.read(amina, case) == ["En hemmelighet"]


def test_a_register_older_than_a_shield_says_so_and_two_custodians_make_the_key_again(
    started, scene, amina, custodians, tmp_path
):
    """C24: restored from a copy made before. It stays shielded, and nobody is let in alone."""
    case = scene.case(amina, "amina")
    scene.write(case, "En hemmelighet")
    backup.back_up(scene.home, tmp_path / "before")
    shield(scene, amina, case)
    told = scene.must("shield.bundles", token=scene.token("admin"), file=case.ref)["bundles"]
    one, other = (open_bundle(unb64(told[name]), custodians[name].private) for name in NAMES[:2])
    started.stop(scene.home)
    backup.restore(scene.home, tmp_path / "before", replace=True)

    again = restart(started, scene)

    lost = [alarm for alarm in again.alarms() if alarm["kind"] == "shield_lost"]
    assert [(alarm["unit"], alarm["detail"]) for alarm in lost] == [(case.unit, {"file": case.ref})]
    assert again.open(amina, case)["error"] == "file_broken"
    again.must("rewrap", token=again.token("admin"))
    again.must("shield.recover", token=again.token("admin"), one=one, other=other)
    assert again.read(amina, case) == ["En hemmelighet"]
    want = stand_in(again, case, "berit")
    assert again.refusal("grant", assertion=amina, wants=[want]) == "needs_second"


def test_custodians_are_three_with_real_recipients(scene):
    one = {"name": "arne", "recipient": new_identity().recipient}
    ask = {"token": scene.token("admin")}
    assert scene.refusal("admin.set_custodians", **ask, custodians=[one]) == "malformed"
    wrong = [{"name": name, "recipient": "age1x"} for name in NAMES]
    assert scene.refusal("admin.set_custodians", **ask, custodians=wrong) == "malformed"
