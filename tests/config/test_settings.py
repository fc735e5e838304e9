"""Production settings pass Django's checks and ours; the headers are on every answer."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from fristed.config import installation
from fristed.config.doors import DOORS
from fristed.config.installation import ROOT

PRODUCTION = {
    "FRISTED_PRODUCTION": "1",
    "FRISTED_HOSTS": "fristed.example",
    "FRISTED_CUSTODY": "transit:https://keys.example",
    "FRISTED_KEEPER_SOCKET": "/nonexistent/keeper.sock",  # not the tests' own
    "DJANGO_ALLOW_ASYNC_UNSAFE": "",  # of the tests' own browser
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "report-uri /csp-report",
}


def check_deploy(door: str, **changed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        [*command, "--settings", f"fristed.config.settings.{door}"],
        cwd=ROOT,
        env=os.environ | PRODUCTION | changed,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("door", [door.name for door in DOORS if door.offset is not None])
def test_check_deploy_has_nothing_to_say_about_production(door):
    done = check_deploy(door)

    assert done.stderr == ""
    assert done.returncode == 0


def test_check_deploy_refuses_what_is_for_development():
    done = check_deploy(
        "desk",
        FRISTED_SAMPLE="1",
        FRISTED_CUSTODY="file:/var/lib/fristed/custody",
        FRISTED_PRODUCTION="0",
        FRISTED_HOSTS="",
    )
    said = set(re.findall(r"\((accounts\.\w+|config\.\w+)\)", done.stderr))

    assert said == {"accounts.E001", "config.E001", "config.E002", "config.E003"}
    assert done.returncode == 1


def test_check_deploy_refuses_a_provider_the_keeper_does_not_trust(tmp_path, keeper):
    """Its strength must be named at the desk too; and our key there must exist to start at all."""
    credentials = tmp_path / "credentials"
    shutil.copytree(installation.var() / "secrets", credentials)
    (credentials / "entra.pem").write_text("a key")
    done = check_deploy(
        "desk",
        CREDENTIALS_DIRECTORY=str(credentials),
        FRISTED_KEEPER_SOCKET=str(installation.keeper_socket()),
        FRISTED_ENTRA_CLIENT="fristed",
        FRISTED_ENTRA_ISSUER="https://login.example/v2.0",
        FRISTED_ENTRA_ACR="c1",
    )

    assert set(re.findall(r"\(config\.\w+\)", done.stderr)) == {"(config.E004)", "(config.E005)"}


def test_check_deploy_asks_the_keeper_that_runs_where_its_keys_are(keeper):
    done = check_deploy("desk", FRISTED_KEEPER_SOCKET=str(installation.keeper_socket()))

    assert re.findall(r"\(config\.\w+\)", done.stderr) == ["(config.E004)"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/finnes-ikke/", "/static/finnes-ikke.css"])
@pytest.mark.parametrize("door", ["nora", "desk", "partner", "studio"])
def test_every_answer_carries_the_headers(request, door, path):
    """C13."""
    client = request.getfixturevalue(f"{door}_client")

    response = client.get(path)

    policy = {part.strip() for part in response.headers["Content-Security-Policy"].split(";")}
    assert policy == POLICY
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response.headers["Permissions-Policy"]
    assert "Server" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "X-ODD"])
@pytest.mark.parametrize("door", ["nora", "desk", "partner"])
def test_no_address_knows_any_other_method(request, door, method):
    """Whatever a view would make of it: C2."""
    client = request.getfixturevalue(f"{door}_client")

    for path in ("/", "/finnes-ikke/", "/components/", "/cases/start/", "/a/ny"):
        answer = client.generic(method, path)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.django_db
def test_nothing_is_stored_of_what_the_desk_answers(desk_client):
    assert desk_client.get("/finnes-ikke/").headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["nora", "desk", "partner", "studio"])
def test_a_page_that_is_missing_sets_no_cookie(request, door):
    response = request.getfixturevalue(f"{door}_client").get("/finnes-ikke/")

    assert response.status_code == 404
    assert dict(response.cookies) == {}
