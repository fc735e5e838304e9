"""The yearly round: two people start it, identifiers leave as points, and the secret dies."""

import json
import sqlite3

import pytest
from tests.keeper.scene import b64, unb64

from fristed.keeper.opening import IDENTIFIER_PART
from fristed.keeper.overlapping import MOST_A_YEAR
from fristed.sample.population import persons
from safecount.overlap import Batch, Commitment, Party, Person, Session, match_keys, tally
from safecount.overlap.group import hashed

YEAR, PURPOSE, PARTIES = "2025", "Eksempel", 3
ROUND = {"round": "ovl_1", "year": YEAR, "purpose": PURPOSE, "parties": PARTIES}
PEOPLE = [one | {"postcode": "", "place": ""} for one in persons(90)]


@pytest.fixture
def two(scene):
    return scene.adviser("kari"), scene.adviser("lars")


def started(scene, two, **changed):
    for op, assertion in zip(("propose", "confirm"), two, strict=True):
        scene.must(f"overlap.{op}", assertion=assertion, **(ROUND | changed))


def sealed(scene, people, *, part=IDENTIFIER_PART):
    """Each in a case of its own, as the desk seals it and the worker sends it."""
    asked = []
    for one in people:
        file = scene.keep(scene.new_file("amina"))
        text = scene.write(file, json.dumps(one), part=part, chained=False)
        asked.append({"file": file.ref, "slot": text.slot, "blob": b64(text.blob)})
    return asked


def worker(scene, op, **asked):
    asked = {"token": scene.token("worker"), "round": ROUND["round"], **asked}
    return {"op": f"overlap.{op}", **asked}


def committed(scene, identifiers, **changed):
    asked = {"party": 1, "service": "adviser", "identifiers": identifiers} | changed
    answer = worker(scene, "commit", **asked)
    return scene.ask(answer.pop("op"), **answer)


def hopped(scene, batch, number=1):
    asked = worker(
        scene,
        "hop",
        party=number,
        owner=batch.owner,
        passed=list(batch.passed),
        round_hash=batch.round,
        points=b64(batch.points),
        widths=batch.widths and list(batch.widths),
    )
    return scene.ask(asked.pop("op"), **asked)


def moved(batch, answer, number=1):
    widths = answer["widths"]
    return Batch(
        batch.owner,
        (*batch.passed, number),
        batch.round,
        unb64(answer["points"]),
        widths and tuple(widths),
    )


def test_a_round_of_three_counts_as_in_the_clear_and_the_secret_is_destroyed(scene, two):
    """Every third person has no number: she is known again by her match keys."""
    started(scene, two)
    mine, theirs, others = PEOPLE[:60], PEOPLE[20:80], PEOPLE[30:90]
    answer = committed(scene, sealed(scene, mine))
    session = Session(YEAR, PURPOSE, PARTIES)
    parties = [
        Party(session, number, [match_keys(Person.from_row(one)) for one in people])
        for number, people in ((2, theirs), (3, others))
    ]
    own = Commitment(1, answer["size"], 0, answer["seal"], answer["context"])
    commitments = [own, *(party.commitment() for party in parties)]
    lists = [party.start(commitments) for party in parties]
    first = Batch(1, (1,), lists[0].round, unb64(answer["points"]), tuple(answer["widths"]))

    arrived = [parties[1].hop(lists[0]), lists[1]]  # 2, 3, 1 and 3, 1, 2: around the ring
    answers = [hopped(scene, batch) for batch in arrived]
    second, third = map(moved, arrived, answers)
    finished = [parties[1].hop(parties[0].hop(first)), second, parties[0].hop(third)]
    destroyed = [answer["destroyed"] for answer in answers]

    cells = tally(session, commitments, finished).cells
    assert {pattern: count for pattern, count in cells.items() if count} == {
        "100": 20, "110": 10, "111": 30, "011": 20, "001": 10,
    }  # fmt: skip
    assert destroyed == [False, True]
    with sqlite3.connect(scene.home / "keeper.db") as register:
        ((secret, ended),) = register.execute("select secret, ended from overlap_party")
    assert secret == b""
    assert ended
    again = hopped(scene, Batch(2, (2,), "x", lists[0].points, lists[0].widths))
    assert again["error"] == "overlap_over"


def test_a_list_that_comes_out_of_turn_is_refused(scene, two):
    started(scene, two)
    committed(scene, sealed(scene, PEOPLE[:60]))

    points = hashed(b"".join(bytes([n]) * 64 for n in range(1, 61)))
    out_of_turn, in_turn = (
        hopped(scene, Batch(2, passed, "x", points, None)) for passed in ((2,), (2, 3))
    )

    assert out_of_turn["error"] == "overlap_refused"
    assert len(unb64(in_turn["points"])) == len(points)


def test_nobody_starts_a_round_alone(scene, two):
    """C1, C7."""
    kari, lars = two
    identifiers = sealed(scene, PEOPLE[:50])

    assert committed(scene, identifiers)["error"] == "not_started"
    scene.must("overlap.propose", assertion=kari, **ROUND)
    assert committed(scene, identifiers)["error"] == "not_started"
    assert scene.refusal("overlap.confirm", assertion=kari, **ROUND) == "same_person"
    other = ROUND | {"purpose": "something else"}
    assert scene.refusal("overlap.confirm", assertion=lars, **other) == "nothing_proposed"
    scene.later(minutes=11)
    assert scene.refusal("overlap.confirm", assertion=lars, **ROUND) == "not_recent"
    assert committed(scene, identifiers)["error"] == "not_started"


def test_a_person_alone_with_the_workers_token_gets_nothing(scene, two):
    asked = {"round": "ovl_1", "party": 1, "service": "adviser", "identifiers": []}

    assert scene.refusal("overlap.commit", token=scene.token("count"), **asked) == "wrong_token"


def test_a_list_under_fifty_is_refused(scene, two):
    started(scene, two)

    assert committed(scene, sealed(scene, PEOPLE[:49]))["error"] == "overlap_too_few"


def test_the_same_list_may_be_asked_for_again_and_a_changed_one_never(scene, two):
    """C17: the difference of two rounds would be somebody."""
    started(scene, two)
    identifiers = sealed(scene, PEOPLE[:51])

    first, again = committed(scene, identifiers), committed(scene, identifiers)

    assert first["seal"] == again["seal"]
    assert set(points(first)).isdisjoint(points(again))
    assert committed(scene, identifiers[:-1])["error"] == "list_changed"


def points(answer):
    raw = unb64(answer["points"])
    return [raw[n : n + 32] for n in range(0, len(raw), 32)]


def test_only_identifiers_are_opened_and_a_broken_one_is_left_out(scene, two):
    """C24: another part of a file, or a text moved from another file, does not open."""
    started(scene, two)
    good, notes = sealed(scene, PEOPLE[:52]), sealed(scene, PEOPLE[52:55], part="notes")
    moved_to_another = {**good[0], "file": good[1]["file"]}

    answer = committed(scene, [*good[1:], *notes, moved_to_another])

    assert answer["size"] == 51
    assert opened(scene) == [one["file"] for one in good[1:]]


def opened(scene):
    """The files of which something was opened, as the keeper's log has them."""
    (line,) = [line for line in scene.log_lines() if line["op"] == "overlap.commit"]
    return line["files"]


def test_nobody_reads_an_identifier_not_even_who_wrote_it(scene):
    amina = scene.adviser("amina")
    case = scene.case(amina, "amina")
    scene.write(case, "notes")
    scene.write(case, json.dumps(PEOPLE[0]), part=IDENTIFIER_PART)

    assert scene.read(amina, case) == ["notes"]


def test_a_services_list_is_opened_for_two_rounds_a_year(scene, two):
    identifiers = sealed(scene, PEOPLE[:50])
    for number in range(MOST_A_YEAR):
        started(scene, two, round=f"ovl_{number}")
        assert committed(scene, identifiers, round=f"ovl_{number}")["ok"]

    started(scene, two, round="ovl_9")

    assert committed(scene, identifiers, round="ovl_9")["error"] == "cap_reached"


def test_starting_counts_against_the_cap_of_both(scene, two):
    for number in range(30):
        asked = {"assertion": two[0], "identifier": f"{number:011}", "file": ""}
        scene.must("match.ask", **asked)
    scene.must("overlap.propose", assertion=two[0], **ROUND)

    assert scene.refusal("overlap.confirm", assertion=two[1], **ROUND) == "cap_reached"


def test_nothing_of_anybody_is_kept_and_each_file_is_in_the_log(scene, two):
    """C22."""
    started(scene, two)
    identifiers = sealed(scene, PEOPLE[:50])
    answer = committed(scene, identifiers)

    with sqlite3.connect(scene.home / "keeper.db") as register:
        kept = "\n".join(register.iterdump())
    assert opened(scene) == [one["file"] for one in identifiers]
    assert set(answer) == {"ok", "size", "seal", "context", "points", "widths"}
    for text in (PEOPLE[1]["number"], PEOPLE[1]["first"], PEOPLE[1]["last"]):
        assert text
        assert text not in kept + json.dumps(scene.log_lines()) + json.dumps(answer)
