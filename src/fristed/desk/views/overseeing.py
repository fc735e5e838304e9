"""What the data protection officer and the administrator read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.desk import queries
from fristed.desk.actions import asking


@require_safe
def show_policies(request: ActorRequest) -> HttpResponse:
    asking.ask_to_oversee(request.actor, request.actor)
    return render(request, "desk/policies.html", {"policies": queries.policies()})


@require_safe
def show_record_of_processing(request: ActorRequest) -> HttpResponse:
    asking.ask_to_oversee(request.actor, request.actor)
    return render(
        request, "desk/record_of_processing.html", {"rooms": queries.record_of_processing()}
    )


@require_safe
def list_accounts(request: ActorRequest) -> HttpResponse:
    asking.ask_to_see_accounts(request.actor, request.actor)
    units = queries.accounts_page(on=timezone.localdate())
    return render(request, "desk/accounts.html", {"units": units})
