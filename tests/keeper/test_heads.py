import hashlib

import pytest
from tests.keeper.scene import b64


def hash_of(text):
    return b64(hashlib.sha256(text.encode()).digest())


def sealed(scene, n, text, chain="desk"):
    return scene.ask("head", chain=chain, n=n, hash=hash_of(text)).get("error", "")


def test_head_is_sealed_as_the_chain_grows(scene):
    assert [sealed(scene, n, f"line {n}") for n in (1, 5, 5, 9)] == [""] * 4
    assert sealed(scene, 2, "line 2", chain="nora") == ""

    heads = scene.must("heads")["heads"]

    assert [(head["chain"], head["n"], head["hash"]) for head in heads] == [
        ("desk", 9, hash_of("line 9")),
        ("nora", 2, hash_of("line 2")),
    ]


@pytest.mark.parametrize(("n", "text"), [(4, "line 4"), (5, "another line 5"), (0, "nothing")])
def test_head_that_is_shorter_or_other_is_refused_and_told_of(scene, n, text):
    """A trail that was cut or rewritten does not get the keeper's seal."""
    sealed(scene, 5, "line 5")

    assert sealed(scene, n, text) == "head_refused"

    assert [(alarm["kind"], alarm["detail"]) for alarm in scene.alarms()] == [
        ("head_mismatch", {"chain": "desk", "sealed": 5, "shown": n})
    ]
    assert scene.must("heads")["heads"][0]["hash"] == hash_of("line 5")


def test_heads_stay_over_a_restart(started):
    _, scene = started()
    sealed(scene, 5, "line 5")

    _, again = started()

    assert sealed(again, 4, "line 4") == "head_refused"


def test_alarms_are_read_from_a_number_on_with_any_token_of_the_keeper(scene):
    sealed(scene, 5, "line 5")
    for _ in range(3):
        sealed(scene, 4, "line 4")

    for whose in ("admin", "count", "worker"):
        alarms = scene.must("alarms", token=scene.token(whose), since=1)["alarms"]
        assert [alarm["n"] for alarm in alarms] == [2, 3]
    assert scene.refusal("alarms", token="made-up", since=0) == "wrong_token"
