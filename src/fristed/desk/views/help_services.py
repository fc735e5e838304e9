"""The numbers the public is told of: who rang them when, and what they are."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.codelists.queries import municipalities_for_choice
from fristed.desk import forms, queries
from fristed.kernel.rules import RuleBroken
from fristed.organisation import queries as organisation
from fristed.organisation.actions import ringing


@require_safe
def list_help_services(request: ActorRequest) -> HttpResponse:
    ringing.ask_to_see_help_services(request.actor, request.actor)
    services = organisation.services_to_keep(request.actor, timezone.localdate())
    return render(request, "desk/help_services.html", {"services": services})


@require_POST
def verify_service(request: ActorRequest, code: str) -> HttpResponse:
    service = _found(organisation.service_by_code, code)
    ringing.verify_service(request.actor, service, on=timezone.localdate())
    messages.success(request, _("Notert: Du ringte i dag, og det stemmer."))
    return redirect("desk:list_help_services")


def change_service(request: ActorRequest, code: str) -> HttpResponse:
    service, today = _found(organisation.service_by_code, code), timezone.localdate()
    ringing.ask_to_change_service(request.actor, service)
    form = forms.ChangeService(request.POST or None, initial=queries.typed_of_service(service))
    if form.is_valid():
        try:
            ringing.change_service(
                request.actor,
                service,
                entry=form.entry(),
                rang=form.cleaned_data["rang"],
                on=today,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Endret. Det nye vises på Nora fra nå."))
            return redirect("desk:list_help_services")
    context = {"form": form, "name": str(queries.name_of_service(service))}
    return render(request, "desk/change_help_service.html", context)


@require_safe
def list_local_services(request: ActorRequest) -> HttpResponse:
    ringing.ask_to_see_help_services(request.actor, request.actor)
    page = queries.local_services_page(timezone.localdate())
    return render(request, "desk/local_services.html", {"page": page})


@require_POST
def verify_local_service(request: ActorRequest, ref: str) -> HttpResponse:
    service = _found(organisation.local_service_by_ref, ref)
    ringing.verify_local_service(request.actor, service, on=timezone.localdate())
    messages.success(request, _("Notert: Du ringte i dag, og det stemmer."))
    return redirect("desk:list_local_services")


def add_local_service(request: ActorRequest) -> HttpResponse:
    return _keep_local(request, organisation.new_local_service(), {})


def change_local_service(request: ActorRequest, ref: str) -> HttpResponse:
    service = _found(organisation.local_service_by_ref, ref)
    return _keep_local(request, service, queries.typed_of_local_service(ref, timezone.localdate()))


def _keep_local(request: ActorRequest, service: Any, typed: dict[str, Any]) -> HttpResponse:
    ringing.ask_to_see_help_services(request.actor, request.actor)
    today = timezone.localdate()
    places = municipalities_for_choice(today)
    form = forms.KeepLocalService(request.POST or None, places=places, initial=typed)
    if form.is_valid():
        try:
            ringing.keep_local_service(
                request.actor,
                service,
                entry=form.entry(),
                municipalities=form.cleaned_data["municipalities"],
                rang=form.cleaned_data["rang"],
                on=today,
            )
        except RuleBroken as broken:
            form.add_error("number", str(broken))
        else:
            messages.success(request, _("Lagret. Det vises på Nora når noen har ringt."))
            return redirect("desk:list_local_services")
    return render(request, "desk/keep_local_service.html", {"form": form})


def _found(by: Any, what: str) -> Any:  # a row of organisation's, private to it
    try:
        return by(what)
    except organisation.NoService:
        raise Http404 from None
