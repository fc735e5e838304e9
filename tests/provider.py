"""An identity provider on loopback (oidc-provider-mock), with what ours have and it has not.

It remembers what it was asked, says what somebody is to her employer, and can be made to lie.
"""

import io
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import oidc_provider_mock
import werkzeug.serving
from joserfc.jwk import RSAKey

from fristed.config import installation
from fristed.keeper import trusting

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
CLIENT = "fristed"
FEIDE_NAME = (
    "userinfo-name",
    "profile",
)  # its own word for the scope with the name, and the mock's


@dataclass
class Provider:
    """
    asked    the queries people were sent there with, newest last
    sent     the forms its token endpoint was sent, newest last
    lie      changes the next ID token before it is handed out
    """

    address: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    lie: Callable[[str], str] = str

    def knows(self, sub: str, **claims: object) -> None:
        """Somebody who can sign in there, and what it says of her."""
        httpx.put(f"{self.address}/users/{sub}", json=claims).raise_for_status()

    def sign_in(self, address: str, sub: str) -> str:
        """Sign in at the page our door sent her to; answers where she is sent then."""
        answer = httpx.post(address, data={"sub": sub})
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def wrap(self, mock: Wsgi) -> Wsgi:
        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            if path == "/groups":
                said = json.loads(_inside(mock, environ | {"PATH_INFO": "/userinfo"})[1])
                return _json(start, said.get("groups", []))
            if path == "/oauth2/authorize":
                self.asked.append(_flat(environ["QUERY_STRING"]))
                environ["QUERY_STRING"] = environ["QUERY_STRING"].replace(*FEIDE_NAME)
            if path != "/oauth2/token":
                return mock(environ, start)
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            self.sent.append(_flat(body.decode()))
            status, given = _inside(mock, environ | _with_secret(body))
            said = json.loads(given)
            if "id_token" in said:
                said["id_token"] = self.lie(said["id_token"])
            return _json(start, said, status)

        return answer


@contextmanager
def running(port: int = 0) -> Iterator[Provider]:
    provider = Provider()
    app = oidc_provider_mock.app()
    app.debug = False
    server = werkzeug.serving.make_server("127.0.0.1", port, provider.wrap(app), threaded=True)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def settings_for(provider: Provider) -> dict[str, str]:
    """The environment of a house whose partner door sends people there."""
    return {
        "FRISTED_FEIDE_ISSUER": provider.address,
        "FRISTED_FEIDE_GROUPS": f"{provider.address}/groups",
        "FRISTED_FEIDE_CLIENT": CLIENT,
    }


def introduce(provider: Provider, var: Path) -> None:
    """What an installation does once: a key of its own there, and the keeper's trust."""
    if not var.exists():
        var.mkdir(mode=0o711)
    secrets = installation.private_folder(var / "secrets")
    key = RSAKey.generate_key(2048).as_pem(private=True).decode()
    installation.write_private(secrets / "feide.pem", key)
    trusting.trust(
        installation.private_folder(var / "keeper"),
        issuer=provider.address,
        audience=CLIENT,
        doors=["partner"],
        acr=[],
        subject=["sub"],
        newcomers=True,
    )


def _inside(mock: Wsgi, environ: dict[str, Any]) -> tuple[str, bytes]:
    statuses: list[str] = []
    body = b"".join(mock(environ, lambda status, *_rest: statuses.append(status)))
    return statuses[-1], body


def _with_secret(body: bytes) -> dict[str, object]:
    """The mock knows client secrets only; our clients sign an assertion instead."""
    if b"client_assertion=" in body:
        body += b"&client_secret=any"
    return {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def _json(start: Callable[..., Any], said: object, status: str = "200 OK") -> Iterable[bytes]:
    body = json.dumps(said).encode()
    start(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
