"""Nora's open pages, drawn once and given to everyone who asks in the next seconds.

Kept in the process's memory only. What is asked with a cookie, a query or a body is drawn anew, so
nothing that anybody typed or was told is ever kept; see decision 0275.
"""

import gzip
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
Key = tuple[str, str]  # host, path
MOST: Final = 512  # pages
OK: Final = 200
COOKIE: Final = "HTTP_COOKIE"


@dataclass(frozen=True)
class Kept:
    """An answer, plain and packed. until: when it is drawn anew, on a clock that goes forward"""

    plain: bytes
    packed: bytes
    headers: Mapping[str, str]
    until: float

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Packed where the browser unpacks it: no secret stands beside anything she can choose."""
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return HttpResponse(self.plain, headers={**self.headers})
        packing = {"Content-Encoding": "gzip", "Content-Length": str(len(self.packed))}
        return HttpResponse(self.packed, headers={**self.headers, **packing})


class KeptPages:
    """Answers what a view has called the same for everyone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.kept: dict[Key, Kept] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or request.META.get("QUERY_STRING") or request.META.get(COOKIE):
            return self.get_response(request)
        key, now = (request.get_host(), request.path), time.monotonic()
        found = self.kept.get(key)
        if found and now < found.until:
            return found.answer(request)
        response = self.get_response(request)
        if response.status_code != OK or not getattr(response, "is_same_for_everyone", False):
            return response
        drawn = _kept(response, until=now + settings.FRISTED_KEPT_SECONDS)
        if len(self.kept) >= MOST:
            self.kept.clear()
        self.kept[key] = drawn
        return drawn.answer(request)


def _kept(response: HttpResponse, *, until: float) -> Kept:
    response.headers["Vary"] = ", ".join(
        filter(None, [response.headers.get("Vary"), "Accept-Encoding"])
    )
    return Kept(
        plain=response.content,
        packed=gzip.compress(response.content, 9, mtime=0),
        headers=dict(response.headers.items()),
        until=until,
    )
