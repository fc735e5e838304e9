"""A page: begun, said anew whom it is for, taken away; and what was wrong in it, recalled."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.codelists.queries import Words
from fristed.editorial import forms, queries
from fristed.editorial.actions import writing
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.portal.access import NewPage
from fristed.portal.actions import publishing
from fristed.portal.forms.editing import Recall
from fristed.portal.queries import NoPage, editing

OWNER = "fagteam"


def start_page(request: ActorRequest) -> HttpResponse:
    form = forms.NewPage(request.POST or None)
    if form.is_valid():
        try:
            drafts = _start(request, form)
        except RuleBroken as broken:
            form.add_error("title", str(broken))
        else:
            return redirect(queries.writing_address(drafts[0]))
    return render(request, "editorial/page/start.html", {"form": form})


def change_page(request: ActorRequest, ref: str) -> HttpResponse:
    row = _found(editing.page_by_ref, ref)
    page = queries.about_page(request.actor, row)
    form = forms.AboutPage(request.POST or None, initial=page.initial)
    if form.is_valid():
        try:
            publishing.change_page(request.actor, row, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error("audiences", str(broken))
        else:
            messages.success(request, _("Lagret."))
            return redirect("editorial:list_pages")
    return render(request, "editorial/page/change.html", {"page": page, "form": form})


def recall_version(request: ActorRequest, ref: str) -> HttpResponse:
    row = _found(editing.snapshot_by_ref, ref)
    form = Recall(request.POST or None)
    if form.is_valid():
        note, today = Words.of(form.cleaned_data), timezone.localdate()
        try:
            publishing.recall_version(
                request.actor, row, note=note, everywhere=form.cleaned_data["everywhere"], on=today
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Trukket tilbake. Teksten er borte fra Nora."))
            return redirect("editorial:list_pages")
    version = editing.version(request.actor, row)
    return render(request, "editorial/page/recall.html", {"version": version, "form": form})


@require_POST
def withdraw_page(request: ActorRequest, ref: str) -> HttpResponse:
    publishing.withdraw_page(
        request.actor, _found(editing.page_by_ref, ref), on=timezone.localdate()
    )
    messages.success(request, _("Siden er borte fra Nora, på alle språk."))
    return redirect("editorial:list_pages")


def _found(by_ref: Any, ref: str) -> Any:  # a row of portal's, private to it
    try:
        return by_ref(ref)
    except NoPage:
        raise Http404 from None


def _start(request: ActorRequest, form: forms.NewPage) -> tuple[str, ...]:
    given = form.cleaned_data
    new = NewPage(
        ref=new_ref("nor"),
        code=slugify(given["title"])[:40],
        kind=given["kind"],
        audiences=tuple(given["audiences"]),
        owner=OWNER,
        consent=given["consent"],
    )
    return writing.start_page(request.actor, new, title=given["title"], on=timezone.localdate())
