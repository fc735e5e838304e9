"""What every answer of a door carries, and where a request may come from."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

GetResponse = Callable[[HttpRequest], HttpResponse]
READING = ("GET", "HEAD", "OPTIONS")
METHODS = ("GET", "HEAD", "POST")
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=(), "
    "display-capture=(), payment=(), usb=(), interest-cohort=()",
    "X-DNS-Prefetch-Control": "off",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class Headers:
    """Headers that Django and django-csp do not set."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


OPEN_DATA = "/api/"
"""Below it stands what everyone may read and keep, from anywhere. It changes nothing."""


class NoStore:
    """No browser or proxy keeps a page from behind sign-in, nor any of nora's but open data."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(OPEN_DATA):
            return response
        add_never_cache_headers(response)
        response.headers["Cache-Control"] = "no-store"
        return response


class Methods:
    """A door reads and takes what a form sends. Whatever else is asked is no method of it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in METHODS or request.path.startswith(OPEN_DATA):
            return self.get_response(request)
        return HttpResponseNotAllowed(METHODS)


BY_PROVIDERS = "/sign-out/by/"
"""Below it identity providers speak themselves, with a token they have signed."""


class SameOrigin:
    """What changes something must come from a page of this door.

    Browsers say where a request comes from (Sec-Fetch-Site, Origin) and a page cannot change it. A
    request that carries neither is refused: every browser we serve sends Origin with a form.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_free = request.method in READING or request.path.startswith((OPEN_DATA, BY_PROVIDERS))
        if is_free or comes_from_here(request):
            return self.get_response(request)
        return render(request, "403.html", status=403)


def comes_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = urlsplit(request.headers.get("Origin", ""))
    return (origin.scheme, origin.netloc) == (request.scheme, request.get_host())
