import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

ISSUER = "https://id.example.no"
RSA = rsa.generate_private_key(65537, 2048)
EC = ec.generate_private_key(ec.SECP256R1())


def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def number(value, size):
    return b64url(value.to_bytes(size))


def jwks():
    public = RSA.public_key().public_numbers()
    point = EC.public_key().public_numbers()
    return [
        {"kid": "r", "kty": "RSA", "alg": "RS256", "use": "sig"}
        | {"n": number(public.n, 256), "e": number(public.e, 3)},
        {"kid": "e", "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig"}
        | {"x": number(point.x, 32), "y": number(point.y, 32)},
    ]


def rs256(signed):
    return RSA.sign(signed, padding.PKCS1v15(), hashes.SHA256())


def es256(signed):
    r, s = decode_dss_signature(EC.sign(signed, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32) + s.to_bytes(32)


def token(claims, *, header=None, sign=rs256):
    header = header or {"alg": "RS256", "kid": "r", "typ": "JWT"}
    signed = ".".join(b64url(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{b64url(sign(signed.encode()))}"


@pytest.fixture
def provider(scene):
    """A keeper that trusts one identity provider, and knows one of its subjects."""
    entry = {"issuer": ISSUER, "audience": "fristed", "doors": ["desk"], "acr": ["high"]}
    outside = entry | {"audience": "outside", "doors": ["partner"], "acr": [], "newcomers": True}
    entries = [one | {"keys": jwks()} for one in (entry, outside)]
    (scene.home / "issuers.json").write_text(json.dumps(entries))
    bind(scene, "amina", "s-1")
    return scene


def bind(scene, person, subject):
    """Sign in for the first time, with an invitation."""
    invite = scene.admin("invite", person=person)["invite"]
    text = token(claims(scene, sub=subject, nonce=f"{person} {subject}"))
    return scene.ask(
        "sign_in_oidc", id_token=text, nonce=f"{person} {subject}", door="desk", invite=invite
    )


def claims(scene, **other):
    now = int(scene.now.timestamp())
    return {
        "iss": ISSUER,
        "aud": "fristed",
        "sub": "s-1",
        "nonce": "n-1",
        "acr": "high",
        "iat": now,
        "exp": now + 300,
        "auth_time": now,
    } | other


def sign_in(scene, text, *, nonce="n-1", door="desk"):
    return scene.ask("sign_in_oidc", id_token=text, nonce=nonce, door=door)


@pytest.mark.parametrize(
    ("header", "sign"),
    [({"alg": "RS256", "kid": "r"}, rs256), ({"alg": "ES256", "kid": "e"}, es256)],
)
def test_oidc_signs_in_with_a_token_that_holds(provider, header, sign):
    answer = sign_in(provider, token(claims(provider), header=header, sign=sign))

    assert answer["person"] == "amina"
    assert provider.refusal("recovery.new", assertion=answer["assertion"]) == ""


def test_oidc_token_is_good_once(provider):
    """C8, C28: the nonce is spent, also for another token."""
    text = token(claims(provider))

    assert sign_in(provider, text)["ok"]
    assert sign_in(provider, text)["error"] == "wrong_id_token"
    assert sign_in(provider, token(claims(provider, jti="2")))["error"] == "wrong_id_token"
    assert sign_in(provider, token(claims(provider, nonce="n-2")), nonce="n-2")["ok"]


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://other.example.no"},
        {"aud": "another"},
        {"aud": ["fristed", "another"]},
        {"azp": "another"},
        {"nonce": "n-2"},
        {"nonce": None},
        {"acr": "low"},
        {"acr": None},
        {"sub": ""},
        {"sub": 1},
        {"iat": -601},
        {"iat": 60},
        {"auth_time": -601},
        {"exp": -31},
        {"iat": "now"},
        {"exp": None},
    ],
)
def test_oidc_refuses_a_token_when_any_claim_is_not_right(provider, change):
    now = int(provider.now.timestamp())
    moments = {"iat", "exp", "auth_time"}
    moved = {
        name: value + now if name in moments and isinstance(value, int) else value
        for name, value in change.items()
    }

    assert sign_in(provider, token(claims(provider, **moved)))["error"] == "wrong_id_token"
    assert sign_in(provider, token(claims(provider, nonce="n-9")), nonce="n-9")["ok"]


def without(claims, name):
    return {key: value for key, value in claims.items() if key != name}


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "nonce", "acr", "iat", "exp"])
def test_oidc_refuses_a_token_without_a_claim(provider, name):
    assert sign_in(provider, token(without(claims(provider), name)))["error"] == "wrong_id_token"


def unsigned(_):
    return b""


def by_another_key(signed):
    return rsa.generate_private_key(65537, 2048).sign(signed, padding.PKCS1v15(), hashes.SHA256())


def by_hmac_of_the_public_key(signed):
    public = RSA.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hmac.new(public, signed, hashlib.sha256).digest()


def with_sha1(signed):
    return RSA.sign(signed, padding.PKCS1v15(), hashes.SHA1())


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ({"alg": "none", "kid": "r"}, unsigned),
        ({"alg": "RS256", "kid": "r"}, unsigned),
        ({"alg": "RS256", "kid": "r"}, by_another_key),
        ({"alg": "RS256", "kid": "r"}, with_sha1),
        ({"alg": "HS256", "kid": "r"}, by_hmac_of_the_public_key),
        ({"alg": "RS256", "kid": "e"}, rs256),
        ({"alg": "ES256", "kid": "r"}, rs256),
        ({"alg": "ES256", "kid": "e"}, unsigned),
        ({"alg": "RS256", "kid": "unknown"}, rs256),
        ({"alg": "RS256"}, rs256),
        ({"alg": "RS256", "kid": "r", "crit": ["x"], "x": 1}, rs256),
        ({"kid": "r"}, rs256),
        ({"alg": "RS256", "kid": "unknown", "jwk": jwks()[0]}, rs256),
    ],
)
def test_oidc_refuses_a_signature_that_is_not_the_providers(provider, header, sign):
    text = token(claims(provider), header=header, sign=sign)

    assert sign_in(provider, text)["error"] == "wrong_id_token"


DEEP = b64url(b"[" * 10_000)


@pytest.mark.parametrize(
    "text",
    ["x", "a.b", "a.b.c", "....", "e30.e30.", "W10.W10.AA", f"{DEEP}.e30.AA", f"e30.{DEEP}.AA"],
)
def test_oidc_refuses_rubbish_and_nothing_worse(provider, text):
    """C17: also ten thousand levels of brackets."""
    assert sign_in(provider, text)["error"] == "wrong_id_token"


def test_oidc_token_for_one_door_opens_no_other(provider):
    """C28: the desk's client is not the partner's."""
    assert sign_in(provider, token(claims(provider)), door="partner")["error"] == "wrong_id_token"


def test_oidc_without_a_known_provider_signs_nobody_in(scene):
    assert sign_in(scene, token(claims(scene)))["error"] == "wrong_id_token"


def test_oidc_subject_nobody_was_invited_with_signs_nobody_in(provider):
    assert sign_in(provider, token(claims(provider, sub="s-2")))["error"] == "unknown_subject"


def test_oidc_invitation_binds_a_subject_once_and_to_one_person(provider):
    """A mail address binds nobody; an invitation does, and only a free subject."""
    assert bind(provider, "birger", "s-2")["person"] == "birger"
    again = sign_in(provider, token(claims(provider, sub="s-2")))

    assert again["person"] == "birger"
    assert bind(provider, "celine", "s-2")["error"] == "subject_taken"
    text = token(claims(provider, sub="s-3", nonce="n-5"))
    wrong = provider.refusal(
        "sign_in_oidc", id_token=text, nonce="n-5", door="desk", invite="made up"
    )
    assert wrong == "wrong_invite"


def test_oidc_subject_is_kept_under_the_keepers_own_key(provider):
    """It may be a birth number: C9, C22."""
    birth_number = "01010150074"
    assert bind(provider, "birger", birth_number)["ok"]

    kept = b"".join(path.read_bytes() for path in provider.home.iterdir() if path.is_file())

    assert b"birger" in kept
    assert birth_number.encode() not in kept
    assert hashlib.sha256(birth_number.encode()).digest() not in kept


def test_oidc_newcomer_is_somebody_new_at_the_partner_door_and_the_same_next_time(provider):
    """No strength is asked for there, so nothing that needs a fresh one opens."""
    one, two = (
        sign_in(
            provider,
            token(without(claims(provider, aud="outside", sub="t-1", nonce=nonce), "acr")),
            nonce=nonce,
            door="partner",
        )
        for nonce in ("p-1", "p-2")
    )

    assert one["person"].startswith("per_")
    assert two["person"] == one["person"]
    assert provider.refusal("totp.begin", assertion=one["assertion"]) == "not_recent"
    assert provider.refusal("end", assertion=one["assertion"]) == ""


def test_oidc_without_a_strength_opens_no_door_with_cases(provider):
    entries = json.loads((provider.home / "issuers.json").read_text())
    (provider.home / "issuers.json").write_text(json.dumps([entries[0] | {"acr": []}]))

    assert sign_in(provider, token(claims(provider)))["error"] == "wrong_id_token"


@pytest.mark.parametrize(("acrs", "error"), [(["c1", "c2"], None), (["c2"], "wrong_id_token")])
def test_oidc_takes_a_list_of_strengths_as_entra_says_them(provider, acrs, error):
    entries = json.loads((provider.home / "issuers.json").read_text())
    (provider.home / "issuers.json").write_text(json.dumps([entries[0] | {"acr": ["c1"]}]))

    answer = sign_in(provider, token(without(claims(provider, acrs=acrs), "acr")))

    assert answer.get("error") == error


def test_oidc_step_up_is_for_the_same_person_with_a_token_of_her_own(provider):
    bind(provider, "birger", "s-2")
    assertion = sign_in(provider, token(claims(provider)))["assertion"]
    provider.now += timedelta(minutes=11)

    def step_up(subject, nonce):
        text = token(claims(provider, sub=subject, nonce=nonce))
        return provider.ask(
            "step_up_oidc", id_token=text, nonce=nonce, door="desk", assertion=assertion
        )

    assert step_up("s-2", "n-8")["error"] == "wrong_id_token"
    fresh = step_up("s-1", "n-9")["assertion"]
    assert provider.refusal("recovery.new", assertion=assertion) == "not_recent"
    assert provider.refusal("recovery.new", assertion=fresh) == ""


def test_oidc_strength_counts_from_the_signing_in_here(provider):
    assertion = sign_in(provider, token(claims(provider)))["assertion"]
    provider.now += timedelta(minutes=11)

    assert provider.refusal("recovery.new", assertion=assertion) == "not_recent"


def test_oidc_refusals_are_in_the_log_and_the_token_is_not(provider):
    """C19, C22."""
    text = token(claims(provider, acr="low"))
    sign_in(provider, text)

    lines = provider.log_lines()

    assert (lines[-1]["op"], lines[-1]["outcome"]) == ("sign_in_oidc", "wrong_id_token")
    assert text.split(".")[2] not in (provider.home / "log.jsonl").read_text()


def test_oidc_a_teams_key_at_the_partner_door_wants_a_second_factor_once_a_session(provider):
    """C1, C17: her membership alone opens nothing, and a key from an earlier session neither."""
    entries = json.loads((provider.home / "issuers.json").read_text())
    entries[1]["second_factor"] = ["mfa"]
    (provider.home / "issuers.json").write_text(json.dumps(entries))

    def at_partner(op, nonce, acr, **more):
        said = claims(provider, aud="outside", sub="t-1", nonce=nonce, acr=acr)
        return provider.ask(op, id_token=token(said), nonce=nonce, door="partner", **more)

    weak = at_partner("sign_in_oidc", "p-1", "low")
    provider.member(weak["person"], "region-ost")
    inquiry = provider.keep(provider.new_file("asker", "region-ost", kind="inquiry"))
    provider.write(inquiry, "Hva gjør jeg nå?", part="asked")
    want = provider.want(inquiry.ref, weak["person"], "team")

    refused = provider.refusal("grant", assertion=weak["assertion"], wants=[want])
    again = at_partner("step_up_oidc", "p-2", "low", assertion=weak["assertion"])
    strong = at_partner("step_up_oidc", "p-3", "mfa", assertion=weak["assertion"])["assertion"]
    provider.give(strong, want)
    provider.later(hours=2)
    later = at_partner("sign_in_oidc", "p-4", "low")["assertion"]

    assert (refused, again["error"]) == ("no_second_factor", "wrong_id_token")
    assert provider.read(strong, inquiry) == ["Hva gjør jeg nå?"]
    assert provider.open(later, inquiry)["error"] == "no_grant"
    passing_on = {"assertion": later, "file": inquiry.ref, "unit": "region-ost"}
    assert provider.refusal("inquiry.pass_on", **passing_on) == "no_grant"
