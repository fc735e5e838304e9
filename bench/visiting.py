"""A young person's browser, as far as is needed: form fields, one cookie, no script."""

import http.client
import re
import time
import weakref
from collections.abc import Iterator
from html import unescape
from itertools import count
from urllib.parse import urlencode

FIELD = re.compile(
    r'<input[^>]*name="once"[^>]*value="([^"]*)"|<input[^>]*value="([^"]*)"[^>]*name="once"'
)
WORD = re.compile(r'<li translate="no">([^<]+)</li>')
MESSAGE = re.compile(r'<div class="talk-text">(.*?)</div>', re.DOTALL)
KEPT_SECONDS = 3  # a door closes a connection that was not used for five
COOKIE = re.compile(r"__Host-nora=([^;]*)")


class Failed(Exception):
    """An answer that a person would call an error."""


def networks() -> Iterator[str]:
    """Another network for each request that is counted by network."""
    for number in count(1):
        yield f"10.{number >> 8 & 255}.{number & 255}.7"


class Visitor:
    """One browser with one kept connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie, self.network, self.asked_at = "", "10.0.0.7", 0.0
        weakref.finalize(self, self.connection.close)

    def get(self, path: str) -> str:
        return self._ask("GET", path, 200)

    def post(self, path: str, status: int, **typed: str) -> str:
        return self._ask("POST", path, status, urlencode(typed))

    def write_first(self, text: str) -> str:
        """Open the form, send it; answers the four words."""
        page = self.get("/a/ny")
        found = FIELD.search(page)
        if found is None:
            raise Failed("no form")
        once = unescape(found[1] or found[2])
        self.post("/a/ny", 302, text=text, to="", once=once)
        words = WORD.findall(self.get("/a/dine"))
        if len(words) != 4:
            raise Failed("no four words")
        return " ".join(unescape(word) for word in words)

    def give_code(self, code: str, network: str) -> None:
        self.cookie, self.network = "", network
        self.post("/a/inn", 302, code=code)
        if not self.cookie:
            raise Failed("no visit")

    def read(self) -> list[str]:
        self.post("/a/les", 302, do="open", word="")
        page = self.get("/a/les")
        return [re.sub(r"<[^>]+>", "", unescape(text)).strip() for text in MESSAGE.findall(page)]

    def reply(self, text: str) -> None:
        self.post("/a/les", 302, text=text)

    def _ask(self, method: str, path: str, status: int, body: str = "") -> str:
        headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": self.network}
        if self.cookie:
            headers["Cookie"] = f"__Host-nora={self.cookie}"
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self.asked_at > KEPT_SECONDS:
            self.connection.close()
        self.asked_at = time.monotonic()
        try:
            self.connection.request(method, path, body or None, headers)
            answer = self.connection.getresponse()
            text = answer.read().decode()
        except (http.client.HTTPException, OSError):
            self.connection.close()
            raise
        for given in answer.headers.get_all("Set-Cookie", []):
            if found := COOKIE.match(given):
                self.cookie = found[1]
        if answer.status != status:
            raise Failed(f"{path} answered {answer.status}")
        return text
