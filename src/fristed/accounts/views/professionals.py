"""The partner door's first page, until a room brings its own."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest


@require_safe
def show_front(request: ActorRequest) -> HttpResponse:
    return render(request, "accounts/front.html")
