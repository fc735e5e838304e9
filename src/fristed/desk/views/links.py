"""What leads nowhere on nora, and where addresses of earlier portals lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.desk import forms
from fristed.kernel.rules import RuleBroken
from fristed.portal.actions import moving
from fristed.portal.queries import links


@require_safe
def list_links(request: ActorRequest) -> HttpResponse:
    moving.ask_to_see_links(request.actor, request.actor)
    return render(request, "desk/links.html", {"page": links.links_page()})


def keep_old_address(request: ActorRequest) -> HttpResponse:
    moving.ask_to_see_links(request.actor, request.actor)
    form = forms.KeepOldAddress(request.POST or None, pages=links.pages_to_choose())
    if form.is_valid():
        try:
            moving.keep_old_address(request.actor, links.new_old_address(), **form.kept())
        except RuleBroken as broken:
            form.add_error("path", str(broken))
        else:
            messages.success(request, _("Lagret. Adressen virker fra nå."))
            return redirect("desk:list_links")
    return render(request, "desk/keep_old_address.html", {"form": form})


@require_POST
def remove_old_address(request: ActorRequest, ref: str) -> HttpResponse:
    moving.remove_old_address(request.actor, links.old_address_by_ref(ref))
    messages.success(request, _("Fjernet. Adressen leder ingen steder nå."))
    return redirect("desk:list_links")
