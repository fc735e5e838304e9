"""Cooperation around one pupil: the plan, its parts and its meetings."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import cooperating, reading
from fristed.casework.actions.cooperating import Who
from fristed.casework.forms import consulting
from fristed.casework.forms import cooperating as forms
from fristed.casework.models import Case
from fristed.casework.queries import cooperating as plans
from fristed.casework.views.closing import reopens
from fristed.casework.views.handing_over import grounds_of, legal_choices
from fristed.casework.views.naming import case_name
from fristed.casework.views.sharing import law_of
from fristed.kernel.clocks import OSLO, moment_at
from fristed.kernel.rules import RuleBroken


@require_safe
def show_cooperation(request: ActorRequest, ref: str) -> HttpResponse:
    page = _page(request, queries.case_by_ref(ref))
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "casework/cooperation/show.html", context)


def start_cooperation(request: ActorRequest, ref: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    cooperating.ask_to_start_cooperation(request.actor, case)
    grant = reading.read_case(request.actor, case)
    grounds = grounds_of(queries.consents_of(request.actor, case, grant, now=now))
    bases = [*((key, label) for key, (label, _agreed) in grounds.items()), *legal_choices()]
    form = forms.StartCooperation(request.POST or None, bases=bases)
    if form.is_valid():
        basis = form.cleaned_data["basis"]
        ground = grounds[basis][1] if basis in grounds else law_of(basis)
        try:
            cooperating.start_cooperation(
                request.actor,
                case,
                purpose=form.purpose(),
                ground=ground,
                on=timezone.localdate(now),
            )
        except RuleBroken as broken:
            form.add_error("why" if broken.code == "no_reason" else None, str(broken))
        else:
            messages.success(request, _("Planen er laget. Skriv hvem som gjør hva."))
            return redirect("casework:show_cooperation", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case, grant),
        "reopens": reopens(request, case),
    }
    return render(request, "casework/cooperation/start.html", context)


@require_POST
def end_cooperation(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    cooperating.end_cooperation(request.actor, case, on=timezone.localdate())
    messages.success(request, _("Samarbeidsplanen er avsluttet."))
    return redirect("casework:show_cooperation", ref=ref)


def add_part(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    cooperating.ask_to_cooperate(request.actor, case)
    form = forms.AddPart(request.POST or None, owners=_owners(request, case))
    if form.is_valid() and _added(request, case, form):
        return redirect("casework:show_cooperation", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "heading": _("Hvem gjør hva?"),
    }
    return render(request, "casework/cooperation/form.html", context)


def decide_together(request: ActorRequest, ref: str, meeting: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    cooperating.ask_to_cooperate(request.actor, case)
    form = forms.DecideTogether(request.POST or None, owners=_owners(request, case))
    if form.is_valid() and _added(request, case, form, meeting=meeting):
        return redirect("casework:show_cooperation", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "heading": _("Før en beslutning"),
    }
    return render(request, "casework/cooperation/form.html", context)


def assign_part(request: ActorRequest, ref: str, part: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    cooperating.ask_to_cooperate(request.actor, case)
    page = _page(request, case)
    line = page.plan.part(part) if page.plan else None
    if line is None or line.does is None:
        raise Http404
    form = consulting.AssignDecision(request.POST or None, owners=_owners(request, case))
    if form.is_valid():
        try:
            cooperating.assign_part(
                request.actor,
                case,
                part=part,
                does=line.does,
                who=Who(**form.cleaned_data),
                on=timezone.localdate(),
            )
        except RuleBroken as broken:
            form.add_error("due_on", str(broken))
        else:
            return redirect("casework:show_cooperation", ref=ref)
    context = {"form": form, "ref": ref, "name": page.name, "heading": _("Sett ansvarlig og frist")}
    return render(request, "casework/cooperation/form.html", context)


def call_cooperation(request: ActorRequest, ref: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    cooperating.ask_to_cooperate(request.actor, case)
    page = _page(request, case)
    form = forms.CallCooperation(
        request.POST or None, people=page.people, initial={"held_on": today}
    )
    if form.is_valid():
        try:
            cooperating.call_cooperation(
                request.actor,
                case,
                gathering=form.gathering(),
                held_on=form.day(),
                with_family=form.with_family,
                on=today,
            )
        except RuleBroken as broken:
            form.add_error("people" if broken.code == "family_stop" else None, str(broken))
        else:
            messages.success(request, _("Møtet er satt opp. Systemet sender ingen innkalling."))
            return redirect("casework:show_cooperation", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": page.name,
        "heading": _("Sett opp et samarbeidsmøte"),
    }
    return render(request, "casework/cooperation/form.html", context)


def close_cooperation_meeting(request: ActorRequest, ref: str, meeting: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    cooperating.ask_to_cooperate(request.actor, case)
    page = _page(request, case)
    line = page.plan.meeting(meeting) if page.plan else None
    if line is None:
        raise Http404
    form = forms.CloseCooperationMeeting(request.POST or None)
    if form.is_valid():
        try:
            cooperating.close_cooperation_meeting(
                request.actor,
                case,
                meeting=meeting,
                happened_at=_moment(line),
                at=timezone.now(),
                **form.cleaned_data,
            )
        except RuleBroken as broken:
            field = "late_because" if broken.code == "late_without_reason" else None
            form.add_error(field, str(broken))
        else:
            messages.success(request, _("Møtet er avsluttet, og tiden er ført i saken."))
            return redirect("casework:show_cooperation", ref=ref)
    context = {"form": form, "ref": ref, "name": page.name, "heading": _("Avslutt møtet")}
    return render(request, "casework/cooperation/form.html", context)


def _page(request: ActorRequest, case: Case) -> plans.CooperationPage:
    grant = cooperating.read_cooperation(request.actor, case)
    return plans.cooperation_page(request.actor, case, grant, now=timezone.now())


def _added(
    request: ActorRequest,
    case: Case,
    form: forms.AddPart | forms.DecideTogether,
    *,
    meeting: str = "",
) -> bool:
    given = form.cleaned_data
    try:
        cooperating.add_part(
            request.actor,
            case,
            does=form.does(),
            service=given["service"],
            who=Who(given["owner"], given["due_on"]),
            on=timezone.localdate(),
            meeting=meeting,
        )
    except RuleBroken as broken:
        form.add_error("due_on" if broken.code == "due_in_the_past" else None, str(broken))
        return False
    messages.success(request, _("Lagret."))
    return True


def _owners(request: ActorRequest, case: Case) -> tuple[tuple[int, str], ...]:
    return queries.owners_for_task(request.actor, case)


def _moment(line: plans.MeetingLine) -> datetime:
    clock = datetime.strptime(line.clock or "00.00", "%H.%M").time()  # noqa: DTZ007 - a time of day
    return moment_at(line.held_on, clock, OSLO)
