"""The sign-in pages, and pages that only somebody signed in may see."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from fristed.accounts.middleware import ActorRequest
from fristed.accounts.models import User
from fristed.accounts.views.stepping_up import confirmed_lately
from fristed.gate import Actor
from fristed.vault import keeper


def actor_for(user: User, *, door: str, assertion: str, at: datetime) -> Actor:
    """Somebody who belongs nowhere: these pages ask for no more."""
    return Actor(id=user.id, ref=user.ref, name=user.name, door=door, assertion=assertion)


def front(request: ActorRequest) -> HttpResponse:
    return HttpResponse(f"inne: {request.actor.name}")


@confirmed_lately
def shielded(request: ActorRequest) -> HttpResponse:
    return HttpResponse("skjermet")


def strong(request: ActorRequest) -> HttpResponse:
    """Something the keeper wants a fresh second factor for."""
    keeper.call("recovery.new", assertion=request.actor.assertion)
    return HttpResponse("gjort")


@login_not_required
def health(request: ActorRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [
    path("", front, name="front"),
    path("skjermet/", shielded, name="shielded"),
    path("sterk/", strong, name="strong"),
    path("helse/", health, name="health"),
    path("", include("fristed.accounts.urls")),
]
handler404 = "fristed.config.views.not_found"
handler500 = "fristed.config.views.failed"
