"""Her goals: set, asked about later as she has agreed, and no further."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import measuring, reading
from fristed.casework.forms import measuring as forms
from fristed.casework.models import Case
from fristed.casework.queries.measuring import EffectPage, effect_page
from fristed.casework.rules.people import YOUNG_PERSON
from fristed.casework.views.closing import reopens
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


@require_safe
def show_goals(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    measuring.ask_to_scale(request.actor, case)
    return render(request, "casework/effect/show.html", {"page": _page(request, case)})


def set_goal(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    measuring.ask_to_set_goals(request.actor, case)
    form = forms.SetGoal(request.POST or None)
    if form.is_valid():
        try:
            measuring.set_goal(
                request.actor,
                case,
                aim=form.aim(),
                value=form.cleaned_data["value"],
                on=timezone.localdate(),
            )
        except RuleBroken as broken:
            form.add_error("words", str(broken))
        else:
            messages.success(request, _("Målet er lagret."))
            return redirect("casework:show_goals", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "heading": _("Sett et mål"),
        "reopens": reopens(request, case),
    }
    return render(request, "casework/effect/form.html", context)


@require_POST
def end_goal(request: ActorRequest, ref: str, goal: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    measuring.end_goal(request.actor, case, goal=goal, on=timezone.localdate())
    return redirect("casework:show_goals", ref=ref)


def agree_later(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    measuring.ask_to_agree_later(request.actor, case)
    page = _page(request, case)
    form = forms.AgreeLater(request.POST or None, channels=_safe_channels(page))
    if form.is_valid():
        measuring.agree_later(
            request.actor, case, agrees=form.is_yes, later=form.later(), on=timezone.localdate()
        )
        messages.success(request, _("Svaret er ført."))
        return redirect("casework:show_goals", ref=ref)
    context = {"form": form, "ref": ref, "name": page.name, "heading": _("Kan vi spørre senere?")}
    return render(request, "casework/effect/form.html", context)


@require_POST
def withdraw_later(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    measuring.withdraw_later(request.actor, case, on=timezone.localdate())
    messages.success(request, _("Den unge blir ikke spurt igjen."))
    return redirect("casework:show_goals", ref=ref)


def scale_goals(request: ActorRequest, ref: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    measuring.ask_to_scale(request.actor, case)
    page = _page(request, case)
    way = page.later.way if page.later else None
    label = f"{way.kind}: {way.channel.value}" if way else ""
    form = forms.ScaleGoals(request.POST or None, due=page.due, way=label)
    if form.is_valid():
        used = None if form.met or way is None else measuring.Way(way.channel, way.ended_on)
        try:
            measuring.scale_goals(request.actor, case, scaled=form.scaled(), way=used, at=now)
        except RuleBroken as broken:
            form.add_error("how", str(broken))
        else:
            messages.success(request, _("Svarene er ført."))
            return redirect("casework:show_goals", ref=ref)
    return render(request, "casework/effect/scale.html", {"form": form, "page": page})


def _page(request: ActorRequest, case: Case) -> EffectPage:
    grant = reading.read_case(request.actor, case)
    return effect_page(request.actor, case, grant, now=timezone.now())


def _safe_channels(page: EffectPage) -> list[tuple[str, str]]:
    """Of the young person herself, what is said to be safe."""
    return [
        (one.ref, f"{one.kind}: {one.channel.value}")
        for person in page.people.persons
        if person.person.relation == YOUNG_PERSON
        for one in person.channels
        if one.channel.is_safe and one.ended_on is None
    ]
