"""Nora's pages, for those who look after them: check, sign, recall, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.codelists.queries import Words
from fristed.desk.actions import asking
from fristed.kernel.rules import RuleBroken
from fristed.portal.actions import publishing
from fristed.portal.forms.editing import Recall
from fristed.portal.queries import NoPage, editing


@require_safe
def list_pages(request: ActorRequest) -> HttpResponse:
    asking.ask_to_edit(request.actor, request.actor)
    page = editing.overview(timezone.localdate())
    return render(request, "desk/pages.html", {"page": page})


@require_safe
def show_version(request: ActorRequest, ref: str) -> HttpResponse:
    return _show(request, ref, Recall())


@require_POST
def check_page(request: ActorRequest, ref: str) -> HttpResponse:
    publishing.check_page(request.actor, _found(editing.page_by_ref, ref), on=timezone.localdate())
    messages.success(request, _("Sjekket i dag. Siden er ikke endret."))
    return redirect("desk:list_pages")


@require_POST
def sign_translation(request: ActorRequest, ref: str) -> HttpResponse:
    row = _found(editing.snapshot_by_ref, ref)
    try:
        publishing.sign_translation(request.actor, row, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Signert. Oversettelsen vises fra nå."))
    return redirect("desk:show_version", ref=ref)


@require_POST
def recall_version(request: ActorRequest, ref: str) -> HttpResponse:
    asking.ask_to_edit(request.actor, request.actor)
    form = Recall(request.POST)
    if not form.is_valid():
        return _show(request, ref, form)
    note = Words.of(form.cleaned_data)
    row = _found(editing.snapshot_by_ref, ref)
    try:
        publishing.recall_version(request.actor, row, note=note, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Trukket tilbake. Teksten er borte fra Nora."))
    return redirect("desk:show_version", ref=ref)


@require_POST
def withdraw_page(request: ActorRequest, ref: str) -> HttpResponse:
    page = _found(editing.page_by_ref, ref)
    publishing.withdraw_page(request.actor, page, on=timezone.localdate())
    messages.success(request, _("Siden er borte fra Nora, på alle språk."))
    return redirect("desk:list_pages")


def _show(request: ActorRequest, ref: str, form: Recall) -> HttpResponse:
    asking.ask_to_edit(request.actor, request.actor)
    version = editing.version(request.actor, _found(editing.snapshot_by_ref, ref))
    return render(request, "desk/version.html", {"version": version, "form": form})


def _found(by_ref: Any, ref: str) -> Any:  # a row of portal's, private to it
    try:
        return by_ref(ref)
    except NoPage:
        raise Http404 from None
