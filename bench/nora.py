"""Nora's open pages at sixteen clients, beside a Wagtail page of the same text; what they weigh."""

import gzip
import json
import re
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec

from bench.houses import Ground, House
from bench.table import Line
from bench.timing import Clients, all_at_once, median, p95
from psycopg.conninfo import conninfo_to_dict

from fristed.config.installation import ROOT

CLIENTS, SECONDS = 16, 10
ARTICLE = 16  # a journey to be afraid of
START, READ = "/", f"/les/{ARTICLE}"
TYPES = {
    "start page": "/",
    "list of pages": "/les",
    "article": READ,
    "story": "/les/40",
    "self-check": "/les/50",
    "guide": "/les/70",
    "what happens if I call": "/les/30",
    "help now": "/hjelp",
    "where advisers are": "/hjelp/steder",
    "figures": "/statistikk",
    "before writing": "/a/for",
    "write": "/a/ny",
}
MOST_KB = 60
FILE = re.compile(rb'(?:href|src)="(/static/[^"]+)"')
HEAD = re.compile(r'<h2[^>]*>(?P<heading>[^<]+)</h2>|<p(?: class="must-read")?>(?P<text>[^<]+)</p>'
                  r"|<ul>(?P<list>.*?)</ul>", re.DOTALL)  # fmt: skip


def measure(ground: Ground) -> list[Line]:
    ground.stage()
    with ground.house(doors=True) as house:
        lines = [*_pages(ground.port), *_weights(ground.port)]
        if find_spec("wagtail") is None:
            return lines
        with _plain(house, ground.port) as port:
            return [*lines, *_compared(ground.port, port)]


def _pages(port: int) -> Iterator[Line]:
    for name, path in (("start page", START), ("article", READ)):
        done = _asked(port, path, SECONDS)
        what = f"{name}, {CLIENTS} clients, {SECONDS} s"
        yield Line("nora", what, done.per_second, "per second", least=500)
        yield Line("nora", f"{name}: p95", p95(done.seconds) * 1000, "ms")
        yield Line("nora", f"{name}: failed", len(done.failed), "", most=0)
        alone = Client(port)
        cold = [alone.ask(path, packed=True, cookie="x=1")[0] for _ in range(20)]
        yield Line("nora", f"{name}: drawn anew, 1 client: median", median(cold) * 1000, "ms")


def _weights(port: int) -> Iterator[Line]:
    """What a first visit carries: the page and every file it names, as they are sent."""
    client = Client(port)
    for name, path in TYPES.items():
        _, head, body = client.ask(path, packed=True)
        page = gzip.decompress(body) if b"content-encoding: gzip" in head.lower() else body
        files = {one.decode() for one in FILE.findall(page)}
        sizes = [len(client.ask(one, packed=True)[2]) for one in files]
        yield Line("nora", f"{name}: the page itself", len(body) / 1000, "kB")
        total = (len(body) + sum(sizes)) / 1000
        yield Line("nora", f"{name}: first visit", total, "kB", most=MOST_KB)


def _compared(port: int, plain: int) -> Iterator[Line]:
    """The two in turn, so that what else the machine does meets both."""
    ours, theirs = 0.0, 0.0
    for _ in range(2):
        theirs += _asked(plain, "/artikkel/", SECONDS / 2).per_second / 2
        ours += _asked(port, READ, SECONDS / 2).per_second / 2
    what = f"article, {CLIENTS} clients"
    yield Line("nora", f"{what}: plain Wagtail page of the same text", theirs, "per second")
    yield Line("nora", f"{what}: nora beside it", ours, "per second", least=theirs)


def _asked(port: int, path: str, seconds: float) -> Clients[tuple[float, bytes, bytes]]:
    clients = [Client(port) for _ in range(CLIENTS)]
    for one in clients[:2]:
        one.ask(path)
    return all_at_once(CLIENTS, lambda client, _turn: clients[client].ask(path), seconds=seconds)


class Client:
    """One kept connection, with as little of its own as can be: server and clients share cores."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = self._connect()

    def _connect(self) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        weakref.finalize(self, made.close)
        return made

    def ask(
        self, path: str, *, packed: bool = False, cookie: str = ""
    ) -> tuple[float, bytes, bytes]:
        """Seconds until the whole answer is there, its head and its body."""
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        asked += "Accept-Encoding: gzip\r\n" if packed else ""
        asked += f"Cookie: {cookie}\r\n" if cookie else ""
        began = time.perf_counter()
        try:
            head, body = self._answer(f"{asked}\r\n".encode())
        except OSError:  # the server closes what was not used for a while
            self.socket = self._connect()
            head, body = self._answer(f"{asked}\r\n".encode())
        took = time.perf_counter() - began
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{path} answered {head[9:12].decode()}")
        return took, head, body

    def _answer(self, asked: bytes) -> tuple[bytes, bytes]:
        self.socket.sendall(asked)
        read = b""
        while b"\r\n\r\n" not in read:
            read += self._some()
        head, _, body = read.partition(b"\r\n\r\n")
        length = int(re.search(rb"content-length: (\d+)", head.lower())[1])  # type: ignore[index]
        while len(body) < length:
            body += self._some()
        return head, body

    def _some(self) -> bytes:
        if not (read := self.socket.recv(262_144)):
            raise ConnectionResetError
        return read


@contextmanager
def _plain(house: House, nora: int) -> Iterator[int]:
    """A Wagtail site in a database beside the house's, behind the same server."""
    there = conninfo_to_dict(house.superuser())
    named = {name: str(there.get(name, "")) for name in ("host", "port", "user", "password")}
    environment = house.environment | {
        "BENCH_PLAIN": json.dumps(named),
        "DJANGO_SETTINGS_MODULE": "bench.plain.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    house.make_database("plain")
    text = json.dumps(_text_of(Client(nora).ask(READ)[2].decode()))
    _run(["-m", "bench.plain.filling"], environment, text)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = ["-m", "gunicorn", "-c", "python:bench.plain.serving", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen([sys.executable, *command], env=environment, cwd=ROOT)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _text_of(html: str) -> Mapping[str, object]:
    """Title and blocks of nora's article, in its order."""
    main = html.split("<main", 1)[1].split("<details", 1)[0]
    title = re.search(r"<h1[^>]*>([^<]+)", main)
    body: list[Mapping[str, object]] = []
    for found in HEAD.finditer(main):
        kind = str(found.lastgroup)
        value: str | Sequence[str] = found[kind]
        body.append({"type": kind, "value": re.findall(r"<li>([^<]+)", found[kind]) or value})
    return {"title": title[1] if title else "", "body": body}


def _run(command: Sequence[str], environment: Mapping[str, str], given: str) -> None:
    subprocess.run(
        [sys.executable, *command], env=environment, cwd=ROOT, input=given, text=True, check=True
    )


def _wait(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > deadline:
            raise SystemExit("the plain site does not answer")
        time.sleep(0.1)
