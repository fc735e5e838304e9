"""The competence team's meeting: called, held, closed, and its minutes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework.actions import consulting, meeting
from fristed.casework.choices import PrintReason
from fristed.casework.forms import consulting as forms
from fristed.casework.models import TeamMeeting
from fristed.casework.queries import consulting as matters
from fristed.casework.queries import meeting as queries
from fristed.casework.views.consulting import take_up
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import members_of
from fristed.ui import downloads, printing

DOCUMENT = "casework/templates/casework/meeting/minutes.typ"


def call_meeting(request: ActorRequest) -> HttpResponse:
    consulting.ask_to_work_in_team(request.actor, request.actor)
    form = forms.CallMeeting(request.POST or None, initial={"day": timezone.localdate()})
    if form.is_valid():
        try:
            ref = meeting.call_meeting(
                request.actor,
                request.actor,
                unit=matters.team_of(request.actor),
                starts_at=form.starts_at(),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return redirect("casework:show_meeting", ref=ref)
    return render(request, "casework/meeting/call.html", {"form": form})


@require_safe
def show_meeting(request: ActorRequest, ref: str) -> HttpResponse:
    row = queries.meeting_by_ref(request.actor, ref)
    meeting.ask_to_hold_meeting(request.actor, row)
    page = queries.meeting_page(request.actor, row)
    return render(request, "casework/meeting/show.html", {"page": page})


def decide(request: ActorRequest, ref: str, consultation: str) -> HttpResponse:
    row = queries.meeting_by_ref(request.actor, ref)
    meeting.ask_to_hold_meeting(request.actor, row)
    matter = matters.consultation_by_ref(request.actor, consultation)
    form = forms.Decide(request.POST or None, owners=_owners(row))
    if form.is_valid():
        consulting.ask_to_update_consultation(request.actor, matter)
        take_up(request, matter)
        try:
            meeting.decide(
                request.actor,
                row,
                consultation=matter,
                on=timezone.localdate(),
                **form.cleaned_data,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Vedtaket er ført."))
            return redirect("casework:show_meeting", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "number": matter.number,
        "heading": _("Før et vedtak"),
    }
    return render(request, "casework/meeting/form.html", context)


def assign_decision(request: ActorRequest, ref: str, decision: str) -> HttpResponse:
    row = queries.meeting_by_ref(request.actor, ref)
    meeting.ask_to_hold_meeting(request.actor, row)
    form = forms.AssignDecision(request.POST or None, owners=_owners(row))
    if form.is_valid():
        try:
            meeting.assign_decision(request.actor, row, decision=decision, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return redirect("casework:show_meeting", ref=ref)
    context = {"form": form, "ref": ref, "heading": _("Sett ansvarlig og frist")}
    return render(request, "casework/meeting/form.html", context)


@require_POST
def postpone_matter(request: ActorRequest, ref: str, consultation: str) -> HttpResponse:
    row = queries.meeting_by_ref(request.actor, ref)
    matter = matters.consultation_by_ref(request.actor, consultation)
    try:
        meeting.postpone_matter(request.actor, row, consultation=matter)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_meeting", ref=ref)


@require_POST
def finish_decision(request: ActorRequest, ref: str, decision: str) -> HttpResponse:
    row = queries.meeting_by_ref(request.actor, ref)
    try:
        meeting.finish_decision(request.actor, row, decision=decision, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_meeting", ref=ref)


@require_POST
def close_meeting(request: ActorRequest, ref: str) -> HttpResponse:
    row = queries.meeting_by_ref(request.actor, ref)
    try:
        meeting.close_meeting(request.actor, row, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Møtet er avsluttet. Referatet er klart."))
    return redirect("casework:show_meeting", ref=ref)


@require_safe
def print_minutes(request: ActorRequest, ref: str) -> HttpResponse:
    """What was decided in the meeting. Each matter is opened, and says so in its own log."""
    row = queries.meeting_by_ref(request.actor, ref)
    meeting.ask_to_hold_meeting(request.actor, row)
    page = queries.meeting_page(request.actor, row)
    today = timezone.localdate()
    decisions = {
        line.matter.ref: _decided_in(request, row, line.matter.ref) for line in page.agenda
    }
    values = queries.printed_minutes(page, decisions, on=today)
    why = str(PrintReason.MEETING.label)
    stamp = printing.Stamp(request.actor.name, timezone.now(), why, ref)
    paper = printing.pdf(DOCUMENT, values, title=_("Møtereferat"), stamp=stamp)
    return downloads.attachment(paper, kind="application/pdf", name=_("referat.pdf"))


def _decided_in(request: ActorRequest, row: TeamMeeting, ref: str) -> tuple[matters.Decision, ...]:
    matter = matters.consultation_by_ref(request.actor, ref)
    grant = consulting.print_consultation(request.actor, matter, reason=PrintReason.MEETING)
    take_up(request, matter)
    page = matters.consultation_page(request.actor, matter, grant, (), on=timezone.localdate())
    return tuple(one for one in page.decisions if one.meeting == row.ref)


def _owners(row: TeamMeeting) -> list[tuple[int, str]]:
    return [(one.id, one.name) for one in members_of(row.unit, timezone.localdate())]
