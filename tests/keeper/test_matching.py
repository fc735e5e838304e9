"""Two advisers with one person are told that, and nothing else; nobody can look around."""

import sqlite3
from datetime import timedelta

import pytest

SOMEBODY, ANOTHER = "010199 12345", "02019912345"


@pytest.fixture
def people(scene):
    return {person: scene.adviser(person) for person in ("amina", "berit", "cecilie")}


@pytest.fixture
def cases(scene, people):
    return {person: scene.case(people[person], person) for person in people}


def found(scene, people, person, identifier=SOMEBODY, file=""):
    asked = {"assertion": people[person], "identifier": identifier, "file": file}
    return scene.must("match.ask", **asked)["found"]


def told(scene):
    rows = scene.must("match.told", token=scene.token("worker"), since=0)["matches"]
    return [(row["pair"], row["file"]) for row in rows]


def test_the_second_to_ask_is_told_and_so_is_the_first(scene, people, cases):
    first = found(scene, people, "amina", file=cases["amina"].ref)
    second = found(scene, people, "berit", "01.01.99-12345", cases["berit"].ref)
    third = found(scene, people, "cecilie", ANOTHER, cases["cecilie"].ref)

    assert (first, second, third) == (False, True, False)
    (pair, one), (same, other) = told(scene)
    assert pair == same
    assert {one, other} == {cases["amina"].ref, cases["berit"].ref}


def test_asking_again_tells_nobody_twice(scene, people, cases):
    for _ in range(2):
        for person in ("amina", "berit"):
            found(scene, people, person, file=cases[person].ref)

    assert len(told(scene)) == 2


def test_for_an_anonymous_case_only_the_asker_is_told_and_nothing_is_kept(scene, people, cases):
    found(scene, people, "amina", file=cases["amina"].ref)

    assert found(scene, people, "berit") is True
    assert told(scene) == []
    assert found(scene, people, "cecilie") is True  # amina's; berit's asking left nothing
    assert found(scene, people, "amina") is False


def test_an_index_lives_for_its_quarter(scene, people, cases):
    found(scene, people, "amina", file=cases["amina"].ref)

    scene.now += timedelta(days=60)
    again = {person: scene.adviser(person) for person in ("berit",)}

    assert found(scene, again, "berit") is False


@pytest.mark.parametrize("identifier", ["", "1234567890", "123456789012", "Amina Hansen"])
def test_only_an_identity_number_can_be_asked_about(scene, people, identifier):
    """C17: no names, no parts of numbers."""
    asked = {"assertion": people["amina"], "identifier": identifier, "file": ""}

    assert scene.refusal("match.ask", **asked) == "malformed"


def test_another_persons_case_cannot_be_put_in_the_index(scene, people, cases):
    """C1."""
    asked = {"assertion": people["berit"], "identifier": SOMEBODY, "file": cases["amina"].ref}

    assert scene.refusal("match.ask", **asked) == "no_grant"


def test_each_asking_counts_against_the_cap(scene, people):
    for number in range(30):
        found(scene, people, "amina", f"{number:011}")

    asked = {"assertion": people["amina"], "identifier": SOMEBODY, "file": ""}
    assert scene.refusal("match.ask", **asked) == "cap_reached"
    assert "cap_reached" in scene.alarm_kinds()


def test_what_was_asked_about_is_nowhere_to_be_read(scene, people, cases):
    """C22: not in the register, not in the log."""
    found(scene, people, "amina", file=cases["amina"].ref)

    home = scene.home
    with sqlite3.connect(home / "keeper.db") as register:
        dump = "\n".join(register.iterdump())
    kept = dump + (home / "log.jsonl").read_text()
    assert cases["amina"].ref in kept
    assert "01019912345" not in kept
    assert SOMEBODY not in kept
    assert b"01019912345".hex() not in kept.lower()


@pytest.mark.parametrize("whose", ["admin", "count"])
def test_only_the_worker_hears_which_cases(scene, whose):
    asked = {"token": scene.token(whose), "since": 0}

    assert scene.refusal("match.told", **asked) == "wrong_token"
