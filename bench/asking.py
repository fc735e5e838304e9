"""Requests through the desk's own middleware, with a person who really signed in.

    python -m bench.asking    reads one JSON object per line, answers one per line

Run with the desk's settings. What is asked goes through every layer but the web server.
"""

import json
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import django

django.setup()

from bench.codes import unused_code  # noqa: E402 - after setup
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from fristed.casework import queries  # noqa: E402

NOT_COUNTED = ("begin", "commit", "rollback", "savepoint", "release")
HEADERS = {"sec-fetch-site": "same-origin"}


class Opening:
    """How long a case takes to be read, opened and decrypted, apart from being drawn."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.reads = queries.case_page
        queries.case_page = self  # the view asks the module for it

    def __call__(self, *asked: Any, **how: Any) -> Any:
        began = time.perf_counter()
        try:
            return self.reads(*asked, **how)
        finally:
            self.seconds = time.perf_counter() - began


class Counter:
    """Statements that went to the database, and how long they took."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.seconds = 0.0

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            self.seconds += time.perf_counter() - began
            if not str(sql).lower().startswith(NOT_COUNTED):
                self.statements.append(str(sql))


OPENING = Opening()


def main() -> None:
    client = Client(headers=HEADERS, HTTP_HOST="localhost", HTTP_X_FORWARDED_FOR="10.1.2.3")
    does: dict[str, Callable[..., dict[str, Any]]] = {
        "sign_in": sign_in,
        "session": session,
        "get": get,
        "post": post,
    }
    for line in sys.stdin:
        asked = json.loads(line)
        answer = does[asked.pop("do")](client, **asked)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def sign_in(client: Client, *, username: str, password: str, totp_secret: str) -> dict[str, Any]:
    """As a person does. Answers the cookie, for the other instance of the same house."""
    code = unused_code(username, totp_secret)
    typed = {"username": username, "password": password, "code": code}
    answer = client.post("/sign-in/", typed)
    if answer.status_code != 302:
        raise SystemExit(f"signing in answered {answer.status_code}")
    return {"token": client.cookies[settings.SESSION_COOKIE_NAME].value}


def session(client: Client, *, token: str) -> dict[str, Any]:
    client.cookies[settings.SESSION_COOKIE_NAME] = token
    return {}


def get(client: Client, *, path: str) -> dict[str, Any]:
    return timed(lambda: client.get(path))


def post(client: Client, *, path: str, typed: dict[str, str]) -> dict[str, Any]:
    return timed(lambda: client.post(path, typed))


def timed(ask: Callable[[], Any]) -> dict[str, Any]:
    counter = Counter()
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(counter))
        began = time.perf_counter()
        answer = ask()
        seconds = time.perf_counter() - began
    return {
        "status": answer.status_code,
        "seconds": seconds,
        "opening_seconds": OPENING.seconds,
        "database_seconds": counter.seconds,
        "statements": counter.statements,
        "text": answer.content.decode(),
    }


if __name__ == "__main__":
    main()
