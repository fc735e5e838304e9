import threading
import time

import pytest
from argon2.low_level import Type, hash_secret_raw
from tests.keeper.scene import b64, unb64

from fristed.keeper import bench
from fristed.kernel.refs import is_ref
from fristed.sealing.codes import normal_form

CODE = "blå sjø kråke fjære"
OTHER = "gul bil rev stein"


def given_back(scene, code):
    return scene.must("code.return", code=code)


def test_code_opens_its_conversation_however_it_is_typed(scene):
    conversation = scene.conversation()
    scene.write(conversation, "Hei", part="talk")
    scene.bind(conversation, CODE)

    for typed in (CODE, "BLAA-sjoe, kraake  fjaere", "Blåsjøkråkefjære"):
        answer = given_back(scene, typed)
        assert answer["file"] == conversation.ref
        assert scene.read(answer["assertion"], conversation) == ["Hei"]


def test_youth_reads_the_talk_of_her_own_conversation_and_nothing_else(scene):
    """C1: an assertion for one file and one part."""
    own, other = scene.conversation(), scene.conversation()
    scene.write(own, "Hei", part="talk")
    scene.write(own, "Rådgivers notat", part="work")
    scene.write(other, "En annens", part="talk")
    scene.bind(own, CODE)
    youth = given_back(scene, CODE)["assertion"]

    opened = scene.open(youth, own)["files"][0]

    assert scene.texts(own, opened) == ["Hei"]
    assert opened["refused"] == [own.texts[1].id]
    assert scene.open(youth, other)["error"] == "no_grant"


def test_youth_session_ends_after_thirty_minutes(scene):
    conversation = scene.conversation()
    scene.write(conversation, "Hei", part="talk")
    scene.bind(conversation, CODE)
    youth = given_back(scene, CODE)["assertion"]
    scene.later(minutes=29)
    assert scene.read(youth, conversation) == ["Hei"]

    scene.later(minutes=1)

    assert scene.open(youth, conversation)["error"] == "not_signed_in"


def test_wrong_code_is_answered_in_the_same_shape_and_opens_nothing(scene):
    """C9, C25: nobody learns whether a code exists; its file looks like any other."""
    conversation = scene.conversation()
    scene.write(conversation, "Hei", part="talk")
    scene.bind(conversation, CODE)

    right, wrong = given_back(scene, CODE), given_back(scene, OTHER)

    assert {name: len(str(value)) for name, value in right.items()} == {
        name: len(str(value)) for name, value in wrong.items()
    }
    assert is_ref(wrong["file"])
    assert wrong["file"][:4] == right["file"][:4] == "sam_"
    assert scene.open(wrong["assertion"], conversation)["error"] == "no_grant"


@pytest.mark.parametrize("typed", ["", "   ", "a", "42", "x" * 400, "\u0000", "😀" * 50])
def test_odd_codes_are_wrong_codes(scene, typed):
    assert scene.must("code.return", code=typed)["file"].startswith("sam_")


def test_wrong_code_costs_the_same_work(keeper, scene, monkeypatch):
    """C9: one Argon2 run and four HMACs, found or not, before and after a rotation."""
    conversation = scene.conversation()
    scene.bind(conversation, CODE)
    counted = []
    stretch, hmac = bench._argon2id, keeper.custody.hmac
    monkeypatch.setattr(bench, "_argon2id", lambda *a: counted.append("argon2") or stretch(*a))
    monkeypatch.setattr(keeper.custody, "hmac", lambda *a: counted.append("hmac") or hmac(*a))
    work = []

    for rotate in (False, True):
        if rotate:
            scene.must("rotate_pepper", token=scene.token("admin"))
        for code in (CODE, OTHER, ""):
            counted.clear()
            given_back(scene, code)
            work.append(sorted(counted))

    assert work == [["argon2", *["hmac"] * 4]] * 6


def test_code_is_bound_only_by_who_made_the_file(scene):
    """Whoever can write the database cannot bind a code of their own to a conversation."""
    conversation = scene.conversation()
    stranger = scene.new_file("", kind="conversation")

    sealed = scene.sealed_code(conversation, CODE, private=stranger.private)

    assert scene.refusal("code.bind", file=conversation.ref, sealed_code=sealed) == "wrong_binding"


def test_code_sealed_for_one_file_is_not_bound_to_another(scene):
    one, other = scene.conversation(), scene.conversation()
    sealed = scene.sealed_code(one, CODE)

    assert scene.refusal("code.bind", file=other.ref, sealed_code=sealed) == "wrong_binding"


@pytest.mark.parametrize("sealed", ["", b64(b"x" * 300), "***"])
def test_code_that_is_not_sealed_is_not_bound(scene, sealed):
    conversation = scene.conversation()

    answer = scene.refusal("code.bind", file=conversation.ref, sealed_code=sealed)

    assert answer in {"wrong_binding", "malformed"}


def test_code_too_short_to_be_one_is_not_bound(scene):
    conversation = scene.conversation()
    sealed = scene.sealed_code(conversation, "hei du")

    assert scene.refusal("code.bind", file=conversation.ref, sealed_code=sealed) == "wrong_binding"


def test_bind_again_gives_the_same_lookup(scene):
    conversation = scene.conversation()
    first = scene.bind(conversation, CODE)

    again = scene.bind(conversation, CODE.upper())

    assert again["lookup"] == first["lookup"]
    assert given_back(scene, CODE)["file"] == conversation.ref


def test_bind_refuses_a_second_code_and_a_taken_one(scene):
    one, other = scene.conversation(), scene.conversation()
    scene.bind(one, CODE)

    second = scene.sealed_code(one, OTHER)
    taken = scene.sealed_code(other, CODE)

    assert scene.refusal("code.bind", file=one.ref, sealed_code=second) == "already_bound"
    assert scene.refusal("code.bind", file=other.ref, sealed_code=taken) == "code_taken"


def test_code_works_before_its_row_is_kept(scene):
    """A young person who returns at once does not find that her code is wrong."""
    conversation = scene.conversation()
    bound = scene.must(
        "code.bind", file=conversation.ref, sealed_code=scene.sealed_code(conversation, CODE)
    )

    assert given_back(scene, CODE)["file"] == conversation.ref
    scene.later(minutes=6)
    assert given_back(scene, CODE)["file"] != conversation.ref
    scene.keep_code(conversation.ref, bound)
    assert given_back(scene, CODE)["file"] == conversation.ref


def test_code_of_a_file_that_was_never_kept_is_wrong(scene):
    file = scene.new_file("", kind="conversation")
    scene.must("code.bind", file=file.row(), sealed_code=scene.sealed_code(file, CODE))

    assert given_back(scene, CODE)["file"] != file.ref


def test_return_waits_for_the_binds_before_it(keeper, scene):
    conversations = [scene.conversation() for _ in range(3)]
    codes = [f"{CODE} {word}" for word in ("en", "to", "tre")]
    binds = [
        {"op": "code.bind", "file": file.ref, "sealed_code": scene.sealed_code(file, code)}
        for file, code in zip(conversations, codes, strict=True)
    ]

    answers = keeper.together([*binds, {"op": "code.return", "code": codes[2]}], scene.now)

    assert answers[3]["file"] == conversations[2].ref


def test_code_row_pointed_at_another_conversation_opens_nothing(scene):
    """A DBA who puts a code he knows on another's file gets nothing: the file's key disagrees."""
    own, victims = scene.conversation(), scene.conversation()
    scene.write(victims, "En hemmelighet", part="talk")
    bound = scene.bind(own, CODE)
    scene.database.execute("delete from contact_code")
    scene.keep_code(victims.ref, bound)
    scene.later(minutes=6)

    answer = given_back(scene, CODE)

    assert answer["file"] not in {own.ref, victims.ref}
    assert scene.open(answer["assertion"], victims)["error"] == "no_grant"


def test_youth_wrap_holds_no_key(scene):
    """What stands in the row opens nothing by itself, also for who has the pepper and the code."""
    conversation = scene.conversation()
    bound = scene.bind(conversation, CODE)

    assert len(unb64(bound["lookup"])) == 32
    assert conversation.private not in unb64(bound["youth_wrap"])
    assert len(unb64(bound["youth_wrap"])) == 12 + 32 + 16


def test_pepper_rotation_moves_codes_when_they_are_used(scene):
    conversation, idle = scene.conversation(), scene.conversation()
    before = scene.bind(conversation, CODE)
    scene.bind(idle, OTHER)
    scene.later(minutes=6)

    assert scene.must("rotate_pepper", token=scene.token("admin"))["version"] == 2
    answer = given_back(scene, CODE)

    assert answer["file"] == conversation.ref
    assert answer["lookup"] != before["lookup"]
    scene.keep_code(conversation.ref, answer)
    scene.must("rotate_pepper", token=scene.token("admin"))
    assert given_back(scene, CODE)["file"] == conversation.ref
    assert given_back(scene, OTHER)["file"] != idle.ref  # unused over two rotations


def test_stretching_is_two_at_a_time_and_first_come_first_served(keeper, scene, monkeypatch):
    """C21: a rush waits in a line; nobody passes, and memory stays at two runs."""
    now, most, order = [], [], []
    lock = threading.Lock()

    def slowly(letters, salt):
        with lock:
            now.append(letters)
            most.append(len(now))
            order.append(letters.decode())
        time.sleep(0.02)
        with lock:
            now.remove(letters)
        return bytes(32)

    monkeypatch.setattr(bench, "_argon2id", slowly)
    typed = [f"kode{letter}" for letter in "abcdefghij"]

    keeper.together([{"op": "code.return", "code": code} for code in typed], scene.now)

    assert max(most) == 2
    assert sorted(order) == typed
    assert [sorted(order[i : i + 2]) for i in range(0, 10, 2)] == [
        typed[i : i + 2] for i in range(0, 10, 2)
    ]


def test_stretching_does_not_hold_up_others(keeper, scene):
    """The loop answers others while codes wait for their turn."""
    codes = [{"op": "code.return", "code": f"{CODE} {n}"} for n in range(6)]
    done = []
    waiting = threading.Thread(target=lambda: done.extend(keeper.together(codes, scene.now)))
    waiting.start()

    answered = 0
    while waiting.is_alive():
        scene.must("hello")
        answered += 1
    waiting.join()

    assert len(done) == 6
    assert answered > 3


def test_too_long_a_line_is_busy(keeper, scene, monkeypatch):
    requests = [{"op": "code.return", "code": f"{CODE} {n}"} for n in range(bench.MOST_WAITING + 4)]
    monkeypatch.setattr(bench, "_argon2id", lambda *_: time.sleep(0.005) or bytes(32))

    answers = keeper.together(requests, scene.now)

    assert [answer["error"] for answer in answers if not answer["ok"]] == ["busy"] * 4


def test_stretching_is_argon2id_of_the_agreed_cost():
    """64 MiB, three passes, one lane: RFC 9106's second choice."""
    expected = hash_secret_raw(b"blaa", bytes(16), 3, 64 * 1024, 1, 32, Type.ID)

    assert bench._argon2id(b"blaa", bytes(16)) == expected


def test_codes_and_salt_are_not_in_the_log(keeper, scene):
    """C22: neither the code, nor its letters, nor what is made of it."""
    conversation = scene.conversation()
    bound = scene.bind(conversation, CODE)
    given_back(scene, CODE)
    given_back(scene, OTHER)

    text = (scene.home / "log.jsonl").read_text()

    assert conversation.ref in text
    for secret in (CODE, "blaasjoe", "gulbil", bound["lookup"], unb64(bound["lookup"]).hex()):
        assert secret not in text


def test_lookup_needs_the_pepper(keeper, scene):
    """A stolen database cannot be searched for codes: the same words give another lookup."""
    conversation = scene.conversation()
    bound = scene.bind(conversation, CODE)
    stretched = bench._argon2id(normal_form(CODE).encode(), keeper.keeper.own.salt)

    assert keeper.custody.hmac("pepper", 1, b"lookup" + stretched) == unb64(bound["lookup"])
    keeper.custody.destroy("pepper")
    keeper.custody.rotate("pepper")
    assert keeper.custody.hmac("pepper", 1, b"lookup" + stretched) != unb64(bound["lookup"])


def test_database_away_is_said_alike_for_every_code(started, postgres):
    """C24, C9: nothing falls back, and a wrong code is not told from a right one."""
    _, scene = started(database_seconds=2.0)
    conversation = scene.conversation()
    scene.bind(conversation, CODE)
    scene.later(minutes=6)
    postgres.stop()
    try:
        answers = [scene.ask("code.return", code=code) for code in (CODE, OTHER)]
    finally:
        postgres.start()

    assert answers[0] == answers[1]
    assert answers[0]["error"] == "database_away"
    assert given_back(scene, CODE)["file"] == conversation.ref


def test_other_words_open_the_conversation_and_the_old_ones_nothing(scene):
    """Also when the old ones were bound a moment ago."""
    conversation = scene.conversation()
    scene.write(conversation, "Hei", part="talk")
    scene.bind(conversation, CODE)
    youth = given_back(scene, CODE)["assertion"]

    scene.keep_code(conversation.ref, scene.must("code.renew", assertion=youth, code=OTHER))

    assert given_back(scene, OTHER)["file"] == conversation.ref
    assert given_back(scene, CODE)["file"] != conversation.ref


def test_other_words_are_hers_to_ask_for_alone(scene):
    """C9, C25: not without a visit, not a colleague's, and never words that lead elsewhere."""
    own, other = scene.conversation(), scene.conversation()
    scene.bind(own, CODE)
    scene.bind(other, OTHER)
    youth = given_back(scene, CODE)["assertion"]
    wrong = given_back(scene, "tre fire fem seks")["assertion"]
    staff = scene.adviser("per_maja")

    new = "rund stol varm vind"
    assert scene.refusal("code.renew", assertion=staff, code=new) == "not_signed_in"
    assert scene.refusal("code.renew", assertion=wrong, code=new) == "no_file"
    assert scene.refusal("code.renew", assertion=youth, code=OTHER) == "code_taken"
    assert scene.refusal("code.renew", assertion=youth, code="a") == "wrong_binding"
