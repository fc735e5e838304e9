"""Releasing a draft, after a look at what will stand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.rules import RuleBroken
from fristed.statistics import forms, queries
from fristed.statistics.actions import releasing, revising
from fristed.statistics.views.drafting import draft_or_404


def release_draft(request: ActorRequest, ref: str) -> HttpResponse:
    draft = draft_or_404(ref)
    releasing.ask_to_release_draft(request.actor, draft)
    siblings = queries.releasable_beside(request.actor, draft)
    form = forms.Release(
        request.POST if request.method == "POST" else None,
        siblings=[(one.ref, queries.sides_of(one)) for one in siblings],
    )
    if form.is_valid():
        wanted = form.cleaned_data.get("others", [])
        others = [one for one in siblings if one.ref in wanted]
        try:
            releasing.release_together(request.actor, draft, others=others, on=timezone.localdate())
        except RuleBroken as broken:
            messages.error(request, str(broken))
        else:
            messages.success(
                request,
                _("Tabellene er frigitt. De kan ikke endres.")
                if others
                else _("Tabellen er frigitt. Den kan ikke endres."),
            )
        return redirect("statistics:show_draft", ref=ref)
    page = queries.draft_page(request.actor, draft)
    return render(request, "statistics/draft/release.html", {"page": page, "form": form})


def withdraw_draft(request: ActorRequest, ref: str) -> HttpResponse:
    draft = draft_or_404(ref)
    releasing.ask_to_withdraw_draft(request.actor, draft)
    form = forms.TableWithdrawal(request.POST or None, tables=queries.tables_instead_of(draft))
    if form.is_valid():
        try:
            releasing.withdraw_draft(
                request.actor,
                draft,
                reason=form.reason(),
                replaced_by=form.cleaned_data["replaced_by"],
                on=timezone.localdate(),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Tabellen er trukket tilbake. Begrunnelsen vises på Nora."))
            return redirect("statistics:show_draft", ref=ref)
    page = queries.draft_page(request.actor, draft)
    return render(request, "statistics/draft/withdraw.html", {"page": page, "form": form})


def announce_revision(request: ActorRequest, ref: str) -> HttpResponse:
    draft = draft_or_404(ref)
    revising.ask_to_announce_revision(request.actor, draft)
    form = forms.NewRevision(request.POST or None)
    if form.is_valid():
        try:
            revising.announce_revision(
                request.actor,
                draft,
                due_on=form.cleaned_data["due_on"],
                reason=form.reason(),
                on=timezone.localdate(),
            )
        except RuleBroken as broken:
            form.add_error(
                "due_on" if broken.code in {"too_soon", "too_late"} else None, str(broken)
            )
        else:
            messages.success(request, _("Revisjonen er varslet. Nora sier fra på alle tabellene."))
            return redirect("statistics:show_draft", ref=ref)
    page = queries.draft_page(request.actor, draft)
    return render(request, "statistics/draft/revise.html", {"page": page, "form": form})
