"""Answers that are files: never a page, whatever is in them."""

from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

SANDBOX: Final = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'"


def attachment(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """A file to take home.

    kind   its media type, decided by us and not by who sent it
    name   what it is called there; never a name of a person or a case's own
    """
    return _sandboxed(content, kind=kind, name=name, as_attachment=True)


def picture(content: bytes, *, kind: str) -> HttpResponse:
    """A picture that a page of ours shows; opened by itself it can do nothing."""
    return _sandboxed(content, kind=kind, name="", as_attachment=False)


def _sandboxed(content: bytes, *, kind: str, name: str, as_attachment: bool) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=as_attachment, filename=name) or "inline"
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
