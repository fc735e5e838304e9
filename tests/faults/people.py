"""Who comes to the doors: a young person's browser and a colleague's, as small as can be."""

import hashlib
import http.client
import re
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from itertools import count
from urllib.parse import urlencode, urlsplit

from fristed.accounts.rules.codes import STEP_SECONDS, code_for
from fristed.kernel.periods import day_of

GUESSES = {"number": "30", "date": day_of(datetime.now(UTC)).isoformat(), "time": "00:01"}
KEPT_SECONDS = 3  # a door closes a connection that was not used for five
MESSAGE = re.compile(r'<div class="talk-text">(.*?)</div>', re.DOTALL)
WORD = re.compile(r'<li translate="no">([^<]+)</li>')

_number = count(1)  # everybody comes from a network of her own: what is counted by network, alone


def until(true: Callable[[], bool], what: str, *, within: float = 30) -> None:
    deadline = time.monotonic() + within
    while True:
        try:
            if true():
                return
        except (OSError, http.client.HTTPException):
            pass
        assert time.monotonic() < deadline, f"not in time: {what}"
        time.sleep(0.05)


HERS = "46"  # the county she writes to; Birger's team answers there


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    location: str
    cookies: tuple[str, ...]


class Browser:
    """One person's browser at one door: her own cookies, one kept connection."""

    def __init__(self, port: int) -> None:
        self.port, number = port, next(_number)
        self.network = f"10.{number // 250}.{number % 250}.7"
        self.cookies: dict[str, str] = {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
        self.asked_at = 0.0
        weakref.finalize(self, self.connection.close)

    def sees(self, path: str) -> bool:
        return self.get(path).status < 400

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, None, headers)

    def post(
        self, path: str, typed: dict[str, str] | list[tuple[str, str]], **headers: str
    ) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(typed).encode(), kind | headers)

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        sent = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": self.network}
        sent |= {"Host": f"localhost:{self.port}"}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if time.monotonic() - self.asked_at > KEPT_SECONDS:
            self.connection.close()
        self.asked_at = time.monotonic()
        try:
            self.connection.request(method, path, body, sent)
            answer = self.connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise
        given = tuple(answer.headers.get_all("Set-Cookie") or ())
        for line in given:
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0].strip('"')
            if value and "Max-Age=0" not in line:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return Answer(answer.status, text, answer.headers.get("Location", ""), given)


class Youth(Browser):
    """A young person at nora."""

    def write_first(self, text: str) -> tuple[str, bytes]:
        """Answers her four words, and the digest that the database knows her form by."""
        (form,) = [each for each in forms_of(self.get("/a/ny")) if "text" in each.fields]
        sent = self.post("/a/ny", form.typed(text=text, to=HERS))
        assert (sent.status, sent.location) == (302, "/a/dine"), sent.status
        answer = self.get(sent.location)
        words = WORD.findall(answer.text)
        assert (answer.status, len(words)) == (200, 4), answer.status
        once = hashlib.sha256(form.fields["once"].encode()).digest()
        return " ".join(unescape(word) for word in words), once

    def come_back(self, code: str) -> Answer:
        return self.post("/a/inn", {"code": code})

    def reply(self, text: str) -> Answer:
        return self.post("/a/les", {"text": text})

    def open_earlier(self, word: str = "") -> Answer:
        """What was written before is closed until she asks."""
        return self.post("/a/les", {"do": "open", "word": word})

    def read(self, word: str = "") -> list[str]:
        self.open_earlier(word)
        answer = self.get("/a/les")
        assert answer.status == 200, answer.status
        return [
            re.sub("<[^>]+>", "", unescape(text)).strip() for text in MESSAGE.findall(answer.text)
        ]


class Desk(Browser):
    """A colleague at the desk."""

    def sign_in(self, username: str, password: str, totp_secret: str) -> None:
        """With both factors, as she does; the code of the step to come, which nobody has used."""
        page = self.get("/sign-in/")
        (form,) = [each for each in forms_of(page) if "password" in each.fields]
        code = code_for(totp_secret, int(time.time()) // STEP_SECONDS + 1)
        typed = form.typed(username=username, password=password, code=code)
        answer = self.post("/sign-in/", typed)
        assert answer.status == 302, answer.status


@dataclass
class Form:
    """A form as it stands on a page.

    fields   name -> what it holds; of choices, the first that may be chosen
    texts    names of those that a person types into
    """

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)

    def typed(self, **changed: str) -> dict[str, str]:
        return self.fields | changed


def forms_of(answer: Answer, path: str = "") -> list[Form]:
    reader = _Forms(path)
    reader.feed(answer.text)
    return reader.forms


def links_of(answer: Answer) -> list[str]:
    """Addresses of this door that the page leads to."""
    found = [unescape(each) for each in re.findall(r'href="(/[^"#]*)', answer.text)]
    return [urlsplit(each).path for each in found if not each.startswith("/static/")]


class _Forms(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(has.get("action") or self.path, has.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is not None and has.get("name") and tag == "input":
            self._input(has)
        elif self.form is not None and tag == "textarea":
            self.area = has["name"]
            self.form.fields[self.area] = ""
            self.form.texts.add(self.area)
        elif self.form is not None and tag == "select":
            self.select = has["name"]
            self.form.fields[self.select] = ""
        elif self.form is not None and tag == "option" and self.select:
            is_better = "selected" in has or not self.form.fields[self.select]
            self.form.fields[self.select] = (
                has.get("value", "") if is_better else self.form.fields[self.select]
            )

    def _input(self, has: dict[str, str]) -> None:
        assert self.form is not None
        kind, name = has.get("type", "text"), has["name"]
        if kind in {"radio", "checkbox"}:
            if "checked" in has or name not in self.form.fields:
                self.form.fields[name] = has.get("value", "on")
            return
        self.form.fields[name] = has.get("value") or GUESSES.get(kind, "")
        if kind not in {"hidden", "submit", "date", "time", "datetime-local", "number"}:
            self.form.texts.add(name)

    def handle_data(self, data: str) -> None:
        if self.area and self.form is not None:
            self.form.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""
