"""The register of figures that are known from outside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.codelists import queries as codelists
from fristed.kernel.rules import RuleBroken
from fristed.statistics import forms, queries
from fristed.statistics.actions import registering
from fristed.statistics.choices import Side
from fristed.statistics.rules.years import FIRST_YEAR


@require_safe
def list_known_figures(request: ActorRequest) -> HttpResponse:
    registering.ask_to_note_known_figure(request.actor, request.actor)
    return render(request, "statistics/known/list.html", {"lines": queries.known_lines()})


def note_known_figure(request: ActorRequest) -> HttpResponse:
    registering.ask_to_note_known_figure(request.actor, request.actor)
    today = timezone.localdate()
    form = forms.NewKnownFigure(
        request.POST or None,
        years=range(FIRST_YEAR, today.year),
        counties=codelists.counties_for_choice(today),
        concerns=codelists.choices_for_form(Side.CONCERN, today),
    )
    if form.is_valid():
        try:
            registering.note_known_figure(
                request.actor, request.actor, outside=form.outside(), on=today
            )
        except RuleBroken as broken:
            form.add_error("published_on" if broken.code == "not_yet" else "value", str(broken))
        else:
            messages.success(request, _("Tallet står i registeret. Nye utkast angripes med det."))
            return redirect("statistics:list_known_figures")
    return render(request, "statistics/known/new.html", {"form": form})
