"""Reviewing an emergency opening afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import reviewing
from fristed.casework.choices import ReviewVerdict
from fristed.casework.forms import access as forms


def review_emergency(request: ActorRequest, opening: str) -> HttpResponse:
    opened, public_key = queries.opened_in_emergency(request.actor, opening)
    reviewing.ask_to_review(request.actor, opened)
    line = queries.emergency_seen_by(request.actor, opening, now=timezone.now())
    form = forms.ReviewEmergency(request.POST or None)
    if form.is_valid():
        reviewing.review_emergency(
            request.actor,
            opened,
            verdict=ReviewVerdict(form.cleaned_data["verdict"]),
            words=form.cleaned_data["words"],
            public_key=public_key,
            on=timezone.localdate(),
        )
        messages.success(request, _("Gjennomgangen er ført. Rådgiveren ser den i saken."))
        return redirect("casework:list_alarms")
    return render(request, "casework/emergency/review.html", {"form": form, "line": line})
