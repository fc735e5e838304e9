"""Asking other people's sites whether they are there: never a place inside somebody's house."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from fristed.adapters import sites
from fristed.adapters.sites import Answer


class Site(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_HEAD(self) -> None:
        self.asked.append(self.path)
        self.send_response({"/": 200, "/moved": 302}.get(self.path, 404))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "answer"),
    [("/", Answer.THERE), ("/moved", Answer.THERE), ("/gone", Answer.BROKEN)],
)
def test_a_site_is_there_broken_or_away(site, path, answer):
    assert sites.ask(site + path, is_inside=True) == answer
    assert Site.asked == [path]  # a redirect is never followed


def test_where_nobody_listens_it_is_away(site):
    closed = "http://127.0.0.1:9"

    assert sites.ask(closed, is_inside=True) == Answer.AWAY


def test_a_place_inside_the_house_is_never_asked(site):
    """C23: whatever an editor typed."""
    inside = [
        site,
        site.replace("http", "https"),
        "https://127.0.0.1:1",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "file:///etc/passwd",
        "https://",
    ]

    assert {sites.ask(address) for address in inside} == {Answer.NOT_PUBLIC}
    assert Site.asked == []
