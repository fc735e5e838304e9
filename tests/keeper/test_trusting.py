"""Whom the keeper trusts, and with what: by the keys they publish themselves."""

import json
import stat

import pytest
from tests import provider as providers

from fristed.keeper import __main__ as command
from fristed.keeper import trusting
from fristed.keeper.oidc import NotTrusted


@pytest.fixture(scope="module")
def provider():
    with providers.running() as running:
        yield running


def trust(home, issuer, *more):
    asked = ["--home", str(home), "--issuer", issuer, "--audience", "fristed"]
    return command.main(["trust", *asked, *more])


def kept(home):
    return json.loads((home / "issuers.json").read_text())


def test_a_provider_is_kept_with_its_keys_and_renewed(tmp_path, provider):
    assert trust(tmp_path, provider.address, "--door", "desk", "--acr", "high") == 0
    assert trust(tmp_path, provider.address, "--door", "partner", "--newcomers") == 0
    assert trust(tmp_path, provider.address, "--door", "desk", "--acr", "higher") == 0
    (tmp_path / "issuers.json").write_text(
        json.dumps([entry | {"keys": []} for entry in kept(tmp_path)])
    )

    assert command.main(["fetch-keys", "--home", str(tmp_path)]) == 0

    entries = kept(tmp_path)
    assert [(entry["doors"], entry["acr"], entry["newcomers"]) for entry in entries] == [
        (["partner"], [], True),
        (["desk"], ["higher"], False),
    ]
    assert all(key["kty"] == "RSA" for entry in entries for key in entry["keys"])
    assert all(entry["keys"] for entry in entries)
    assert stat.S_IMODE((tmp_path / "issuers.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "more",
    [
        ("--door", "desk"),
        ("--door", "desk", "--acr", "high", "--newcomers"),
        ("--door", "partner", "--door", "desk"),
    ],
)
def test_no_provider_brings_newcomers_or_no_strength_to_the_desk(tmp_path, provider, more):
    assert trust(tmp_path, provider.address, *more) == 1
    assert not (tmp_path / "issuers.json").exists()


def test_keys_stay_while_the_provider_is_away(tmp_path, provider, capsys):
    trust(tmp_path, provider.address, "--door", "partner")
    before = kept(tmp_path)
    gone = [before[0] | {"issuer": "http://127.0.0.1:9"}]
    (tmp_path / "issuers.json").write_text(json.dumps(gone))

    assert command.main(["fetch-keys", "--home", str(tmp_path)]) == 1

    assert kept(tmp_path) == gone
    assert "its keys stay as they were" in capsys.readouterr().err


def test_a_provider_must_be_itself_and_come_over_tls(provider):
    other = provider.address.replace("127.0.0.1", "localhost")  # it will call itself by that name

    assert trusting.keys_of(other)
    for issuer in (provider.address + "/", "http://id.example.no"):
        with pytest.raises(NotTrusted):
            trusting.keys_of(issuer)
