"""Overlap exercises: the list, a new one, one as it stands, and each step of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications.rules.notes import SAMPLE
from fristed.statistics import forms, queries
from fristed.statistics.actions import exercising
from fristed.statistics.models import Exercise
from fristed.statistics.rules.years import FIRST_YEAR
from fristed.vault.keeper import KeeperRefused


@require_safe
def list_exercises(request: ActorRequest) -> HttpResponse:
    exercising.ask_to_read_exercise(request.actor, Exercise(ref=""))
    page = queries.exercises_page(request.actor)
    return render(request, "statistics/exercise/list.html", {"page": page})


def plan_exercise(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    exercise = Exercise(ref=new_ref("ovl"), is_sample=queries.holds_sample())
    exercising.ask_to_plan_exercise(request.actor, exercise)
    form = forms.PlanExercise(request.POST or None, years=range(FIRST_YEAR, today.year))
    if form.is_valid():
        for name in ("year", "purpose", "legal_basis", "tallier"):
            setattr(exercise, name, form.cleaned_data[name])
        try:
            exercising.plan_exercise(request.actor, exercise, invited=form.invited(), on=today)
        except RuleBroken as broken:
            form.add_error("year" if broken.code == "year_not_over" else "others", str(broken))
        else:
            return redirect("statistics:show_exercise", ref=exercise.ref)
    return render(request, "statistics/exercise/new.html", {"form": form})


def show_exercise(request: ActorRequest, ref: str) -> HttpResponse:
    """And take in files."""
    exercise = exercise_or_404(ref)
    exercising.ask_to_read_exercise(request.actor, exercise)
    form = forms.ReceiveFiles(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = exercising.receive_files(
                request.actor, exercise, files=form.given(), on=timezone.localdate()
            )
        except RuleBroken as broken:
            form.add_error("received", str(broken))
        else:
            messages.success(request, _("%d filer er tatt imot.") % count)
            return redirect("statistics:show_exercise", ref=ref)
    page = queries.exercise_page(request.actor, exercise)
    return render(request, "statistics/exercise/show.html", {"page": page, "form": form})


@require_safe
def show_impact(request: ActorRequest, ref: str) -> HttpResponse:
    exercise = exercise_or_404(ref)
    exercising.ask_to_read_exercise(request.actor, exercise)
    page = queries.exercise_page(request.actor, exercise)
    return render(request, "statistics/exercise/impact.html", {"page": page})


@require_safe
def fetch_package(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    exercise = exercise_or_404(ref)
    files = exercising.fetch_package(request.actor, exercise, number=number)
    note = str(SAMPLE) if exercise.is_sample else ""
    response = HttpResponse(queries.packed(files, note=note), content_type="application/zip")
    name = f"overlapp-{exercise.year}-{number or 'teller'}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def propose_start(request: ActorRequest, ref: str) -> HttpResponse:
    exercise = exercise_or_404(ref)
    exercising.ask_to_propose_start(request.actor, exercise)
    said = _("Du har bedt om at tellingen starter. Nå må en annen bekrefte.")
    return _agree(request, exercise, exercising.Agreed.propose, exercising.propose_start, said=said)


def start_exercise(request: ActorRequest, ref: str) -> HttpResponse:
    exercise = exercise_or_404(ref)
    exercising.ask_to_start_exercise(request.actor, exercise)
    said = _("Tellingen er startet.")
    return _agree(
        request, exercise, exercising.Agreed.confirm, exercising.start_exercise, said=said
    )


def _agree(
    request: ActorRequest,
    exercise: Exercise,
    ask_keeper: Callable[..., exercising.Agreed],
    act: Callable[..., None],
    *,
    said: str,
) -> HttpResponse:
    """First the keeper, who asks for her second factor; then it is done."""
    refusal = ""
    if request.method == "POST":
        try:
            agreed = ask_keeper(request.actor, exercise)
            act(request.actor, exercise, agreed=agreed, on=timezone.localdate())
        except (RuleBroken, KeeperRefused) as no:
            if getattr(no, "code", "") == "not_recent":
                raise
            refusal = str(getattr(no, "message", no))
        else:
            messages.success(request, said)
            return redirect("statistics:show_exercise", ref=exercise.ref)
    page = queries.exercise_page(request.actor, exercise)
    context = {"page": page, "refusal": refusal}
    return render(request, "statistics/exercise/start.html", context)


@require_POST
def note_destroyed(request: ActorRequest, ref: str, number: int) -> HttpResponse:
    exercise = exercise_or_404(ref)
    exercising.note_destroyed(request.actor, exercise, number=number, on=timezone.localdate())
    messages.success(request, _("Ført: nøkkelen er destruert."))
    return redirect("statistics:show_exercise", ref=ref)


def stop_exercise(request: ActorRequest, ref: str) -> HttpResponse:
    exercise = exercise_or_404(ref)
    exercising.ask_to_stop_exercise(request.actor, exercise)
    if request.method == "POST":
        exercising.stop_exercise(request.actor, exercise)
        messages.success(request, _("Tellingen er stanset. Listene er slettet."))
        return redirect("statistics:show_exercise", ref=ref)
    page = queries.exercise_page(request.actor, exercise)
    return render(request, "statistics/exercise/stop.html", {"page": page})


def release_exercise(request: ActorRequest, ref: str) -> HttpResponse:
    exercise = exercise_or_404(ref)
    exercising.ask_to_release_exercise(request.actor, exercise)
    if request.method == "POST":
        try:
            exercising.release_exercise(request.actor, exercise, on=timezone.localdate())
        except RuleBroken as broken:
            messages.error(request, str(broken))
        else:
            messages.success(request, _("Anslaget er frigitt. Det kan ikke endres."))
        return redirect("statistics:show_exercise", ref=ref)
    page = queries.exercise_page(request.actor, exercise)
    return render(request, "statistics/exercise/release.html", {"page": page})


def withdraw_exercise(request: ActorRequest, ref: str) -> HttpResponse:
    exercise = exercise_or_404(ref)
    exercising.ask_to_withdraw_exercise(request.actor, exercise)
    form = forms.Withdrawal(request.POST or None)
    if form.is_valid():
        try:
            exercising.withdraw_exercise(
                request.actor, exercise, reason=form.reason(), on=timezone.localdate()
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Anslaget er trukket tilbake. Nora sier hvorfor."))
            return redirect("statistics:show_exercise", ref=ref)
    page = queries.exercise_page(request.actor, exercise)
    return render(request, "statistics/exercise/withdraw.html", {"page": page, "form": form})


def exercise_or_404(ref: str) -> Exercise:
    try:
        return queries.exercise_by_ref(ref)
    except Exercise.DoesNotExist as missing:
        raise Http404 from missing
