import pytest
from tests.keeper.scene import unb64

from fristed.sealing import counts

CODES = '{"county":"03","concern":"forced_marriage"}'


def sealed(scene, assertion, *, ref="sak_1", quarter="2026Q4", payload=CODES):
    item = {"ref": ref, "quarter": quarter, "payload": payload}
    (answer,) = scene.must("count.seal", assertion=assertion, items=[item])["items"]
    return unb64(answer["sealed"])


def keys(scene, *quarters, **other):
    fields = {"token": scene.token("count"), "purpose": "count", "quarters": list(quarters)}
    return scene.ask("count.keys", **(fields | other))


def test_count_is_opened_by_the_counting_job_only_with_its_quarters_key(scene):
    assertion = scene.adviser("amina")
    blob = sealed(scene, assertion)

    given = keys(scene, "2026Q3", "2026Q4")["keys"]

    opened = counts.open_count(unb64(given["2026Q4"]), ref="sak_1", quarter="2026Q4", sealed=blob)
    assert opened == CODES
    assert given["2026Q3"] != given["2026Q4"]
    assert len(blob) == 12 + 512 + 16


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"token": "made-up"}, "wrong_token"),
        ({"purpose": "reading"}, "not_allowed"),
        ({"quarters": ["2026Q5"]}, "unknown_quarter"),
        ({"quarters": ["2029Q1"]}, "unknown_quarter"),
        ({"quarters": ["1999Q1"]}, "unknown_quarter"),
    ],
)
def test_count_keys_are_refused(scene, change, code):
    assert keys(scene, "2026Q4", **change)["error"] == code


def test_count_keys_are_not_for_the_administrators_or_the_workers_token(scene):
    """C1, C14: the key that could point at people has a token of its own."""
    for whose in ("admin", "worker"):
        assert keys(scene, "2026Q4", token=scene.token(whose))["error"] == "wrong_token"


def test_count_keys_handed_out_are_in_the_log(scene):
    keys(scene, "2026Q4", "2026Q3")
    keys(scene, "2026Q4", token="made-up")

    lines = [line for line in scene.log_lines() if line["op"] == "count.keys"]

    assert [(line["outcome"], line.get("quarters")) for line in lines] == [
        ("ok", ["2026Q3", "2026Q4"]),
        ("wrong_token", None),
    ]


def test_count_keys_stay_the_same_over_a_restart(started):
    _, scene = started()
    before = keys(scene, "2026Q4")["keys"]

    _, again = started()

    assert keys(again, "2026Q4")["keys"] == before


def test_count_key_made_by_two_at_once_is_one_key(keeper, scene):
    """C20: the first use of a quarter from eight places at once."""
    assertion = scene.adviser("amina")
    item = {"ref": "sak_1", "quarter": "2026Q4", "payload": CODES}
    request = {"op": "count.seal", "assertion": assertion, "items": [item]}

    answers = keeper.together([request] * 8, scene.now)

    key = unb64(keys(scene, "2026Q4")["keys"]["2026Q4"])
    opened = {
        counts.open_count(
            key, ref="sak_1", quarter="2026Q4", sealed=unb64(answer["items"][0]["sealed"])
        )
        for answer in answers
    }
    assert opened == {CODES}


def test_count_needs_a_session(scene):
    item = {"ref": "sak_1", "quarter": "2026Q4", "payload": CODES}

    assert scene.refusal("count.seal", assertion="v1.x.y", items=[item]) == "not_signed_in"


def test_count_too_long_is_refused(scene):
    assertion = scene.adviser("amina")
    item = {"ref": "sak_1", "quarter": "2026Q4", "payload": "x" * 509}

    assert scene.refusal("count.seal", assertion=assertion, items=[item]) == "payload_too_long"
