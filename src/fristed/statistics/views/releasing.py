"""Releasing a draft, after a look at what will stand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.rules import RuleBroken
from fristed.statistics import forms, queries
from fristed.statistics.actions import releasing
from fristed.statistics.views.drafting import draft_or_404


def release_draft(request: ActorRequest, ref: str) -> HttpResponse:
    draft = draft_or_404(ref)
    releasing.ask_to_release_draft(request.actor, draft)
    if request.method == "POST":
        try:
            releasing.release_draft(request.actor, draft, on=timezone.localdate())
        except RuleBroken as broken:
            messages.error(request, str(broken))
        else:
            messages.success(request, _("Tabellen er frigitt. Den kan ikke endres."))
        return redirect("statistics:show_draft", ref=ref)
    page = queries.draft_page(request.actor, draft)
    return render(request, "statistics/draft/release.html", {"page": page})


def withdraw_draft(request: ActorRequest, ref: str) -> HttpResponse:
    draft = draft_or_404(ref)
    releasing.ask_to_withdraw_draft(request.actor, draft)
    form = forms.Withdrawal(request.POST or None)
    if form.is_valid():
        try:
            releasing.withdraw_draft(
                request.actor, draft, reason=form.reason(), on=timezone.localdate()
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Tabellen er trukket tilbake. Begrunnelsen vises på Nora."))
            return redirect("statistics:show_draft", ref=ref)
    page = queries.draft_page(request.actor, draft)
    return render(request, "statistics/draft/withdraw.html", {"page": page, "form": form})
