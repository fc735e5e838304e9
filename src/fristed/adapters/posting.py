"""A mail server that takes what we send, by SMTP over TLS."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS: Final = 20.0
PORTS: Final = {"smtps": 465, "smtp": 587}
NOT_NOW: Final = range(400, 500)  # codes of a server that may take it later


class PostAway(Exception):
    """The server cannot be reached, or does not take anything now."""


class Undeliverable(Exception):
    """It will never take this one."""


@dataclass(frozen=True)
class Place:
    """Where the server is, and who we are there.

    at_once   TLS from the first byte (smtps), or by STARTTLS before anything is said (smtp)
    trust     a file with the certificates that server's may be signed by; empty for the usual ones
    """

    host: str
    port: int
    at_once: bool
    user: str = ""
    password: str = field(default="", repr=False)
    trust: str = ""

    @classmethod
    def of(cls, address: str, *, password: str, trust: str) -> "Place":
        """address   "smtps://user@host:465" or "smtp://host:587"

        :raises ValueError: another scheme, or no host.
        """
        parts = urlsplit(address)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("a mail server is at smtps://USER@HOST:PORT or smtp://USER@HOST:PORT")
        return cls(
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            at_once=parts.scheme == "smtps",
            user=unquote(parts.username or ""),
            password=password,
            trust=trust,
        )


class Post(Protocol):
    """What is asked of a server that is open."""

    def send(self, mail: EmailMessage, *, to: str) -> None: ...


@contextmanager
def opened(place: Place) -> Iterator[Post]:
    """:raises PostAway: also while it is used."""
    try:
        with _connected(place) as server:
            yield _Opened(server)
    except (OSError, smtplib.SMTPException) as fault:
        raise PostAway from fault


@contextmanager
def _connected(place: Place) -> Iterator[smtplib.SMTP]:
    tls = ssl.create_default_context(cafile=place.trust or None)
    where = (place.host, place.port)
    if place.at_once:
        server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=TIMEOUT_SECONDS, context=tls)
    else:
        server = smtplib.SMTP(*where, timeout=TIMEOUT_SECONDS)
    try:
        if not place.at_once:
            server.starttls(context=tls)
        if place.user:
            server.login(place.user, place.password)
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


class _Opened:
    def __init__(self, server: smtplib.SMTP) -> None:
        self.server = server

    def send(self, mail: EmailMessage, *, to: str) -> None:
        """With no address to send it back to: an answer about it would only go round.

        :raises Undeliverable: nobody there.
        """
        try:
            self.server.send_message(mail, from_addr="", to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as refused:
            codes = {code for code, _said in refused.recipients.values()}
            if any(code in NOT_NOW for code in codes):
                raise
            raise Undeliverable from refused
        except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as refused:
            if refused.smtp_code in NOT_NOW:
                raise
            raise Undeliverable from refused
