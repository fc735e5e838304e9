"""Journeys: before, during, and whether everyone has come back."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import reading, travelling
from fristed.casework.actions.breaking_glass import Glass
from fristed.casework.actions.excluding import Barred
from fristed.casework.forms import travel as forms
from fristed.casework.models import Case
from fristed.casework.rules.travel import AddressFile
from fristed.casework.views.closing import reopens
from fristed.casework.views.naming import case_name
from fristed.kernel.appointments import Appointment, calendar_file
from fristed.kernel.rules import RuleBroken
from fristed.notices import queries as notices
from fristed.notices.choices import Use
from fristed.ui import downloads, wording
from fristed.ui.house import HOUSE
from fristed.vault.keeper import KeeperRefused

LASTS = timedelta(minutes=30)


@require_safe
def list_journeys(request: ActorRequest) -> HttpResponse:
    reading.ask_to_see_journeys(request.actor, request.actor)
    today = timezone.localdate()
    page = queries.journeys_of(request.actor, on=today)
    names = reading.read_own_names(request.actor, page.sealed_names)
    context = {
        "journeys": [(names.get(one.case, ""), one) for one in page.journeys],
        "to_talk": [(names.get(one.case, ""), one) for one in page.to_talk],
        "today": today,
    }
    return render(request, "casework/travel/list.html", context)


@require_safe
def show_travel(request: ActorRequest, ref: str) -> HttpResponse:
    now = timezone.now()
    page = _page(request, queries.case_by_ref(ref), now)
    context = {"page": page, "today": timezone.localdate(now), "now": now}
    return render(request, "casework/travel/show.html", context)


def note_travel_talk(request: ActorRequest, ref: str) -> HttpResponse:
    case, today = queries.case_by_ref(ref), timezone.localdate()
    travelling.ask_to_note_travel_talk(request.actor, case)
    form = forms.NoteTalk(request.POST or None, on=today)
    if form.is_valid():
        try:
            travelling.note_travel_talk(request.actor, case, talk=form.talk(), on=today)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Samtalen er ført."))
            return redirect("casework:show_travel", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "reopens": reopens(request, case),
    }
    return render(request, "casework/travel/talk.html", context)


def agree_trip(request: ActorRequest, ref: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    today = timezone.localdate(now)
    travelling.ask_to_agree_trip(request.actor, case)
    form, must_confirm = forms.AgreeTrip(request.POST or None, on=today), False
    if form.is_valid():
        covering = queries.covering_for(request.actor, on=today)
        try:
            travelling.agree_trip(
                request.actor,
                case,
                agreement=form.agreement(),
                leaves_on=form.cleaned_data["leaves_on"],
                returns_on=form.cleaned_data["returns_on"],
                addresses=form.cleaned_data["addresses"],
                new=travelling.NewAddresses.ask(
                    request.actor, case, covering=covering, at=now, on=today
                ),
                on=today,
            )
            Barred.beside(request.actor, case)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        except KeeperRefused as refused:
            form.add_error(None, refused.message)
            must_confirm = refused.code == "not_recent"
        else:
            messages.success(request, _("Reiseavtalen er lagret. Avtal nå når dere skal snakkes."))
            return redirect("casework:show_travel", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "must_confirm": must_confirm,
        "reopens": reopens(request, case),
    }
    return render(request, "casework/travel/agree.html", context)


def agree_check_in(request: ActorRequest, ref: str, trip: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    travelling.ask_to_plan_travel(request.actor, case)
    page = _page(request, case, now)
    line = page.trip(trip)
    if line is None:
        raise Http404
    town = page.mission.town.name if page.mission else "Oslo"
    form = forms.AgreeCheckIn(request.POST or None, on=timezone.localdate(now), town=town)
    if form.is_valid():
        try:
            travelling.agree_check_in(
                request.actor,
                case,
                trip=trip,
                meeting=form.meeting(),
                due_on=form.cleaned_data["day"],
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Avtalen er ført."))
            return redirect("casework:show_travel", ref=ref)
    return render(
        request, "casework/travel/check_in.html", {"form": form, "ref": ref, "name": page.name}
    )


@require_POST
def settle_check_in(request: ActorRequest, ref: str, check_in: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    travelling.ask_to_plan_travel(request.actor, case)
    found = _page(request, case, now).check_in(check_in)
    form = forms.SettleCheckIn(request.POST)
    if found is None or not form.is_valid():
        raise Http404
    try:
        travelling.settle_check_in(
            request.actor,
            case,
            check_in=check_in,
            outcome=form.cleaned_data["outcome"],
            due_at=found[1].moment,
            now=now,
            on=timezone.localdate(now),
        )
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_travel", ref=ref)


def decide_rung(request: ActorRequest, ref: str, check_in: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    travelling.ask_to_plan_travel(request.actor, case)
    page = _page(request, case, now)
    found = page.check_in(check_in)
    if found is None:
        raise Http404
    reached = [rung.rung for rung in found[1].rungs if rung.is_reached]
    form = forms.DecideRung(request.POST or None, initial={"rung": reached[-1] if reached else ""})
    if form.is_valid():
        try:
            travelling.decide_rung(
                request.actor,
                case,
                check_in=check_in,
                rung=form.cleaned_data["rung"],
                decision=form.decision(),
                on=timezone.localdate(now),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Beslutningen er ført."))
            return redirect("casework:show_travel", ref=ref)
    return render(
        request,
        "casework/travel/decide.html",
        {"form": form, "ref": ref, "name": page.name},
    )


@require_safe
def download_check_in(request: ActorRequest, ref: str, check_in: str) -> HttpResponse:
    """A calendar file that says a time and one neutral word."""
    case, now = queries.case_by_ref(ref), timezone.now()
    found = _page(request, case, now).check_in(check_in)
    if found is None:
        raise Http404
    _trip, due = found
    titles = [words for _ref, words in notices.texts_in_use(Use.CALENDAR, wording.language())]
    appointment = Appointment(
        ref=check_in,
        title=titles[0] if titles else "–",
        starts_at=due.moment,
        lasts=LASTS,
        town=due.meeting.at,
    )
    file = calendar_file(appointment, made_at=now, note=HOUSE.sample_words)
    return downloads.attachment(file, kind="text/calendar", name="1.ics")


def open_addresses(request: ActorRequest, ref: str, trip: str) -> HttpResponse:
    """Asks why first; then shows them this once."""
    case, now = queries.case_by_ref(ref), timezone.now()
    page = _page(request, case, now)
    line = page.trip(trip)
    if line is None:
        raise Http404
    travelling.ask_to_open_addresses(request.actor, line.addresses)
    has_key = queries.has_key_to(request.actor, line.addresses)
    form = forms.OpenAddresses(request.POST or None)
    shown, must_confirm = None, False
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if not has_key:
                _reach(request, line.addresses, reason, now)
            grant = travelling.open_addresses(request.actor, line.addresses, reason=reason)
            shown = queries.addresses_of(request.actor, line.addresses, grant)
        except KeeperRefused as refused:
            form.add_error(None, refused.message)
            must_confirm = refused.code == "not_recent"
    context = {
        "form": form,
        "ref": ref,
        "name": page.name,
        "shown": shown,
        "has_key": has_key,
        "must_confirm": must_confirm and has_key,
    }
    return render(request, "casework/travel/addresses.html", context)


def _reach(request: ActorRequest, addresses: AddressFile, reason: str, at: datetime) -> None:
    """In an emergency: an hour's key, for which the keeper asks a second factor just shown."""
    glass = Glass.ask(request.actor, addresses, reason=reason, at=at)
    travelling.reach_addresses(request.actor, addresses, glass=glass)


@require_POST
def note_return(request: ActorRequest, ref: str, trip: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    try:
        travelling.note_return(request.actor, case, trip=trip, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Ført: tilbake i dag. Ta en samtale når det er trygt."))
    back = "casework:list_journeys" if request.POST.get("from") == "list" else ""
    return redirect(back) if back else redirect("casework:show_travel", ref=ref)


def _page(request: ActorRequest, case: Case, now: datetime) -> queries.TravelPage:
    grant = reading.read_case(request.actor, case)
    return queries.travel_page(request.actor, case, grant, now=now)
