import uuid

import pytest
from tests.keeper.scene import b64, unb64

from fristed.sealing import hpke, items
from fristed.sealing.context import context


def names_asked(files):
    return [
        {"file": file.ref, "items": [file.texts[0].asked()], "manifest": None} for file in files
    ]


def test_open_gives_the_data_keys_of_the_texts_asked_for_and_no_other_key(scene):
    amina = scene.adviser("amina")
    case = scene.case(amina, "amina")
    for text in ("Første", "Andre", "Tredje"):
        scene.write(case, text)

    answer = scene.must(
        "open",
        assertion=amina,
        purpose="read",
        files=[{"file": case.ref, "items": [case.texts[1].asked()], "manifest": None}],
    )

    (opened,) = answer["files"]
    assert scene.texts(case, opened) == ["Andre"]
    assert opened["history"] == "unchecked"
    assert set(answer) == {"ok", "files"}
    assert b64(case.private) not in str(answer)


def test_open_twenty_texts_in_one_call(scene):
    amina = scene.adviser("amina")
    case = scene.case(amina, "amina")
    for number in range(20):
        scene.write(case, f"Tekst {number}")

    assert scene.read(amina, case) == [f"Tekst {number}" for number in range(20)]
    assert [line["files"] for line in scene.log_lines() if line["op"] == "open"] == [
        [{"file": case.ref, "outcome": "ok", "keys": 20}]
    ]


def test_open_without_a_grant_says_the_same_as_for_a_file_that_is_not_there(scene):
    """C9, C10: nobody learns which references exist."""
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    scene.write(case, "Notat")
    missing = scene.new_file("amina")
    missing.texts = case.texts

    assert scene.open(berit, case) == scene.open(berit, missing)
    assert scene.open(berit, case)["error"] == "no_grant"


def test_open_text_with_a_context_of_another_place_gives_no_key(scene):
    """C17: what is bound in the seal decides, not what is asked."""
    amina = scene.adviser("amina")
    case, other = scene.case(amina, "amina"), scene.case(amina, "amina")
    text = scene.write(case, "Notat").asked()
    scene.write(other, "Annet")
    places = [
        text | {"slot": "casework.note.text:not_2"},
        text | {"part": "talk"},
        text | {"id": str(uuid.uuid4())},
        text | {"wrapped": other.texts[0].asked()["wrapped"]},
        text | {"wrapped": b64(bytes(80))},
    ]

    for place in places:
        opened = scene.open(amina, case, items=[place])["files"][0]
        assert (opened["keys"], opened["broken"]) == ({}, [place["id"]])
    moved = scene.open(amina, other, items=[text])["files"][0]
    assert (moved["keys"], moved["broken"]) == ({}, [text["id"]])


def test_open_part_outside_the_grant_gives_no_key(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    scene.write(case, "Adresse", part="address")
    scene.give(amina, scene.want(case.ref, "berit", "share", parts=["work"]))

    opened = scene.open(berit, case)["files"][0]

    assert opened["keys"] == {}
    assert opened["refused"] == [case.texts[0].id]


def test_open_many_files_tells_of_each(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    mine, hers = scene.case(amina, "amina"), scene.case(berit, "berit")
    for case in (mine, hers):
        scene.write(case, "Navn", part="name")

    answer = scene.must("open", assertion=amina, purpose="read", files=names_asked([mine, hers]))

    assert [file.get("error", "") for file in answer["files"]] == ["", "no_grant"]
    assert [len(file["keys"]) for file in answer["files"]] == [1, 0]


def test_open_same_file_twice_in_one_call_is_malformed(scene):
    amina = scene.adviser("amina")
    case = scene.case(amina, "amina")
    scene.write(case, "Navn", part="name")

    assert scene.refusal(
        "open", assertion=amina, purpose="read", files=names_asked([case, case])
    ) == ("malformed")


# the history of a file


@pytest.fixture
def case(scene):
    """Three chained texts of a case that its creator may read."""
    assertion = scene.adviser("amina")
    made = scene.case(assertion, "amina")
    for text in ("En", "To", "Tre"):
        scene.write(made, text)
    made.assertion = assertion
    return made


def history(scene, case, **other):
    opened = scene.open(case.assertion, case, **other)["files"][0]
    return opened["history"], opened["pending"]


def test_history_is_whole_when_nothing_was_touched(scene, case):
    assert history(scene, case) == ("whole", 0)


def test_history_is_unchecked_without_a_ledger(scene, case):
    assert history(scene, case, manifest=None) == ("unchecked", 0)


def test_history_tells_how_many_texts_are_not_chained_yet(scene, case):
    scene.write(case, "Fire", chained=False)
    assert history(scene, case) == ("whole", 1)

    scene.must("chain", file=case.ref, entries=[case.texts[3].line()])

    assert history(scene, case) == ("whole", 0)


def removed_last(case, other):
    case.texts.pop()


def removed_middle(case, other):
    case.texts.pop(1)


def removed_middle_and_renumbered(case, other):
    case.texts.pop(1)
    case.texts[1].number = 2


def swapped(case, other):
    first, second = case.texts[:2]
    first.number, second.number = second.number, first.number
    case.texts[:2] = [second, first]


def copied_over(case, other):
    case.texts[1].blob = case.texts[0].blob


def replaced_by_another_files_text(case, other):
    case.texts[1].blob = other.texts[0].blob


def inserted(case, other):
    extra = other.texts[0]
    extra.number = 2
    case.texts.insert(1, extra)
    for number, text in enumerate(case.texts, start=1):
        text.number = number


def moved_to_another_field(case, other):
    case.texts[1].slot = "casework.note.text:not_9"


def moved_to_another_part(case, other):
    case.texts[1].part = "talk"


def emptied(case, other):
    case.texts.clear()


@pytest.mark.parametrize(
    "tamper",
    [
        removed_last,
        removed_middle,
        removed_middle_and_renumbered,
        swapped,
        copied_over,
        replaced_by_another_files_text,
        inserted,
        moved_to_another_field,
        moved_to_another_part,
        emptied,
    ],
)
def test_history_is_incomplete_when_an_item_was_copied_moved_removed_or_inserted(
    scene, case, tamper
):
    """Each fault on its own; none is called whole, and the alarm tells of the file once."""
    other = scene.case(case.assertion, "amina")
    scene.write(other, "Et annet sted")
    assert history(scene, case) == ("whole", 0)

    tamper(case, other)

    assert history(scene, case) == ("incomplete", 0)
    assert history(scene, case) == ("incomplete", 0)
    assert [(alarm["kind"], alarm["detail"]) for alarm in scene.alarms()] == [
        ("history_incomplete", {"file": case.ref})
    ]


def test_history_is_incomplete_when_a_text_is_read_that_the_ledger_does_not_know(scene, case):
    """A text somebody sealed and put into a row, without a line in the ledger."""
    forged = scene.write(case, "Skrevet av en annen", chained=False)
    case.texts.remove(forged)
    asked = [*(text.asked() for text in case.texts), forged.asked()]

    assert history(scene, case, items=asked) == ("incomplete", 0)


def test_chain_appends_only_what_follows(scene, case):
    lines = [scene.write(case, text, chained=False).line() for text in ("Fire", "Fem", "Seks")]

    assert scene.refusal("chain", file=case.ref, entries=lines[1:]) == "gap"
    assert scene.must("chain", file=case.ref, entries=lines[:1])["count"] == 4
    assert scene.must("chain", file=case.ref, entries=lines[:1])["count"] == 4
    assert scene.must("chain", file=case.ref, entries=lines)["count"] == 6
    assert history(scene, case) == ("whole", 0)


def test_chain_does_not_take_other_lines_for_numbers_it_has(scene, case):
    other = scene.case(case.assertion, "amina")
    forged = scene.write(other, "Forfalsket", chained=False).line() | {"number": 2}

    assert scene.must("chain", file=case.ref, entries=[forged])["count"] == 3

    assert history(scene, case) == ("whole", 0)


def test_chains_of_many_writers_at_once_lose_and_double_nothing(keeper, scene, case):
    """C20: eight at the same moment, each line chained once."""
    lines = [scene.write(case, f"Tekst {n}", chained=False).line() for n in range(8)]
    requests = [
        {"op": "chain", "file": case.ref, "entries": lines[: last + 1]} for last in range(8)
    ] * 2

    answers = keeper.together(requests, scene.now)

    assert {answer["ok"] for answer in answers} == {True}
    assert history(scene, case) == ("whole", 0)


def test_text_sealed_by_a_stranger_opens_but_its_place_is_not_whole(scene, case):
    """Sealing needs only a public key: it is the chain that tells who was not there."""
    case.texts[2].blob = items.seal_item(
        public_key=case.public_key,
        file=case.ref,
        item=case.texts[2].id,
        slot=case.texts[2].slot,
        part="work",
        text="Byttet ut",
    )

    opened = scene.open(case.assertion, case)["files"][0]

    assert scene.texts(case, opened)[2] == "Byttet ut"
    assert opened["history"] == "incomplete"


# caps


@pytest.fixture
def many(scene):
    """Thirty-two cases of one adviser."""
    assertion = scene.adviser("amina")
    cases = [scene.case(assertion, "amina") for _ in range(32)]
    for case in cases:
        scene.write(case, "Navn", part="name")
    return assertion, cases


def test_cap_lets_thirty_files_an_hour_open_and_refuses_the_31st(scene, many):
    assertion, cases = many

    answers = [scene.open(assertion, case) for case in cases[:31]]

    assert [answer.get("error", "") for answer in answers] == [""] * 30 + ["cap_reached"]
    assert answers[30]["message"] == (
        "Du har åpnet 30 ulike filer den siste timen. Lederen din får beskjed."
    )
    assert scene.open(assertion, cases[0])["ok"]
    assert scene.open(assertion, cases[31])["error"] == "cap_reached"
    assert [(a["kind"], a["person"], a["unit"]) for a in scene.alarms()] == [
        ("cap_reached", "amina", "raad-ost")
    ]


def test_cap_gives_room_again_after_an_hour(scene, many):
    assertion, cases = many
    for case in cases[:30]:
        scene.open(assertion, case)
    scene.later(minutes=59)
    assert scene.open(assertion, cases[30])["error"] == "cap_reached"

    scene.later(minutes=1)

    assert scene.open(assertion, cases[30])["ok"]


def test_cap_counts_within_one_call_too(scene, many):
    assertion, cases = many

    answer = scene.must("open", assertion=assertion, purpose="read", files=names_asked(cases))

    assert [file.get("error", "") for file in answer["files"]] == [""] * 30 + ["cap_reached"] * 2
    assert [len(file["keys"]) for file in answer["files"]] == [1] * 30 + [0] * 2


def test_cap_holds_for_calls_at_the_same_moment(keeper, scene, many):
    """C20: forty windows at once do not slip past."""
    assertion, cases = many
    requests = [
        {"op": "open", "assertion": assertion, "purpose": "read", "files": names_asked([case])}
        for case in cases
    ]

    answers = keeper.together(requests, scene.now)

    assert sorted(answer.get("error", "") for answer in answers) == [""] * 30 + ["cap_reached"] * 2


def test_cap_survives_a_restart(started):
    _, scene = started()
    assertion = scene.adviser("amina")
    cases = [scene.case(assertion, "amina") for _ in range(31)]
    for case in cases[:30]:
        scene.open(assertion, case)

    _, again = started()
    again.now = scene.now

    assert again.open(assertion, cases[30])["error"] == "cap_reached"


def test_refused_opening_is_in_the_log(scene, many):
    """C19: what was refused is there as well as what was opened."""
    assertion, cases = many
    for case in cases[:31]:
        scene.open(assertion, case)

    lines = [line["files"][0] for line in scene.log_lines() if line["op"] == "open"]

    assert [line["outcome"] for line in lines] == ["ok"] * 30 + ["cap_reached"]
    assert lines[30] == {"file": cases[30].ref, "outcome": "cap_reached"}


def test_list_of_names_counts_as_one_and_is_one_line(scene, many):
    assertion, cases = many

    for _ in range(3):
        answer = scene.must("open", assertion=assertion, purpose="names", files=names_asked(cases))
        assert sum(len(file["keys"]) for file in answer["files"]) == 32
    opened = [scene.open(assertion, case)["ok"] for case in cases[:30]]

    assert opened == [True] * 29 + [False]
    assert len([line for line in scene.log_lines() if line.get("purpose") == "names"]) == 3


def test_list_of_names_opens_names_only(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    scene.write(case, "Navn", part="name")
    scene.write(case, "Notat", part="work")
    asked = {"file": case.ref, "items": [text.asked() for text in case.texts], "manifest": None}

    (own,) = scene.must("open", assertion=amina, purpose="names", files=[asked])["files"]

    assert scene.texts(case, own) == ["Navn"]
    assert own["refused"] == [case.texts[1].id]
    scene.give(amina, scene.want(case.ref, "berit", "share", parts=["work"]))
    (shared,) = scene.must("open", assertion=berit, purpose="names", files=[asked])["files"]
    assert shared["keys"] == {}


def test_site_cap_alarms_and_stops_only_files_the_asker_is_not_responsible_for(started):
    """C21: a stranger's flood does not keep anybody from her own files."""
    _, scene = started(site_cap=1)
    people = {person: scene.adviser(person) for person in ("amina", "berit")}
    cases = [scene.case(people["amina"], "amina") for _ in range(22)]
    for case in cases:
        scene.give(people["amina"], scene.want(case.ref, "berit", "share"))
    for person in people.values():  # forty in all: twenty for each who signed in
        assert [scene.open(person, case)["ok"] for case in cases[:20]] == [True] * 20

    assert scene.open(people["berit"], cases[20])["error"] == "site_cap"
    assert scene.open(people["amina"], cases[20])["ok"]
    assert scene.alarm_kinds() == ["site_cap"]
    scene.sign_in("cecilie")
    assert scene.open(people["berit"], cases[21])["ok"]


# who asks


def test_open_needs_a_session(scene, case):
    scene.must("end", assertion=case.assertion)

    assert scene.open(case.assertion, case)["error"] == "not_signed_in"


def test_open_of_files_with_the_wrong_units_key_is_broken(scene):
    """A row that names another unit or quarter than its wrap was made for opens nowhere."""
    amina = scene.adviser("amina")
    scene.unit("raad-vest")
    scene.unit_key("raad-vest", "2026Q4")
    case = scene.case(amina, "amina")
    scene.write(case, "Notat")

    scene.database.execute("update vault_file set unit = 'raad-vest'")

    assert scene.open(amina, case)["error"] == "file_broken"
    assert scene.alarm_kinds() == ["file_broken"]


def test_wrong_context_opens_nothing(scene):
    """A data key sealed for the file but under no item's context is no key."""
    amina = scene.adviser("amina")
    case = scene.case(amina, "amina")
    text = scene.write(case, "Notat")
    sealed = hpke.seal(case.public_key, context("file", case.ref), bytes(32))

    opened = scene.open(amina, case, items=[text.asked() | {"wrapped": b64(sealed)}])["files"][0]

    assert opened["keys"] == {}
    assert opened["broken"] == [text.id]
    assert unb64(b64(sealed)) == sealed
