"""A mailbox at a mail server, by IMAP over TLS: what waits in it, its bytes, and taking it out.

Nothing is changed at the server but what `remove` names: mail is looked at without being marked.
"""

import imaplib
import re
import ssl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final, Protocol, cast
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS: Final = 20.0
PORT: Final = 993
AT_ONCE: Final = 50  # mails in one command
SIZE: Final = re.compile(rb"UID (\d+) .*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+) .*?UID (\d+)")
UID: Final = re.compile(rb"UID (\d+)")
FAULTS: Final = (OSError, imaplib.IMAP4.error, ValueError, AssertionError)
"""What a server that is away or answers nonsense makes `imaplib` raise."""


class MailboxAway(Exception):
    """It cannot be reached, does not let us in, or does not answer as it should."""


@dataclass(frozen=True)
class Place:
    """Where a mailbox is, and who we are there.

    trust   a file with the certificates that server's may be signed by; empty for the usual ones
    """

    host: str
    user: str
    password: str = field(repr=False)
    port: int = PORT
    folder: str = "INBOX"
    trust: str = ""

    @classmethod
    def of(cls, address: str, *, password: str, trust: str) -> "Place":
        """address   "imaps://user@host:993/INBOX"

        :raises ValueError: another scheme, or nobody named.
        """
        parts = urlsplit(address)
        if parts.scheme != "imaps" or not parts.hostname or not parts.username:
            raise ValueError("a mailbox is at imaps://USER@HOST:PORT/FOLDER")
        return cls(
            host=parts.hostname,
            user=unquote(parts.username),
            password=password,
            port=parts.port or PORT,
            folder=unquote(parts.path.strip("/")) or "INBOX",
            trust=trust,
        )


@dataclass(frozen=True)
class Waiting:
    """A mail in the box. size: as the server says it [bytes]"""

    uid: int
    size: int


class Mailbox(Protocol):
    """What is asked of a mailbox that is open."""

    def waiting(self) -> Sequence[Waiting]: ...

    def contents(self, uids: Sequence[int], *, most: int) -> Mapping[int, bytes]: ...

    def remove(self, uids: Iterable[int]) -> None: ...


@contextmanager
def opened(place: Place) -> Iterator[Mailbox]:
    """:raises MailboxAway: also while it is used."""
    try:
        with _connected(place) as server:
            yield _Opened(server)
    except FAULTS as fault:
        raise MailboxAway from fault


@contextmanager
def _connected(place: Place) -> Iterator[imaplib.IMAP4_SSL]:
    tls = ssl.create_default_context(cafile=place.trust or None)
    server = imaplib.IMAP4_SSL(place.host, place.port, ssl_context=tls, timeout=TIMEOUT_SECONDS)
    try:
        known = f"\0{place.user}\0{place.password}".encode()
        server.authenticate("PLAIN", lambda _challenge: known)  # `login` knows no letter but ASCII
        _good(server.select(_quoted(place.folder)))
        yield server
    finally:
        with suppress(*FAULTS):
            server.logout()
        with suppress(OSError):
            server.shutdown()


class _Opened:
    def __init__(self, server: imaplib.IMAP4_SSL) -> None:
        self.server = server

    def waiting(self) -> Sequence[Waiting]:
        """Everything in the box, the oldest first."""
        if _good(self.server.uid("SEARCH", "ALL")) == [b""]:
            return ()
        lines = _good(self.server.uid("FETCH", "1:*", "(UID RFC822.SIZE)"))
        found = [SIZE.search(line) for line in lines if isinstance(line, bytes)]
        pairs = [(one[1] or one[4], one[2] or one[3]) for one in found if one]
        return sorted(
            (Waiting(int(uid), int(size)) for uid, size in pairs), key=lambda one: one.uid
        )

    def contents(self, uids: Sequence[int], *, most: int) -> Mapping[int, bytes]:
        """Their bytes, of each no more than `most`; one that is gone meanwhile is left out."""
        found: dict[int, bytes] = {}
        for start in range(0, len(uids), AT_ONCE):
            named = _set(uids[start : start + AT_ONCE])
            answers = _good(self.server.uid("FETCH", named, f"(UID BODY.PEEK[]<0.{most}>)"))
            for part in answers:
                if isinstance(part, tuple) and (uid := UID.search(part[0])):
                    found[int(uid[1])] = part[1]
        return found

    def remove(self, uids: Iterable[int]) -> None:
        """Out of the box, for good."""
        named = _set(uids)
        if named:
            _good(self.server.uid("STORE", named, "+FLAGS.SILENT", r"(\Deleted)"))
            _good(self.server.uid("EXPUNGE", named))


def _good(answer: tuple[str, Sequence[object]]) -> Sequence[bytes | tuple[bytes, bytes] | None]:
    """:raises IMAP4.error: the server said no."""
    status, said = answer
    if status != "OK":
        raise imaplib.IMAP4.error("refused")
    return cast("Sequence[bytes | tuple[bytes, bytes] | None]", said)


def _set(uids: Iterable[int]) -> str:
    return ",".join(map(str, uids))


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
