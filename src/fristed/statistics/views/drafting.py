"""Drafts: the list, a new one, one as it stands, and letting one go."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications.rules.slicing import slice_of
from fristed.statistics import forms, queries
from fristed.statistics.actions import drafting
from fristed.statistics.models import Draft
from fristed.statistics.rules.years import FIRST_YEAR


@require_safe
def list_drafts(request: ActorRequest) -> HttpResponse:
    drafting.ask_to_read_draft(request.actor, Draft(ref=""))
    context = {
        "lines": queries.drafts_readable_by(request.actor),
        "is_rise_missing": queries.is_rise_missing(),
    }
    return render(request, "statistics/draft/list.html", context)


def draft_table(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    draft = Draft(ref=new_ref("utk"), is_sample=queries.holds_sample())
    drafting.ask_to_draft_table(request.actor, draft)
    form = forms.NewDraft(request.POST or None, years=range(FIRST_YEAR, today.year))
    if form.is_valid():
        for name in ("measure", "service", "year", "sides"):
            setattr(draft, name, form.cleaned_data[name])
        try:
            drafting.draft_together(
                request.actor, draft, is_alone=not form.cleaned_data["with_each"], on=today
            )
        except RuleBroken as broken:
            fields = {"no_side": "sides", "no_service": "service"}
            form.add_error(fields.get(broken.code, "year"), str(broken))
        else:
            return redirect("statistics:show_draft", ref=draft.ref)
    return render(request, "statistics/draft/new.html", {"form": form})


@require_safe
def show_draft(request: ActorRequest, ref: str) -> HttpResponse:
    draft = draft_or_404(ref)
    drafting.ask_to_read_draft(request.actor, draft)
    page = queries.draft_page(request.actor, draft)
    shown = slice_of(page.content, request.GET) if page.content else None
    return render(request, "statistics/draft/show.html", {"page": page, "slice": shown})


def discard_draft(request: ActorRequest, ref: str) -> HttpResponse:
    draft = draft_or_404(ref)
    drafting.ask_to_discard_draft(request.actor, draft)
    if request.method == "POST":
        try:
            drafting.discard_draft(request.actor, draft)
        except RuleBroken as broken:
            messages.error(request, str(broken))
            return redirect("statistics:show_draft", ref=ref)
        messages.success(request, _("Utkastet er slettet."))
        return redirect("statistics:list_drafts")
    page = queries.draft_page(request.actor, draft)
    return render(request, "statistics/draft/discard.html", {"page": page})


def draft_or_404(ref: str) -> Draft:
    try:
        return queries.draft_by_ref(ref)
    except Draft.DoesNotExist as missing:
        raise Http404 from missing
