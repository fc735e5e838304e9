"""Signing in at an identity provider, against one that speaks the protocol: there, back and out."""

import base64
import hashlib
import json
import secrets
import socket
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey
from tests import provider as providers
from tests.accounts.conftest import a_person, trail
from tests.config.test_outcomes import REGION
from tests.factories.staff import as_role
from tests.provider import CLIENT

from fristed.accounts import queries
from fristed.accounts.models import PartnerSession, User
from fristed.accounts.rules.professionals import Organisation
from fristed.accounts.sessions import SessionStore
from fristed.adapters.providers import Provider
from fristed.config.doors import PARTNER
from fristed.keeper import trusting
from fristed.vault import keeper as keeper_client

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
MADE_UP = {"ref": "hen", "meeting": "nmt", "article": "svt"}
KEY = RSAKey.generate_key(2048)
SCHOOL = {
    "type": "fc:org",
    "displayName": "Fjellheim (Eksempeldata)",
    "norEduOrgNIN": "NO999999999",
}


@pytest.fixture(scope="module")
def at_provider():
    with providers.running() as running:
        yield running


@pytest.fixture
def trusted(at_provider, keeper, keeper_home, settings):
    """`trusted(door, ...)`: the keeper trusts it, and the door sends people there."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    at_provider.lie = str

    def trust(door, *, acr=(), groups="", newcomers=False, audience=CLIENT, second_factor=()):
        trusting.trust(
            keeper_home,
            issuer=at_provider.address,
            audience=audience,
            doors=[door],
            acr=acr,
            subject=["sub"],
            newcomers=newcomers,
            second_factor=second_factor,
        )
        settings.FRISTED_PROVIDERS = (
            Provider(
                name="feide",
                label="Feide",
                issuer=at_provider.address,
                client=CLIENT,
                key=KEY.as_pem(private=True).decode(),
                scope="openid profile",
                acr=acr,
                second_factor=second_factor,
                groups=groups,
            ),
        )

    yield trust
    (keeper_home / "issuers.json").unlink()


@pytest.fixture
def partner(partner_client, trusted, at_provider):
    trusted("partner", groups=f"{at_provider.address}/groups", newcomers=True)
    return partner_client


@pytest.fixture
def desk(desk_client, trusted):
    trusted("desk", acr=["high"])
    return desk_client


def school_where_she(affiliation):
    return [SCHOOL | {"membership": {"affiliation": [affiliation, "member"]}}]


def go(client, address="/sign-in/with/feide/?next=/"):
    return client.get(address).headers["Location"]


def come_back(client, address):
    """As her browser does: first from the provider, then from our own page."""
    path = address.removeprefix("http://localhost")
    page = client.get(path)
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert 'http-equiv="refresh"' in page.content.decode()
    return client.get(f"{path}&here=1")


def sign_in(client, at_provider, sub):
    return come_back(client, at_provider.sign_in(go(client), sub))


def test_a_teacher_signs_in_by_feide_and_is_the_same_person_next_time(partner, at_provider):
    at_provider.knows("t-1", groups=school_where_she("employee"))

    first = sign_in(partner, at_provider, "t-1")
    partner.post("/sign-out/")
    at_provider.knows("t-1", name="Ulrik", groups=school_where_she("employee"))
    second = sign_in(partner, at_provider, "t-1")

    assert [one.headers["Location"] for one in (first, second)] == ["/", "/"]
    person = User.objects.get()
    assert (person.name, person.door, person.has_usable_password()) == ("Ulrik", "partner", False)
    assert queries.acts_for(partner.session) == (Organisation("999999999", SCHOOL["displayName"]),)
    begun = [action for event, action, *_ in trail() if event == "begun"]
    assert begun == [
        "accounts.welcome",
        "accounts.sign_in",
        "accounts.sign_out",
        "accounts.welcome",  # by the name Feide knows by now
        "accounts.sign_in",
    ]


def test_the_way_there_has_pkce_state_nonce_and_a_signed_assertion(partner, at_provider):
    at_provider.knows("t-1", groups=school_where_she("faculty"))
    sign_in(partner, at_provider, "t-1")
    asked, sent = at_provider.asked[-1], at_provider.sent[-1]

    digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
    assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    assert min(len(asked["state"]), len(asked["nonce"])) > 40
    assert asked["redirect_uri"] == "http://localhost/sign-in/back/feide/"
    assert "client_secret" not in sent
    claims = jwt.decode(sent["client_assertion"], KEY, algorithms=["RS256"]).claims
    assert (claims["iss"], claims["sub"], claims["aud"]) == (CLIENT, CLIENT, at_provider.address)
    assert claims["exp"] - time.time() < 120
    assert claims["jti"]


@pytest.mark.parametrize(
    "groups", [school_where_she("student"), [], "rubbish", [{"type": "fc:org"}]]
)
def test_a_pupil_is_told_plainly_that_this_is_not_for_her(partner, at_provider, groups):
    """C19: and that she tried is written down, without who she is."""
    at_provider.knows("p-1", name="Elev", groups=groups)

    answer = sign_in(partner, at_provider, "p-1")

    assert answer.status_code == 403
    assert "Denne inngangen er for ansatte" in answer.content.decode()
    assert not User.objects.exists()
    assert trail() == [("refused", "accounts.sign_in", "", "", "not_professional")]


def forged(text):
    header, payload, _ = text.split(".")
    return f"{header}.{payload}.{'A' * 342}"


def unsigned(text):
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    return f"{none}.{text.split('.')[1]}."


def signed_by_another(text):
    header = json.loads(base64.urlsafe_b64decode(text.split(".")[0] + "=="))
    return jwt.encode(header, claims_of(text), RSAKey.generate_key(2048))


def claims_of(text):
    payload = text.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


@pytest.mark.parametrize("lie", [forged, unsigned, signed_by_another])
def test_a_token_that_is_not_the_providers_signs_nobody_in(partner, at_provider, lie):
    """C8, C28: whatever the door believes, the keeper looks for itself."""
    at_provider.knows("t-1", groups=school_where_she("employee"))
    at_provider.lie = lie

    answer = sign_in(partner, at_provider, "t-1")

    assert "Innloggingen ble ikke godtatt" in answer.content.decode()
    assert not User.objects.exists()
    assert trail() == [("refused", "accounts.sign_in", "", "", "wrong_id_token")]


def test_where_a_token_says_its_key_lies_is_never_asked(partner, at_provider):
    """C23."""
    at_provider.knows("t-1", groups=school_where_she("employee"))
    with socket.create_server(("127.0.0.1", 0)) as inside:
        inside.settimeout(0.1)
        there = f"http://127.0.0.1:{inside.getsockname()[1]}/jwks"
        header, key = {"alg": "RS256", "jku": there, "x5u": there}, RSAKey.generate_key(2048)
        at_provider.lie = lambda text: jwt.encode(header, claims_of(text), key)

        answer = sign_in(partner, at_provider, "t-1")

        assert "Innloggingen ble ikke godtatt" in answer.content.decode()
        with pytest.raises(TimeoutError):
            inside.accept()


def test_a_token_from_before_signs_nobody_in(partner, at_provider):
    """Replayed: its nonce is another's."""
    at_provider.knows("t-1", groups=school_where_she("employee"))
    kept = []
    at_provider.lie = lambda text: kept.append(text) or text
    sign_in(partner, at_provider, "t-1")
    partner.post("/sign-out/")
    at_provider.lie = lambda _text: kept[0]

    answer = sign_in(partner, at_provider, "t-1")

    assert "Innloggingen ble ikke godtatt" in answer.content.decode()


def test_a_token_for_another_client_signs_nobody_in(partner_client, trusted, at_provider):
    trusted("partner", newcomers=True, audience="another")
    at_provider.knows("t-1", name="Ulrik")

    answer = sign_in(partner_client, at_provider, "t-1")

    assert "Innloggingen ble ikke godtatt" in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "is_in"), [({"acr": "high"}, True), ({"acr": "low"}, False), ({}, False)]
)
def test_the_strength_that_was_asked_for_is_the_one_that_must_come(
    partner_client, trusted, at_provider, said, is_in
):
    trusted("partner", acr=["high"], newcomers=True)
    at_provider.knows("t-2", name="Vera", **said)

    answer = sign_in(partner_client, at_provider, "t-2")

    assert at_provider.asked[-1]["acr_values"] == "high"
    assert (answer.status_code == 302) is is_in
    assert User.objects.exists() is is_in


def test_what_is_confidential_wants_a_second_factor_of_those_who_came_in_without(
    partner_client, trusted, at_provider
):
    """C1, C2: what a regional network has. A teacher who only asks is never asked for it."""
    trusted("partner", newcomers=True, second_factor=["mfa"])
    page, closed, by = partner_client, "/region/inquiries/", "/step-up/with/feide/"
    at_provider.knows("t-1", name="Vera", acr="low")
    sign_in(page, at_provider, "t-1")
    assert "acr_values" not in at_provider.asked[-1]

    assert page.get("/").status_code == 200
    assert page.get(closed)["Location"] == f"/step-up/?next={quote(closed, safe='')}"
    asked = page.get(page.get(closed)["Location"]).content.decode()
    assert f"{by}?next={quote(closed)}" in asked
    weak = come_back(page, at_provider.sign_in(go(page, f"{by}?next={closed}"), "t-1"))
    assert at_provider.asked[-1]["acr_values"] == "mfa"
    assert "hadde ikke to trinn" in page.get(weak["Location"]).content.decode()
    made_up = {name: f"{sort}_{'A' * 22}" for name, sort in MADE_UP.items()}
    for address, *_outcomes in REGION.values():
        if not address.endswith(".ics"):
            where = address.format(**made_up)
            for answer in (page.get(where), page.post(where)):
                assert answer.headers.get("Location", "").startswith("/step-up/"), where
    at_provider.knows("t-1", name="Vera", acr="mfa")
    strong = come_back(page, at_provider.sign_in(go(page, f"{by}?next={closed}"), "t-1"))

    assert strong["Location"] == closed
    assert page.get(closed).status_code == 404  # she is in no network


def test_an_answer_to_nothing_she_began_is_not_taken(partner, at_provider):
    """State: another's code, sent to her, does not sign her in as him. And one is good once."""
    at_provider.knows("t-1", groups=school_where_she("employee"))
    his = at_provider.sign_in(go(partner), "t-1")
    go(partner)  # she begins anew: the state is another

    assert "ikke fullført" in come_back(partner, his).content.decode()
    right = at_provider.sign_in(go(partner), "t-1")
    assert come_back(partner, right).status_code == 302
    partner.post("/sign-out/")
    assert "ikke fullført" in come_back(partner, right).content.decode()


def test_she_leaves_the_provider_too(partner, at_provider):
    at_provider.knows("t-1", groups=school_where_she("employee"))
    sign_in(partner, at_provider, "t-1")

    answer = partner.post("/sign-out/")

    page = answer.content.decode()
    assert f'action="{at_provider.address}/oauth2/end_session"' in page
    assert 'name="id_token_hint"' in page
    assert 'value="http://localhost/sign-in/"' in page
    assert f"form-action 'self' {at_provider.address}" in answer.headers["Content-Security-Policy"]
    assert not PartnerSession.objects.exists()


def test_when_she_leaves_the_provider_she_is_out_here(partner, at_provider):
    """It shows our page in a frame; no cookie comes along, only its name of the session."""
    at_provider.knows("t-1", groups=school_where_she("employee"), sid="s-77")
    sign_in(partner, at_provider, "t-1")
    other = type(partner)(partner.door_role)

    for wrong in ("?sid=s-78&iss=" + at_provider.address, "?sid=s-77&iss=https://evil", "?"):
        other.get("/sign-out/from/feide/" + wrong)
    assert partner.get("/").status_code == 200
    framed = other.get("/sign-out/from/feide/", {"sid": "s-77", "iss": at_provider.address})

    assert partner.get("/").status_code == 302
    assert f"frame-ancestors {at_provider.address}" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers


def logout_token(issuer, **claims):
    now = int(time.time())
    said = {"iss": issuer, "aud": CLIENT, "iat": now, "exp": now + 120, "jti": secrets.token_hex()}
    said |= {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}} | claims
    header = {"alg": "RS256", "kid": KEY.thumbprint(), "typ": "logout+jwt"}
    return jwt.encode(header, said, KEY)


@pytest.fixture
def as_provider(partner, keeper_home):
    """`with as_provider():` the keeper knows KEY as the one key the provider signs with."""
    path = keeper_home / "issuers.json"
    public = KEY.as_dict(private=False) | {"kid": KEY.thumbprint(), "use": "sig", "alg": "RS256"}

    @contextmanager
    def signing():
        before = path.read_text()
        path.write_text(json.dumps([one | {"keys": [public]} for one in json.loads(before)]))
        yield
        path.write_text(before)

    return signing


def test_the_providers_server_ends_a_session_by_its_name_and_all_of_hers_by_hers(
    partner, at_provider, as_provider
):
    """Back-channel logout: no browser, no cookie, no origin; a token the keeper verifies."""
    at_provider.knows("t-1", groups=school_where_she("employee"), sid="s-77")
    server = Client(HTTP_HOST="localhost")  # neither Sec-Fetch-Site nor Origin
    address = "/sign-out/by/feide/"

    def says(**claims):
        token = logout_token(at_provider.address, **claims)
        with as_provider(), as_role(PARTNER.role):
            return server.post(address, {"logout_token": token}), token

    sign_in(partner, at_provider, "t-1")
    assert says(sid="s-78")[0].status_code == 200
    assert partner.get("/").status_code == 200
    answer, token = says(sid="s-77")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert partner.get("/").status_code == 302

    sign_in(partner, at_provider, "t-1")
    with as_provider(), as_role(PARTNER.role):
        replayed = server.post(address, {"logout_token": token})
        rubbish = server.post(address, {"logout_token": "x"})
        nothing = server.post(address)
        unread = server.get(address)
    assert [one.status_code for one in (replayed, rubbish, nothing, unread)] == [400, 400, 400, 405]
    assert says(sub="t-1", aud="another")[0].status_code == 400
    assert partner.get("/").status_code == 200
    assert says(sub="t-1")[0].status_code == 200
    assert partner.get("/").status_code == 302
    assert not PartnerSession.objects.exists()


def test_what_the_provider_says_of_her_is_in_no_table_in_clear(partner, at_provider, keeper_home):
    """A birth number comes along from some of them: C22."""
    at_provider.knows("t-1", groups=school_where_she("employee"), pid="01010150074")
    sign_in(partner, at_provider, "t-1")

    kept = bytes(PartnerSession.objects.get().session_data)
    files = b"".join(path.read_bytes() for path in keeper_home.iterdir() if path.is_file())

    assert b"01010150074" not in kept + files
    assert claims_of(SessionStore(partner.cookies["__Host-partner"].value)["id_token"])["pid"]


def test_a_provider_that_is_away_is_said_and_the_page_stays(partner, settings):
    one = settings.FRISTED_PROVIDERS[0]
    settings.FRISTED_PROVIDERS = (Provider(**(vars(one) | {"issuer": "http://127.0.0.1:9"})),)

    answer = partner.get("/sign-in/with/feide/")

    assert "Feide svarer ikke akkurat nå" in answer.content.decode()


def test_staff_bind_their_own_provider_with_an_invitation_and_nobody_else_gets_in(
    desk, at_provider, keeper_home
):
    """A mail address binds nobody."""
    token = (keeper_home / "admin.token").read_text().strip()
    amina = a_person("amina")
    invite = keeper_client.call("admin.invite", token=token, person=amina.ref)["invite"]
    at_provider.knows("e-1", acr="high", email="amina@example.no")

    stranger = sign_in(desk, at_provider, "e-1")
    desk.post("/enrol/", {"invitation": invite})
    bound = come_back(desk, at_provider.sign_in(go(desk, "/enrol/with/feide/"), "e-1"))

    assert "Be en administrator om en invitasjon" in stranger.content.decode()
    assert bound.headers["Location"] == "/"
    assert desk.session["person"] == amina.ref
    assert [row[1:] for row in trail() if row[0] == "begun"] == [
        ("accounts.bind_provider", "", amina.ref, ""),
        ("accounts.sign_in", "", amina.ref, ""),
    ]
    desk.post("/sign-out/")
    assert sign_in(desk, at_provider, "e-1").headers["Location"] == "/"


def test_she_confirms_who_she_is_at_her_provider(desk, at_provider, keeper_home):
    token = (keeper_home / "admin.token").read_text().strip()
    amina = a_person("amina")
    invite = keeper_client.call("admin.invite", token=token, person=amina.ref)["invite"]
    for sub in ("e-2", "e-3"):
        at_provider.knows(sub, acr="high")
    desk.post("/enrol/", {"invitation": invite})
    come_back(desk, at_provider.sign_in(go(desk, "/enrol/with/feide/"), "e-2"))
    before = desk.session["assertion"]

    other = come_back(desk, at_provider.sign_in(go(desk, "/step-up/with/feide/?next=/x/"), "e-3"))
    assert "ikke godtatt" in other.content.decode() or other.headers.get("Location") == "/"
    assert desk.session["assertion"] == before
    own = come_back(desk, at_provider.sign_in(go(desk, "/step-up/with/feide/?next=/x/"), "e-2"))

    assert own.headers["Location"] == "/x/"
    assert desk.session["assertion"] != before


def test_where_she_is_sent_afterwards_is_here(partner, at_provider):
    at_provider.knows("t-1", groups=school_where_she("employee"))
    address = go(partner, "/sign-in/with/feide/?next=https://evil.example/")

    back = come_back(partner, at_provider.sign_in(address, "t-1"))

    assert back.headers["Location"] == "/"
    assert parse_qs(urlsplit(address).query)["ui_locales"] == ["nb"]
