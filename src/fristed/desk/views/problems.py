"""What does not work on a page, and what is new in the house."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_resolver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.desk import forms
from fristed.desk.queries.overseeing import ROLES
from fristed.kernel.rules import RuleBroken
from fristed.notices import queries
from fristed.notices.actions import telling
from fristed.notices.rules.problems import browser, found_in
from fristed.notices.rules.releases import releases
from fristed.ui import wording


def report_problem(request: ActorRequest) -> HttpResponse:
    telling.ask_to_report_problem(request.actor, request.actor)
    page = _pattern(request.GET.get("at", ""))
    using = browser(request.headers.get("User-Agent", ""))
    form = forms.ReportProblem(request.POST or None)
    found: tuple[str, ...] = ()
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            telling.report_problem(
                request.actor,
                request.actor,
                page=page,
                browser=using,
                on=timezone.localdate(),
                **given,
            )
        except RuleBroken as broken:
            form.add_error("words", str(broken))
            found = found_in(given["words"])
            form.ask_to_be_sure()
        else:
            messages.success(request, _("Takk. De som driver Fristed, har fått det."))
            return redirect("desk:my_day")
    context = {"form": form, "found": found, "page": page, "browser": using}
    return render(request, "desk/report_problem.html", context)


@require_safe
def list_problems(request: ActorRequest) -> HttpResponse:
    telling.ask_to_see_problems(request.actor, request.actor)
    return render(request, "desk/problems.html", {"page": queries.problems_page(ROLES)})


@require_POST
def close_problem(request: ActorRequest, ref: str) -> HttpResponse:
    telling.close_problem(request.actor, queries.problem_by_ref(ref), on=timezone.localdate())
    messages.success(request, _("Lukket. Teksten er slettet."))
    return redirect("desk:list_problems")


@require_safe
def show_releases(request: ActorRequest) -> HttpResponse:
    telling.ask_to_see_releases(request.actor, request.actor)
    language = wording.language()
    lines = [(one.version, one.in_language(language)) for one in releases()]
    return render(request, "desk/releases.html", {"releases": lines})


@require_POST
def see_release(request: ActorRequest) -> HttpResponse:
    telling.see_release(request.actor, request.actor)
    return redirect("desk:my_day")


def _pattern(name: str) -> str:
    """The pattern of a page's address by the page's name; a name nobody gave has none."""
    space, _colon, view = name.rpartition(":")
    resolver = get_resolver()
    try:
        for part in filter(None, space.split(":")):
            resolver = resolver.namespace_dict[part][1]
        possible, *_rest = resolver.reverse_dict.getlist(view)[0]
    except (KeyError, IndexError):
        return ""
    return "/" + re.sub(r"%\(\w+\)s", "*", possible[0][0])
