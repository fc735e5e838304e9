import pytest
from tests.keeper.authenticator import PRESENT, Authenticator


def enrol(scene, person, device, **who):
    who = who or {"invite": scene.admin("invite", person=person)["invite"]}
    begun = scene.must("passkey.begin_registration", **who)
    return scene.ask(
        "passkey.finish_registration",
        ceremony=begun["ceremony"],
        response=device.make(begun["options"]),
    )


def sign_in(scene, device, **other):
    begun = scene.must("passkey.begin")
    fields = {"ceremony": begun["ceremony"], "response": device.sign(begun["options"])}
    return scene.ask("passkey.finish", **(fields | {"door": "desk"} | other))


def test_passkey_signs_in_whoever_it_belongs_to(scene):
    amina, berit = Authenticator(), Authenticator()
    assert enrol(scene, "amina", amina)["person"] == "amina"
    assert enrol(scene, "berit", berit)["person"] == "berit"

    answers = [sign_in(scene, device) for device in (amina, berit)]

    assert [answer["person"] for answer in answers] == ["amina", "berit"]
    assert scene.refusal("recovery.new", assertion=answers[0]["assertion"]) == ""


def test_passkey_challenge_names_nobody_and_asks_for_verification(scene):
    """C9: the challenge is the same for everybody, so it tells of nobody."""
    enrol(scene, "amina", Authenticator())

    options = scene.must("passkey.begin")["options"]["publicKey"]

    assert set(options) == {"challenge", "rpId", "userVerification"}
    assert options["userVerification"] == "required"


def test_passkey_registration_wants_a_resident_key_and_verification(scene):
    invite = scene.admin("invite", person="amina")["invite"]

    options = scene.must("passkey.begin_registration", invite=invite)["options"]["publicKey"]

    assert options["rp"] == {"id": "localhost", "name": "Fristed"}
    assert options["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert "amina" not in options["user"]["id"]


def test_passkey_ceremony_is_good_once(scene):
    """C8, C28: an answer that was seen on its way is worth nothing."""
    device = Authenticator()
    enrol(scene, "amina", device)
    begun = scene.must("passkey.begin")
    fields = {
        "ceremony": begun["ceremony"],
        "response": device.sign(begun["options"]),
        "door": "desk",
    }

    assert scene.refusal("passkey.finish", **fields) == ""
    assert scene.refusal("passkey.finish", **fields) == "nothing_begun"


def test_passkey_ceremony_lasts_five_minutes(scene):
    device = Authenticator()
    enrol(scene, "amina", device)
    begun = scene.must("passkey.begin")
    response = device.sign(begun["options"])
    scene.later(minutes=5)

    assert (
        scene.refusal("passkey.finish", ceremony=begun["ceremony"], response=response, door="desk")
        == "nothing_begun"
    )


def without_verification(device):
    device.flags = PRESENT


def from_another_address(device):
    device.origin = "http://localhost:9999"


def for_another_host(device):
    device.rp_id = "example.org"


def signed_by_another(device):
    device.key = Authenticator().key


def unknown(device):
    device.id = bytes(32)


@pytest.mark.parametrize(
    "spoil",
    [
        without_verification,
        from_another_address,
        for_another_host,
        signed_by_another,
        unknown,
    ],
)
def test_passkey_that_is_not_right_is_refused_alike(scene, spoil):
    device = Authenticator()
    enrol(scene, "amina", device)
    assert sign_in(scene, device)["ok"]

    spoil(device)

    assert sign_in(scene, device)["error"] == "wrong_passkey"


@pytest.mark.parametrize("spoil", [without_verification, from_another_address, for_another_host])
def test_passkey_registration_that_is_not_right_is_refused(scene, spoil):
    device = Authenticator()
    spoil(device)

    assert enrol(scene, "amina", device)["error"] == "wrong_passkey"
    assert sign_in(scene, device)["error"] == "wrong_passkey"


def test_passkey_copied_to_another_device_is_found_by_its_counter(scene):
    device = Authenticator()
    enrol(scene, "amina", device)
    sign_in(scene, device)
    sign_in(scene, device)

    device.counter -= 1

    assert sign_in(scene, device)["error"] == "wrong_passkey"
    assert [(a["kind"], a["person"]) for a in scene.alarms()] == [("passkey_copied", "amina")]


def test_passkey_steps_up_only_its_own_persons_session(scene):
    """C26: a colleague's key does not make my session strong."""
    amina, berit = Authenticator(), Authenticator()
    enrol(scene, "amina", amina)
    enrol(scene, "berit", berit)
    assertion = sign_in(scene, amina)["assertion"]
    scene.later(minutes=20)

    assert sign_in(scene, berit, assertion=assertion)["error"] == "wrong_passkey"
    fresh = sign_in(scene, amina, assertion=assertion)["assertion"]

    assert scene.refusal("recovery.new", assertion=assertion) == "not_recent"
    assert scene.refusal("recovery.new", assertion=fresh) == ""


def test_passkey_is_added_by_whoever_is_freshly_signed_in(scene):
    assertion, device = scene.sign_in("amina"), Authenticator()

    assert enrol(scene, "amina", device, assertion=assertion)["person"] == "amina"
    assert sign_in(scene, device)["person"] == "amina"


def test_passkey_invite_is_spent_once_registered(scene):
    invite = scene.admin("invite", person="amina")["invite"]
    begun = [scene.must("passkey.begin_registration", invite=invite) for _ in range(2)]
    devices = [Authenticator(), Authenticator()]

    answers = [
        scene.refusal(
            "passkey.finish_registration",
            ceremony=begun["ceremony"],
            response=device.make(begun["options"]),
        )
        for begun, device in zip(begun, devices, strict=True)
    ]

    assert answers == ["", "wrong_invite"]
    assert sign_in(scene, devices[1])["error"] == "wrong_passkey"


@pytest.mark.parametrize(
    "response",
    [
        {},
        {"id": "x"},
        {"id": "", "rawId": "", "type": "public-key", "response": {}},
        {"response": 1},
    ],
)
def test_passkey_answer_that_is_rubbish_is_refused_and_nothing_worse(scene, response):
    """C17: what a browser sends is checked, not trusted."""
    for op, begin in (
        ("passkey.finish", {"op": "passkey.begin"}),
        ("passkey.finish_registration", _registration(scene)),
    ):
        ceremony = scene.must(begin.pop("op"), **begin)["ceremony"]
        assert scene.refusal(op, ceremony=ceremony, response=response, door="desk") == (
            "wrong_passkey"
        )


def _registration(scene):
    invite = scene.admin("invite", person="amina")["invite"]
    return {"op": "passkey.begin_registration", "invite": invite}
