"""A provider says that somebody has left it: what is believed, and what ends."""

import pytest
from tests.keeper.test_oidc import (  # noqa: F401 - `provider` is a fixture
    ISSUER,
    claims,
    es256,
    provider,
    rs256,
    sign_in,
    token,
    without,
)

EVENT = "http://schemas.openid.net/event/backchannel-logout"


def leaving(scene, **other):
    now = int(scene.now.timestamp())
    return {
        "iss": ISSUER,
        "aud": "fristed",
        "sub": "s-1",
        "iat": now,
        "exp": now + 120,
        "jti": "j-1",
        "events": {EVENT: {}},
    } | other


def leave(scene, text, *, door="desk"):
    return scene.ask("end_oidc", logout_token=text, door=door)


def is_in(scene, assertion):
    return scene.refusal("recovery.new", assertion=assertion) != "not_signed_in"


def test_leaving_by_name_ends_every_session_of_hers_and_nobody_elses(provider):  # noqa: F811
    first = sign_in(provider, token(claims(provider)))["assertion"]
    second = sign_in(provider, token(claims(provider, nonce="n-2")), nonce="n-2")["assertion"]
    other = provider.sign_in("celine")
    assert [is_in(provider, one) for one in (first, second, other)] == [True] * 3

    assert leave(provider, token(leaving(provider)))["ok"]

    assert [is_in(provider, one) for one in (first, second, other)] == [False, False, True]
    again = sign_in(provider, token(claims(provider, nonce="n-3")), nonce="n-3")
    assert is_in(provider, again["assertion"])


def test_leaving_by_session_leaves_the_others_to_the_door(provider):  # noqa: F811
    inside = sign_in(provider, token(claims(provider)))["assertion"]

    assert leave(provider, token(leaving(provider, sid="s-77")))["ok"]

    assert is_in(provider, inside)


def test_a_logout_token_is_good_once(provider):  # noqa: F811
    """C8, C28"""
    text = token(leaving(provider))

    assert leave(provider, text)["ok"]
    assert leave(provider, text)["error"] == "wrong_id_token"
    assert leave(provider, token(leaving(provider, sub="s-2")))["error"] == "wrong_id_token"
    assert leave(provider, token(leaving(provider, jti="j-2")))["ok"]


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://other.example.no"},
        {"aud": "another"},
        {"aud": ["fristed", "another"]},
        {"nonce": "n-1"},
        {"events": {}},
        {"events": {EVENT: "x"}},
        {"events": [EVENT]},
        {"jti": ""},
        {"jti": 1},
        {"sub": ""},
        {"sub": 1},
        {"iat": 1},
        {"exp": 1},
    ],
)
def test_a_logout_token_that_does_not_hold_ends_nothing(provider, change):  # noqa: F811
    """C17"""
    inside = sign_in(provider, token(claims(provider)))["assertion"]

    assert leave(provider, token(leaving(provider, **change)))["error"] == "wrong_id_token"
    assert is_in(provider, inside)


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "iat", "jti", "events"])
def test_a_logout_token_without_a_claim_ends_nothing(provider, name):  # noqa: F811
    assert leave(provider, token(without(leaving(provider), name)))["error"] == "wrong_id_token"


def test_an_id_token_is_no_logout_token_and_the_other_way(provider):  # noqa: F811
    assert leave(provider, token(claims(provider)))["error"] == "wrong_id_token"
    assert sign_in(provider, token(leaving(provider)))["error"] == "wrong_id_token"


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ({"alg": "none", "kid": "r"}, lambda _signed: b""),
        ({"alg": "RS256", "kid": "r"}, es256),
        ({"alg": "RS256", "kid": "unknown"}, rs256),
        ({"alg": "RS256", "kid": "r", "typ": "at+jwt"}, rs256),
    ],
)
def test_a_logout_token_nobody_we_trust_signed_ends_nothing(provider, header, sign):  # noqa: F811
    text = token(leaving(provider), header=header, sign=sign)

    assert leave(provider, text)["error"] == "wrong_id_token"


def test_a_logout_token_for_another_door_ends_nothing(provider):  # noqa: F811
    assert leave(provider, token(leaving(provider)), door="partner")["error"] == "wrong_id_token"
