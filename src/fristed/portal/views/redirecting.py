"""Addresses of the portals there were before: they lead on, and nothing keeps that they did."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fristed.portal.queries import NoPage
from fristed.portal.queries.links import place_of


def follow_or_miss(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For what is not here. Not "moved for good": a browser would keep that."""
    if request.method in {"GET", "HEAD"}:
        try:
            return redirect(place_of(request.path))
        except NoPage:
            pass
    return render(request, "404.html", status=404)
