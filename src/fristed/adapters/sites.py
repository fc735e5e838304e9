"""Other people's web sites: does an address answer? Nothing of what it says is read or kept.

An address typed by somebody is asked from inside the house, so it is asked only on the open
internet: every number its name stands for must be a public one, and that number is what is called.
"""

import http.client
import ipaddress
import socket
import ssl
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

TIMEOUT_SECONDS: Final = 10.0
MISSING: Final = 400  # the first status that says that nothing is there


class Answer(StrEnum):
    THERE = "there"
    BROKEN = "broken"  # it says that there is no such page, or that it is out of order
    AWAY = "away"  # no name, no connection, no certificate, no answer
    NOT_PUBLIC = "not_public"  # stands for a place inside somebody's house


def ask(address: str, *, is_inside: bool = False) -> Answer:
    """Whether the address answers.

    address     "https://host/path"; another scheme is never asked
    is_inside   for a site on this machine, as in tests: then also http and loopback
    """
    parts = urlsplit(address)
    if parts.scheme not in ({"https", "http"} if is_inside else {"https"}) or not parts.hostname:
        return Answer.NOT_PUBLIC
    try:
        place = _place_of(parts.hostname, parts.port or 443, is_inside=is_inside)
        if place is None:
            return Answer.NOT_PUBLIC
        status = _status(parts.scheme, parts.hostname, place, parts.path or "/")
    except (OSError, http.client.HTTPException, ValueError):
        return Answer.AWAY
    return Answer.THERE if status < MISSING else Answer.BROKEN


def _place_of(host: str, port: int, *, is_inside: bool) -> tuple[str, int] | None:
    """Where to call: the first number of the name, when all its numbers may be called."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not is_inside and not all(ipaddress.ip_address(one).is_global for one in found):
        return None
    return found[0], port


def _status(scheme: str, host: str, place: tuple[str, int], path: str) -> int:
    connection = http.client.HTTPConnection(host, timeout=TIMEOUT_SECONDS)
    connection.sock = socket.create_connection(place, timeout=TIMEOUT_SECONDS)
    try:
        if scheme == "https":
            secure = ssl.create_default_context()
            connection.sock = secure.wrap_socket(connection.sock, server_hostname=host)
        connection.request("HEAD", path)
        return connection.getresponse().status
    finally:
        connection.close()
