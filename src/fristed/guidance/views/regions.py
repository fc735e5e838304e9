"""The regional networks, and what they took and gave back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.actions import reading
from fristed.guidance.actions import regions as actions
from fristed.guidance.choices import NetworkStatus
from fristed.organisation.queries import NoUnit, unit_on


@require_safe
def list_networks(request: ActorRequest) -> HttpResponse:
    reading.ask_to_guide(request.actor, request.actor)
    page = queries.regions(request.actor, on=timezone.localdate())
    return render(request, "guidance/network/list.html", {"page": page})


def keep_network(request: ActorRequest, unit: str) -> HttpResponse:
    today = timezone.localdate()
    try:
        network = unit_on(unit, today)
    except NoUnit:
        raise Http404 from None
    actions.ask_to_keep_network(request.actor, network)
    form = forms.KeepNetwork(
        request.POST or None, initial=queries.network_as_kept(unit, today), on=today
    )
    if not form.is_valid():
        lead = _("Det du lagrer, gjelder fra i dag. Det som gjaldt før, står med sine dager.")
        back = reverse("guidance:list_networks")
        context = {"form": form, "heading": network.name, "back": back, "lead": lead}
        return render(request, "guidance/form.html", context)
    given = form.cleaned_data | {"status": NetworkStatus(form.cleaned_data["status"])}
    actions.keep_network(request.actor, network, on=today, **given)
    messages.success(request, _("Nettverket er lagret. Det som gjaldt før, er beholdt."))
    return redirect("guidance:list_networks")
