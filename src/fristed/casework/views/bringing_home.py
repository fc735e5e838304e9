"""A stay abroad, and routines step by step."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import bringing_home, reading, travelling
from fristed.casework.choices import Routine
from fristed.casework.forms import travel as forms
from fristed.casework.models import Case
from fristed.casework.views.closing import reopens
from fristed.kernel.rules import RuleBroken


def keep_stay(request: ActorRequest, ref: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    bringing_home.ask_to_keep_stay(request.actor, case)
    page = _page(request, case)
    form = forms.KeepStay(request.POST or None, now=page.stay, on=today)
    if form.is_valid():
        try:
            bringing_home.keep_stay(
                request.actor,
                case,
                stay=form.stay(),
                since=form.cleaned_data["since"],
                ended_on=form.ended_on(),
                on=today,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Lagret."))
            return redirect("casework:show_travel", ref=ref)
    context = {"form": form, "ref": ref, "name": page.name, "reopens": reopens(request, case)}
    return render(request, "casework/travel/stay.html", context)


@require_POST
def start_routine(request: ActorRequest, ref: str, routine: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    travelling.ask_to_plan_travel(request.actor, case)
    if routine not in Routine.values:
        raise Http404
    try:
        bringing_home.start_routine(
            request.actor, case, routine=Routine(routine), on=timezone.localdate()
        )
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_travel", ref=ref)


def keep_step(request: ActorRequest, ref: str, step: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    travelling.ask_to_plan_travel(request.actor, case)
    page = _page(request, case)
    line = page.step(step)
    if line is None:
        raise Http404
    form = forms.KeepStep(request.POST or None, now=line)
    if form.is_valid():
        try:
            bringing_home.keep_step(
                request.actor,
                case,
                ref=step,
                step=form.step(),
                due_on=form.cleaned_data["due_on"],
                done_on=form.cleaned_data["done_on"],
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Lagret."))
            return redirect("casework:show_travel", ref=ref)
    context = {"form": form, "ref": ref, "name": page.name, "line": line}
    return render(request, "casework/travel/step.html", context)


def _page(request: ActorRequest, case: Case) -> queries.TravelPage:
    grant = reading.read_case(request.actor, case)
    return queries.travel_page(request.actor, case, grant, now=timezone.now())
