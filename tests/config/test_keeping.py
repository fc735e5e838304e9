"""Open pages are drawn once for many, and nothing of anybody is ever kept."""

import gzip

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fristed.portal.models import Page

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
MARKED = [
    "/",
    "/les",
    "/les/16",
    "/hjelp",
    "/hjelp/ute",
    "/hjelp/sted",
    "/hjelp/steder",
    "/om",
    "/personvern",
]


@pytest.fixture
def pages(db):
    call_command("load_organisation", verbosity=0)
    call_command("load_pages", verbosity=0)


@pytest.fixture
def now(monkeypatch):
    """A clock that the test moves."""
    moved = [1000.0]
    monkeypatch.setattr("fristed.config.keeping.time.monotonic", lambda: moved[0])
    return moved


@pytest.fixture
def keeping(nora_client, pages, settings, now):
    settings.FRISTED_KEPT_SECONDS = 5
    return nora_client


def statements(client, address, **given):
    with CaptureQueriesContext(connection) as caught:
        response = client.get(address, **given)
    assert response.status_code == 200
    return len([one for one in caught if "role" not in one["sql"]])


def test_the_second_who_asks_gets_the_same_page_without_the_database(keeping):
    for address in MARKED:
        first = keeping.get(address)
        assert statements(keeping, address) == 0, address
        second = keeping.get(address)

        assert second.content == first.content
        assert second.headers == first.headers
        assert second.headers["Cache-Control"] == "no-store"  # her browser still keeps nothing
        assert "default-src 'none'" in second.headers["Content-Security-Policy"]


def test_after_five_seconds_it_is_what_it_is_now(keeping, now):
    keeping.get("/les/41")
    Page.objects.filter(number=41).update(withdrawn_on="2026-11-26")

    now[0] += 4.9
    assert keeping.get("/les/41").status_code == 200
    now[0] += 0.2
    assert keeping.get("/les/41").status_code == 404


def test_each_language_is_a_page_of_its_own(keeping):
    for prefix, lang in (("", "nb"), ("/nn", "nn"), ("/en", "en")):
        for _ in range(2):
            assert f'<html lang="{lang}"' in keeping.get(f"{prefix}/les").content.decode()


def test_who_has_a_visit_gets_her_own_page_and_leaves_none(keeping):
    """C26: nobody gets what was drawn for somebody with a cookie, nor she what others got."""
    keeping.cookies["__Host-nora"] = "x" * 43

    assert statements(keeping, "/les/16") > 0
    assert statements(keeping, "/les/16") > 0
    keeping.cookies.clear()
    assert statements(keeping, "/les/16") > 0


def test_what_carries_a_query_or_belongs_to_a_conversation_is_never_kept(keeping):
    keeping.get("/les")
    before = set(_kept(keeping.handler._middleware_chain))
    for address in ("/les/16?x=1", "/statistikk?y=2", "/a/for", "/a/ny", "/a/inn"):
        keeping.get(address)

    assert set(_kept(keeping.handler._middleware_chain)) == before != set()


def _kept(chain):
    """The pages in the middleware's memory, wherever it stands in the chain."""
    while chain is not None:
        if hasattr(chain, "kept"):
            return chain.kept
        chain = getattr(chain, "__wrapped__", None) or getattr(chain, "get_response", None)
    raise AssertionError("no page is kept anywhere")


def test_an_answer_to_what_somebody_typed_is_never_kept(keeping):
    for _ in range(2):
        answer = keeping.post("/sok", {"query": "gifte meg"})
        assert "gifte meg" in answer.content.decode()
        assert "Oslo</h2>" in keeping.post("/hjelp/sted", {"place": "0301"}).content.decode()
    assert "Oslo</h2>" not in keeping.get("/hjelp/sted").content.decode()
    assert keeping.get("/sok").status_code == 405


def test_another_hosts_page_is_another_page(keeping, settings):
    settings.ALLOWED_HOSTS = ["localhost", "nora.example"]
    keeping.get("/")

    assert statements(keeping, "/", HTTP_HOST="nora.example") > 0


def test_a_page_is_packed_for_a_browser_that_unpacks(keeping):
    plain = keeping.get("/les/16")
    packed = keeping.get("/les/16", headers={"accept-encoding": "gzip, br"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) == int(packed.headers["Content-Length"]) < len(plain.content) / 2
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_only_so_many_are_kept(keeping, monkeypatch):
    monkeypatch.setattr("fristed.config.keeping.MOST", 3)
    for address in MARKED:
        keeping.get(address)

    assert len(_kept(keeping.handler._middleware_chain)) <= 3
