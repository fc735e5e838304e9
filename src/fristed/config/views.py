"""The pages a door shows when there is nothing else to show."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fristed.config.logs import new_error_id


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """One body for what is missing and what is refused."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke. The id stands in the log; nothing else leaves the house."""
    error_id = new_error_id()
    request.error_id = error_id  # type: ignore[attr-defined]  # read by logs.AllowedOnly
    return render(request, "500.html", {"error_id": error_id}, status=500)
