"""When something breaks, a person gets an error id, the log the same id, and nobody the words."""

import io
import logging
import re

import pytest

from fristed.config.logs import AllowedOnly

WORDS = "tante Solveig bor i Storgata"

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """What a door writes: the handler and the formatter it has, on a stream we can read."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AllowedOnly())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("door", ["nora", "desk"])
@pytest.mark.parametrize(
    ("path", "error"),
    [("/fail", "error=builtins.RuntimeError"), ("/fail/db", "sqlstate=22P02")],
)
def test_page_and_log_share_an_id_and_nothing_else(request, log, door, path, error):
    """C22."""
    client = request.getfixturevalue(f"{door}_client")
    settings = request.getfixturevalue("settings")
    settings.ROOT_URLCONF = "tests.config.failing"
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "accounts" not in m]
    client.raise_request_exception = False

    response = client.get(path, {"words": WORDS})

    page, line = response.content.decode(), log.getvalue()
    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "no-store"
    assert error in line
    assert "route=fail" in line
    (error_id,) = re.findall(r" id=([0-9a-f]{8}) ", line)
    assert error_id in page
    assert WORDS not in page + line
    assert "Solveig" not in page + line
    assert f"{path} " not in line
