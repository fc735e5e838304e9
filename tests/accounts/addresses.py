"""The sign-in pages, and pages that only somebody signed in may see."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from fristed.accounts.middleware import ActorRequest
from fristed.accounts.views.stepping_up import confirmed_lately
from fristed.vault import keeper


def front(request: ActorRequest) -> HttpResponse:
    return HttpResponse(f"inne: {request.actor.name}")


def note(request: ActorRequest) -> HttpResponse:
    """A form like the desk's."""
    page = Template(
        '{% extends "ui/desk.html" %}{% block main %}<h1>Notat</h1><form method="post">'
        '{% csrf_token %}<textarea name="text" aria-label="Notat"></textarea></form>{% endblock %}'
    )
    return HttpResponse(page.render(RequestContext(request)))


@confirmed_lately
def shielded(request: ActorRequest) -> HttpResponse:
    return HttpResponse("skjermet")


def strong(request: ActorRequest) -> HttpResponse:
    """Something the keeper wants a fresh second factor for."""
    keeper.call("recovery.new", assertion=request.actor.assertion)
    return HttpResponse("gjort")


def old(request: ActorRequest) -> HttpResponse:
    """What the keeper says when ten minutes have gone."""
    raise keeper.KeeperRefused("not_recent", "")


@login_not_required
def health(request: ActorRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("", front, name="front"),
    path("skjermet/", shielded, name="shielded"),
    path("sterk/", strong, name="strong"),
    path("gammel/", old, name="old"),
    path("notat/", note, name="note"),
    path("helse/", health, name="health"),
    path("", include("fristed.accounts.urls")),
]
handler404 = "fristed.config.views.not_found"
handler500 = "fristed.config.views.failed"
