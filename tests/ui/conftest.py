"""Pages of a door, drawn without its rooms, and a small site that serves them to a browser."""

import mimetypes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from fristed.config.settings import base


@pytest.fixture
def draw(settings):
    """Draw a template, by name or in full, as a door would: `draw("nora", "ui/nora.html")`."""

    def drawn(door, template, context=None, *, language="nb", path="/", person="", **flags):
        settings.FRISTED_DOOR = door
        settings.FRISTED_HOLDS_SAMPLE = flags.pop("sample", False)
        for name, value in flags.items():
            setattr(settings, f"FRISTED_{name.upper()}", value)
        request = RequestFactory().get(path)
        request.actor = SimpleNamespace(name=person) if person else None
        with override(language):
            engine = engines["django"]
            find = engine.from_string if "{%" in template else engine.get_template
            return find(template).render(dict(context or {}), request)

    return drawn


CHROMIUM = "/usr/bin/chromium"
POLICY = "; ".join(
    f"{name} {' '.join(sources)}"
    for name, sources in base.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)


@pytest.fixture(scope="session")
def base_url():
    """The plugin's own is made in a way that this pytest warns of; pages are asked for in full."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": CHROMIUM,
        # Playwright switches off what the exit must withstand: pages kept whole for Back
        "ignore_default_args": ["--disable-back-forward-cache"],
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


class Site:
    """Serves drawn pages under the door's real policy, with one visit that can be ended.

    pages     address -> html
    closed    what stands at each address once the visit is over
    asked     what the browser asked for, in order: "GET /a/les"
    no_store  whether pages say that they must not be kept
    """

    def __init__(self):
        self.pages, self.closed, self.asked = {}, "", []
        self.target_delay = 0.0
        self.is_open = self.no_store = True
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                pass

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                site.answer(self)

            def do_GET(self):
                site.answer(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        Thread(target=self.server.serve_forever, daemon=True).start()
        port = self.server.server_address[1]
        self.here = f"http://localhost:{port}"
        self.target = f"http://127.0.0.1:{port}/weather"  # another host name

    def answer(self, request):
        path = request.path.split("?")[0]
        if path.startswith("/static/"):
            found = Path(finders.find(path.removeprefix("/static/")))
            send(request, found.read_bytes(), mimetypes.guess_type(found)[0])
            return
        if path == "/favicon.ico":
            send(request, b"", "image/x-icon")
            return
        self.asked.append(f"{request.command} {path}")
        if path == "/weather":
            sleep(self.target_delay)
            send(request, b"<title>Yr</title><p>Sol</p>", "text/html")
        elif path == "/ut":
            self.is_open = False
            onwards = {"Set-Cookie": "visit=; Max-Age=0; Path=/; HttpOnly"}
            if request.command == "GET":
                send(request, b"", "text/html", status=303, Location=self.target, **onwards)
            else:
                send(request, b"", "text/html", status=204, **onwards)
        else:
            html = self.pages[path] if self.is_open else self.closed
            known = "visit=1" in request.headers.get("Cookie", "")
            cookie = {} if known else {"Set-Cookie": "visit=1; Path=/; HttpOnly"}
            kept = {} if self.no_store else {"Cache-Control": "no-cache"}
            send(request, html.encode(), "text/html; charset=utf-8", **cookie, **kept)


def send(request, body, kind, *, status=200, **headers):
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(body)))
    request.send_header("Content-Security-Policy", POLICY)
    request.send_header("Referrer-Policy", base.SECURE_REFERRER_POLICY)
    for name, value in ({"Cache-Control": "no-store"} | headers).items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def violations(page):
    """What the browser complained about: scripts that failed, things the policy stopped."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "console",
        lambda message: (
            found.append(message.text) if message.type in {"error", "warning"} else None
        ),
    )
    return found
