import base64
from datetime import timedelta

import pytest

from fristed.keeper import starting, totp


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_totp_gives_the_codes_of_rfc_6238(seconds, expected):
    """Appendix B of the RFC, its last six digits."""
    assert totp.code(b"12345678901234567890", seconds // 30) == expected


def test_totp_address_is_what_authenticators_read():
    address = totp.address(b"12345678901234567890", "amina")

    assert address == (
        "otpauth://totp/Fristed%3Aamina"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Fristed&digits=6"
    )


def test_sign_in_gives_an_assertion_for_eight_hours(scene):
    scene.enrol("amina")

    answer = scene.must("sign_in", person="amina", code=scene.code("amina"), door="desk")

    assert answer["expires"] == (scene.now + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert scene.refusal("recovery.new", assertion=answer["assertion"]) == ""


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_sign_in_accepts_a_clock_that_is_one_step_off(scene, steps):
    secret = scene.enrol("amina")
    scene.later(minutes=2)
    code = totp.code(secret, totp.step_of(scene.now) + steps)

    assert scene.refusal("sign_in", person="amina", code=code, door="desk") == ""


@pytest.mark.parametrize("steps", [-2, 2])
def test_sign_in_refuses_a_code_two_steps_off(scene, steps):
    secret = scene.enrol("amina")
    scene.later(minutes=2)
    code = totp.code(secret, totp.step_of(scene.now) + steps)

    assert scene.refusal("sign_in", person="amina", code=code, door="desk") == "wrong_code"


def test_sign_in_refuses_a_used_code_and_any_earlier_one(scene):
    """C8: a code counts once, also at another door and for a step-up."""
    secret = scene.enrol("amina")
    scene.later(minutes=2)
    step = totp.step_of(scene.now)
    code, earlier = totp.code(secret, step), totp.code(secret, step - 1)
    assertion = scene.must("sign_in", person="amina", code=code, door="desk")["assertion"]

    assert scene.refusal("sign_in", person="amina", code=code, door="desk") == "used_code"
    assert scene.refusal("sign_in", person="amina", code=code, door="studio") == "used_code"
    assert scene.refusal("sign_in", person="amina", code=earlier, door="desk") == "used_code"
    assert scene.refusal("step_up", assertion=assertion, code=code) == "used_code"


def test_sign_in_remembers_a_used_code_over_a_restart(started):
    """C8: a keeper that starts again has forgotten nothing."""
    _, scene = started()
    scene.enrol("amina")
    code = scene.code("amina")
    scene.must("sign_in", person="amina", code=code, door="desk")

    _, again = started()
    again.now = scene.now

    assert again.refusal("sign_in", person="amina", code=code, door="desk") == "used_code"


def test_sign_in_of_two_at_once_with_one_code_lets_in_one(keeper, scene):
    """C8, C20: the same code from two windows at the same moment."""
    scene.enrol("amina")
    request = {"op": "sign_in", "person": "amina", "code": scene.code("amina"), "door": "desk"}

    answers = keeper.together([request] * 6, scene.now)

    assert sorted(answer.get("error", "") for answer in answers) == ["", *["used_code"] * 5]


def test_sign_in_answers_alike_for_known_and_unknown_people(scene):
    """C9: neither the answer, the waiting rule nor the log's shape tells who has an account."""
    scene.enrol("amina")

    seen = {
        person: [scene.ask("sign_in", person=person, code="000000", door="desk") for _ in range(6)]
        for person in ("amina", "nobody")
    }

    assert seen["amina"] == seen["nobody"]
    assert [answer["error"] for answer in seen["amina"]] == ["wrong_code"] * 5 + ["too_many"]


def test_sign_in_makes_people_wait_five_minutes_after_five_wrong_codes(scene):
    scene.enrol("amina")
    for _ in range(5):
        assert scene.refusal("sign_in", person="amina", code="000000", door="desk") == "wrong_code"

    assert scene.refusal("sign_in", person="amina", code=scene.code("amina"), door="desk") == (
        "too_many"
    )
    scene.later(minutes=5)
    assert scene.refusal("sign_in", person="amina", code=scene.code("amina"), door="desk") == ""


def test_sign_in_of_others_is_not_slowed_by_a_stranger(scene):
    """C21: wrong codes count for the person they were tried on, never for the house."""
    scene.enrol("amina")
    scene.enrol("berit")
    for _ in range(7):
        scene.ask("sign_in", person="amina", code="000000", door="desk")

    assert scene.refusal("sign_in", person="amina", code=scene.code("amina"), door="desk") == (
        "too_many"
    )
    assert scene.refusal("sign_in", person="berit", code=scene.code("berit"), door="desk") == ""


def test_sign_in_wrong_codes_over_a_long_time_do_not_add_up(scene):
    scene.enrol("amina")
    for _ in range(8):
        scene.later(minutes=2)
        assert scene.refusal("sign_in", person="amina", code="000000", door="desk") == "wrong_code"


def test_sign_in_refusals_are_in_the_log_and_the_code_is_not(scene):
    """C19, C22: every failed attempt leaves a line; no line holds a code or a secret."""
    secret = scene.enrol("amina")
    right = scene.code("amina")
    scene.ask("sign_in", person="amina", code="135790", door="desk")
    scene.ask("sign_in", person="amina", code=right, door="desk")
    scene.ask("sign_in", person="amina", code=right, door="desk")

    lines = [line for line in scene.log_lines() if line["op"] == "sign_in"]
    text = (scene.home / starting.LOG).read_text()

    assert [(line["outcome"], line["person"]) for line in lines] == [
        ("wrong_code", "amina"),
        ("ok", "amina"),
        ("used_code", "amina"),
    ]
    assert "135790" not in text
    assert f'"{right}"' not in text
    assert base64.b32encode(secret).decode() not in text


def test_secrets_lie_sealed_in_the_register(scene):
    """A stolen keeper.db without custody holds no authenticator's secret."""
    secret = scene.enrol("amina")

    for path in scene.home.iterdir():
        if path.is_file():
            data = path.read_bytes()
            assert secret not in data
            assert base64.b32encode(secret) not in data


@pytest.mark.parametrize("door", ["nora", "worker", "Desk", ""])
def test_sign_in_is_for_staff_doors_only(scene, door):
    scene.enrol("amina")

    answer = scene.ask("sign_in", person="amina", code=scene.code("amina"), door=door)

    assert answer["error"] == "malformed"


def test_enrolment_needs_an_invite_and_spends_it(scene):
    invite = scene.admin("invite", person="amina")["invite"]
    secret = base64.b32decode(scene.must("totp.begin", invite=invite)["secret"])
    code = totp.code(secret, totp.step_of(scene.now))

    assert scene.refusal("totp.begin", invite="made-up") == "wrong_invite"
    assert scene.refusal("totp.confirm", invite="made-up", code=code) == "wrong_invite"
    assert scene.must("totp.confirm", invite=invite, code=code)["person"] == "amina"
    assert scene.refusal("totp.begin", invite=invite) == "wrong_invite"
    assert scene.refusal("totp.confirm", invite=invite, code=code) == "wrong_invite"


def test_invite_is_good_for_24_hours(scene):
    invite = scene.admin("invite", person="amina")["invite"]
    scene.later(hours=24)

    assert scene.refusal("totp.begin", invite=invite) == "wrong_invite"


def test_enrolment_counts_only_once_a_code_was_shown(scene):
    invite = scene.admin("invite", person="amina")["invite"]
    secret = base64.b32decode(scene.must("totp.begin", invite=invite)["secret"])
    code = totp.code(secret, totp.step_of(scene.now))

    assert scene.refusal("sign_in", person="amina", code=code, door="desk") == "wrong_code"
    assert scene.refusal("totp.confirm", invite=invite, code="000000") == "wrong_code"


def test_invite_for_someone_enrolled_already_is_told_of(scene):
    """C7: whoever can invite could take over a sign-in; it does not happen silently."""
    scene.enrol("amina")

    scene.admin("invite", person="amina")

    assert scene.alarm_kinds() == ["invited_again"]


def test_new_authenticator_replaces_the_old_one(scene):
    old = scene.enrol("amina")
    assertion = scene.sign_in("amina")
    begun = scene.must("totp.begin", assertion=assertion)
    new = base64.b32decode(begun["secret"])
    scene.later(seconds=30)
    code = totp.code(new, totp.step_of(scene.now))
    scene.must("totp.confirm", assertion=assertion, code=code)
    scene.later(minutes=2)
    step = totp.step_of(scene.now)

    assert scene.refusal("sign_in", person="amina", code=totp.code(old, step), door="desk") == (
        "wrong_code"
    )
    assert scene.refusal("sign_in", person="amina", code=totp.code(new, step), door="desk") == ""


@pytest.mark.parametrize("op", ["totp.begin", "recovery.new", "passkey.begin_registration"])
def test_changing_a_second_factor_needs_one_shown_within_ten_minutes(scene, op):
    """C7: no dangerous change without showing again who you are."""
    assertion = scene.sign_in("amina")
    scene.later(minutes=10)
    assert scene.refusal(op, assertion=assertion) == ""

    scene.later(seconds=1)

    assert scene.refusal(op, assertion=assertion) == "not_recent"
    fresh = scene.must("step_up", assertion=assertion, code=scene.code("amina"))["assertion"]
    assert scene.refusal(op, assertion=fresh) == ""


def test_step_up_makes_a_session_strong_but_no_longer(scene):
    assertion = scene.sign_in("amina")
    first = scene.now
    scene.later(hours=7)

    answer = scene.must("step_up", assertion=assertion, code=scene.code("amina"))

    assert answer["expires"].startswith((first + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M:%S"))
    scene.later(hours=1)
    assert scene.refusal("recovery.new", assertion=answer["assertion"]) == "not_signed_in"


def test_step_up_takes_only_the_same_persons_code(scene):
    """C26: one person's session is never made strong by another's code."""
    assertion = scene.sign_in("amina")
    scene.enrol("berit")

    assert scene.refusal("step_up", assertion=assertion, code=scene.code("berit")) == "wrong_code"


def test_recovery_codes_are_ten_each_good_once(scene):
    assertion = scene.sign_in("amina")
    codes = scene.must("recovery.new", assertion=assertion)["codes"]

    assert len(set(codes)) == 10
    first, second = codes[:2]
    assert scene.refusal("sign_in", person="amina", code=first, door="desk") == ""
    assert scene.refusal("sign_in", person="amina", code=first, door="desk") == "wrong_code"
    assert scene.refusal("sign_in", person="berit", code=second, door="desk") == "wrong_code"
    assert scene.refusal("sign_in", person="amina", code=second.upper(), door="desk") == ""


def test_recovery_codes_made_anew_void_the_old(scene):
    assertion = scene.sign_in("amina")
    old = scene.must("recovery.new", assertion=assertion)["codes"]
    new = scene.must("recovery.new", assertion=assertion)["codes"]

    assert scene.refusal("sign_in", person="amina", code=old[0], door="desk") == "wrong_code"
    assert scene.refusal("sign_in", person="amina", code=new[0], door="desk") == ""


def test_ended_session_is_over_for_good(scene):
    """C28: an assertion cannot be used again after its session ended, step-ups included."""
    assertion = scene.sign_in("amina")
    stronger = scene.must("step_up", assertion=assertion, code=scene.code("amina"))["assertion"]

    scene.must("end", assertion=assertion)

    assert scene.refusal("recovery.new", assertion=assertion) == "not_signed_in"
    assert scene.refusal("recovery.new", assertion=stronger) == "not_signed_in"
    assert scene.refusal("end", assertion=assertion) == ""


def test_session_ends_after_eight_hours(scene):
    assertion = scene.sign_in("amina")
    scene.later(hours=8)

    assert scene.refusal("step_up", assertion=assertion, code="000000") == "not_signed_in"


@pytest.mark.parametrize(
    "forge",
    [
        lambda text: text[:-2] + ("AA" if text[-2:] != "AA" else "BB"),
        lambda text: text.replace("v1.", "v2.", 1),
        lambda text: text.split(".")[0] + "." + text.split(".")[1] + ".",
        lambda text: "v1." + _for_someone_else(text) + "." + text.split(".")[2],
        lambda text: text + ".x",
        lambda _: "v1..",
        lambda _: "x",
    ],
)
def test_assertion_that_was_not_made_here_is_refused(scene, forge):
    """C28, C1: Django cannot make one, change one, or make one say more."""
    assertion = scene.sign_in("amina")

    assert scene.refusal("recovery.new", assertion=forge(assertion)) == "not_signed_in"
    assert scene.refusal("recovery.new", assertion=assertion) == ""


def _for_someone_else(assertion):
    payload = assertion.split(".")[1]
    data = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    return base64.urlsafe_b64encode(data.replace(b"amina", b"berit")).decode().rstrip("=")


def test_assertion_of_another_keeper_is_refused(started, tmp_path):
    _, other = started(tmp_path / "other" / "keeper")
    assertion = other.sign_in("amina")
    _, scene = started()
    scene.enrol("amina")

    assert scene.refusal("recovery.new", assertion=assertion) == "not_signed_in"


def test_stopped_person_is_out_at_once(scene):
    assertion = scene.sign_in("amina")
    other = scene.sign_in("berit")
    scene.later(minutes=1)

    scene.admin("stop_person", person="amina")

    assert scene.refusal("recovery.new", assertion=assertion) == "not_signed_in"
    assert scene.refusal("recovery.new", assertion=other) == ""
    scene.later(minutes=2)
    assert scene.refusal("sign_in", person="amina", code=scene.code("amina"), door="desk") == (
        "wrong_code"
    )


@pytest.mark.parametrize("op", ["set_unit", "set_members", "invite", "stop_person"])
def test_administration_needs_the_token_in_the_keepers_folder(scene, op):
    """C1: each of them checks; a count or worker token is not enough."""
    fields = {
        "unit": "raad-ost",
        "members": [],
        "person": "amina",
    }
    scene.unit()

    for token in ("made-up", scene.token("count"), scene.token("worker")):
        assert scene.refusal(f"admin.{op}", token=token, **fields) == "wrong_token"
    assert scene.refusal(f"admin.{op}", token=scene.token("admin"), **fields) == ""


def test_tokens_are_readable_by_their_owner_only(scene):
    modes = {path.name: path.stat().st_mode & 0o777 for path in scene.home.glob("*.token")}

    assert modes == {"admin.token": 0o600, "count.token": 0o600, "worker.token": 0o600}
