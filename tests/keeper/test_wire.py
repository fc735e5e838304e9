import json
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fristed.keeper.ops import OPS
from fristed.keeper.refusals import MESSAGES
from fristed.keeper.wire import Ask, decode, encode

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = [
    *("assertion", "wants", "files", "file", "entries", "code", "sealed_code", "items", "token"),
    *("unit", "quarter", "units", "quarters", "members", "person", "door", "n", "hash", "chain"),
    *("purpose", "since", "invite", "ceremony", "response", "grants", "id_token", "nonce"),
]
REUSED = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@REUSED
@given(frame=st.binary(max_size=200))
def test_any_bytes_get_an_answer(keeper, scene, frame):
    """C17: nothing that is sent ends the keeper, or leaves anybody without an answer."""
    answer = keeper.raw(frame, scene.now)

    assert answer["ok"] is False
    assert answer["error"] in {"malformed", "unknown_op"}
    assert answer["message"] == MESSAGES[answer["error"]]


@REUSED
@given(op=st.sampled_from(sorted(OPS)), fields=st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_fields_of_any_operation_get_an_answer_that_is_no_fault(keeper, scene, op, fields):
    """C17: unknown keys, other types, deep nesting, huge numbers: refused, never a fault."""
    answer = scene.ask(op, **fields)

    assert answer.get("error") != "fault"
    assert answer["ok"] is (op in {"hello", "heads", "passkey.begin"}) or op in {
        "code.return",
        "unit_keys",
        "chain",
    }


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"null",
        b"[]",
        b'"op"',
        b'{"op": 1}',
        b'{"op": null}',
        b"{}",
        b'{"op": "' + b"x" * 100 + b'"}',
        b'{"op": "hello"',
        b"[" * 100_000,
        b'{"op": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_001,
        b'{"op": "hello", "n": ' + b"9" * 5000 + b"}",
        b'{"op": "\\ud800"}',
        b"\xff\xfe\x00",
    ],
)
def test_frames_that_are_no_request_are_refused(keeper, scene, frame):
    answer = keeper.raw(frame, scene.now)

    assert answer["error"] in {"malformed", "unknown_op"}
    assert scene.must("hello")


@pytest.mark.parametrize(
    "person", ["", " ", "a b", "a\nb", "../x", "x" * 65, "æ", None, 1, [], "\ud800"]
)
def test_names_are_letters_digits_and_a_few_signs(scene, person):
    """C2, C3: no name is a path, a query, two lines of a log or something else."""
    assert scene.refusal("sign_in", person=person, code="000000", door="desk") == "malformed"


@pytest.mark.parametrize(
    "moment", ["", "now", "2026-11-25", "2026-11-25T12:00:00", "0001-01-01T00:00:00+14:00", 1]
)
def test_moments_need_a_time_zone(scene, moment):
    assertion = scene.adviser("amina")
    case = scene.case(assertion, "amina")
    want = scene.want(case.ref, "berit", "share", starts_at=moment)

    assert scene.refusal("grant", assertion=assertion, wants=[want]) == "malformed"


def test_unknown_operation_is_refused(scene):
    """C1: what is not in the list cannot be asked for."""
    for op in ("destroy", "OPEN", "open ", "__init__", "admin"):
        assert scene.ask(op) == {
            "ok": False,
            "error": "unknown_op",
            "message": "Denne operasjonen finnes ikke.",
        }


def test_every_refusal_has_a_sentence_for_people():
    for code, message in MESSAGES.items():
        assert set(code) <= set(string.ascii_lowercase + "_")
        assert message.endswith(".")


@given(st.binary(max_size=100))
def test_bytes_travel_as_base64_and_back(data):
    assert decode(encode(data)) == data
    assert Ask({"data": encode(data)}).data("data") == data if data else True


@pytest.mark.parametrize("text", ["*", "AA", "AA=", "A===", "AA==\n", "æ"])
def test_bytes_that_are_no_base64_are_refused(text):
    with pytest.raises(ValueError, match=r"base64|ASCII"):
        decode(text)


def test_a_fault_says_nothing_of_what_was_asked(keeper, scene, monkeypatch, capfd):
    """C22: neither the answer, nor the log, nor standard error holds what was asked."""

    async def fails(*_):
        raise RuntimeError("En hemmelig setning")

    monkeypatch.setattr("fristed.keeper.answering.OPS", {"hello": fails})

    answer = scene.ask("hello", note="En annen setning")

    assert answer["error"] == "fault"
    assert capfd.readouterr().err == "keeper: hello: RuntimeError\n"
    assert "setning" not in json.dumps(answer) + (scene.home / "log.jsonl").read_text()
