"""Experience and method: one place for all who guide."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.actions import experience
from fristed.guidance.models import Method, PatternNote
from fristed.guidance.rules.experience import found_in
from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import Found

A_YEAR = timedelta(days=365)


@require_safe
def show_experience(request: ActorRequest) -> HttpResponse:
    experience.ask_to_see_experience(request.actor, request.actor)
    page = queries.experience(request.actor, on=timezone.localdate())
    return render(request, "guidance/experience/show.html", {"page": page})


def write_note(request: ActorRequest) -> HttpResponse:
    experience.ask_to_see_experience(request.actor, request.actor)
    form = forms.WritePattern(request.POST or None, groups=queries.group_names())
    found: tuple[Found, ...] = ()
    if form.is_valid():
        given, today = dict(form.cleaned_data), timezone.localdate()
        try:
            waits = experience.write_note(request.actor, request.actor, on=today, **given)
        except RuleBroken as broken:
            form.add_error("text", str(broken))
            found = found_in([given["text"], given["group"]])
        else:
            return _done(request, waits=waits)
    context = {"form": form, "found": found, "groups": form.groups}
    return render(request, "guidance/experience/write_note.html", context)


@require_POST
def approve_note(request: ActorRequest, ref: str) -> HttpResponse:
    def approve(note: PatternNote) -> None:
        experience.approve_note(request.actor, note)

    return _with_note(request, ref, approve, _("Notatet er lest, og alle som veileder ser det."))


@require_POST
def group_note(request: ActorRequest, ref: str) -> HttpResponse:
    form = forms.GroupPattern(request.POST)
    group = form.cleaned_data["group"] if form.is_valid() else ""

    def put(note: PatternNote) -> None:
        experience.group_note(request.actor, note, group=group, on=timezone.localdate())

    return _with_note(request, ref, put, _("Notatet er flyttet."))


@require_POST
def end_note(request: ActorRequest, ref: str) -> HttpResponse:
    def end(note: PatternNote) -> None:
        experience.end_note(request.actor, note)

    return _with_note(request, ref, end, _("Notatet er slettet."))


def write_method(request: ActorRequest) -> HttpResponse:
    experience.ask_to_see_experience(request.actor, request.actor)
    today = timezone.localdate()
    form = forms.WriteMethod(request.POST or None, initial={"review_on": today + A_YEAR})
    found: tuple[Found, ...] = ()
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            waits = experience.write_method(request.actor, request.actor, on=today, **given)
        except RuleBroken as broken:
            form.add_error("how", str(broken))
            found = found_in([given["title"], given["aim"], given["how"]])
        else:
            return _done(request, waits=waits)
    context = {"form": form, "found": found}
    return render(request, "guidance/experience/write_method.html", context)


def show_method(request: ActorRequest, ref: str) -> HttpResponse:
    """The method, what colleagues say of it, and a comment more."""
    method, today = queries.method_by_ref(ref), timezone.localdate()
    experience.ask_to_see_method(request.actor, method)
    form = forms.CommentOnMethod(request.POST or None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            experience.comment_on_method(request.actor, method, text=text, on=today)
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        else:
            messages.success(request, _("Takk. Kommentaren er lagret."))
            return redirect("guidance:show_method", ref=ref)
    page = queries.method_page(request.actor, method, on=today)
    context = {"page": page, "form": form, "review": forms.ReviewMethod()}
    return render(request, "guidance/experience/method.html", context)


@require_POST
def approve_method(request: ActorRequest, ref: str) -> HttpResponse:
    def approve(method: Method) -> None:
        experience.approve_method(request.actor, method)

    return _with_method(request, ref, approve, _("Metoden er lest, og alle som veileder ser den."))


@require_POST
def use_method(request: ActorRequest, ref: str) -> HttpResponse:
    def use(method: Method) -> None:
        experience.use_method(request.actor, method, on=timezone.localdate())

    return _with_method(request, ref, use, _("Notert at du har brukt den i dag."))


@require_POST
def review_method(request: ActorRequest, ref: str) -> HttpResponse:
    form = forms.ReviewMethod(request.POST)

    def review(method: Method) -> None:
        experience.ask_to_review_method(request.actor, method)
        if not form.is_valid():
            raise RuleBroken("no_day", _("Skriv en dag."))
        day = form.cleaned_data["review_on"]
        experience.review_method(request.actor, method, review_on=day, on=timezone.localdate())

    return _with_method(request, ref, review, _("Metoden er sett gjennom."))


@require_POST
def end_method(request: ActorRequest, ref: str) -> HttpResponse:
    experience.end_method(request.actor, queries.method_by_ref(ref))
    messages.success(request, _("Metoden er slettet."))
    return redirect("guidance:show_experience")


def _done(request: ActorRequest, *, waits: bool) -> HttpResponse:
    said = _("Lagret. En kollega leser det før andre ser det.") if waits else _("Lagret.")
    messages.success(request, said)
    return redirect("guidance:show_experience")


def _with_note(
    request: ActorRequest, ref: str, do: Callable[[PatternNote], None], said: str
) -> HttpResponse:
    try:
        do(queries.note_by_ref(ref))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, said)
    return redirect("guidance:show_experience")


def _with_method(
    request: ActorRequest, ref: str, do: Callable[[Method], None], said: str
) -> HttpResponse:
    try:
        do(queries.method_by_ref(ref))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, said)
    return redirect("guidance:show_method", ref=ref)
