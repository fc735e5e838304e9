"""One network: its meetings, their minutes, and what it adds to national articles."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.gate import Actor
from fristed.guidance import forms, queries
from fristed.guidance.access import may_keep_network
from fristed.guidance.actions import meetings, reading, regions
from fristed.guidance.choices import MeetingPlace
from fristed.guidance.models import NetworkMeeting
from fristed.kernel.rules import RuleBroken
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import NoUnit, UnitOn, members_for, unit_on


@require_safe
def show_network(request: ActorRequest, unit: str) -> HttpResponse:
    reading.ask_to_guide(request.actor, request.actor)
    now = timezone.now()
    page = queries.network_page(
        request.actor, network_or_404(unit), at=now, on=timezone.localdate(now)
    )
    return render(request, "guidance/network/show.html", {"page": page})


def call_network_meeting(request: ActorRequest, unit: str) -> HttpResponse:
    network = network_or_404(unit)
    regions.ask_to_keep_network(request.actor, network)
    heading = _("Kall inn til møte i %s") % network.name
    back = reverse("guidance:show_network", args=[unit])
    form = forms.CallNetworkMeeting(request.POST or None, initial={"day": timezone.localdate()})
    if not form.is_valid():
        return _form(request, form, heading, back)
    given = form.cleaned_data
    names = (
        () if given["anyway"] else queries.taken(form.takes(unit), _members(request.actor, unit))
    )
    if names:
        again = forms.CallNetworkMeeting(initial=request.POST.dict() | {"anyway": True})
        return _form(request, again, heading, back, taken=names)
    try:
        ref = meetings.call_network_meeting(
            request.actor,
            network,
            starts_at=form.starts_at(),
            minutes=given["minutes"],
            place=MeetingPlace(given["place"]),
            agenda=given["agenda"],
        )
    except RuleBroken as broken:
        form.add_error("agenda", str(broken))
        return _form(request, form, heading, back)
    messages.success(request, _("Møtet er kalt inn."))
    return redirect("guidance:show_network_meeting", ref=ref)


@require_safe
def show_network_meeting(request: ActorRequest, ref: str) -> HttpResponse:
    meeting = _held_by(request, ref)
    page = queries.network_meeting_page(request.actor, meeting, on=timezone.localdate())
    return render(request, "guidance/network/meeting.html", {"page": page})


def write_network_minutes(request: ActorRequest, ref: str, position: int) -> HttpResponse:
    meeting, today = _held_by(request, ref), timezone.localdate()
    page = queries.network_meeting_page(request.actor, meeting, on=today)
    item = next((one for one in page.items if one.position == position), None)
    if item is None:
        raise Http404
    form = forms.WriteNetworkMinutes(
        request.POST or None,
        initial={"agreed": item.agreed},
        members=_members(request.actor, meeting.unit),
    )
    if form.is_valid():
        given = form.cleaned_data
        agreed = given.pop("agreed")
        try:
            meetings.write_network_minutes(request.actor, meeting, position=position, agreed=agreed)
            if given["what"]:
                meetings.agree_network_action(
                    request.actor, meeting, position=position, on=today, **given
                )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Referatet er lagret."))
            return redirect("guidance:show_network_meeting", ref=ref)
    back = reverse("guidance:show_network_meeting", args=[ref])
    return _form(request, form, item.what, back)


@require_POST
def finish_network_action(request: ActorRequest, ref: str, task: str) -> HttpResponse:
    finish = partial(meetings.finish_network_action, task=task, on=timezone.localdate())
    meeting = _do(request, ref, finish, _("Gjort."))
    return redirect("guidance:show_network", unit=meeting.unit)


@require_POST
def close_network_meeting(request: ActorRequest, ref: str) -> HttpResponse:
    close = partial(meetings.close_network_meeting, at=timezone.now())
    _do(request, ref, close, _("Referatet er ferdig."))
    return redirect("guidance:show_network_meeting", ref=ref)


@require_POST
def call_off_network_meeting(request: ActorRequest, ref: str) -> HttpResponse:
    meeting = _do(request, ref, meetings.call_off_network_meeting, _("Møtet er avlyst."))
    return redirect("guidance:show_network", unit=meeting.unit)


@require_safe
def show_network_knowledge(request: ActorRequest, unit: str) -> HttpResponse:
    reading.ask_to_guide(request.actor, request.actor)
    network = network_or_404(unit)
    lines = queries.network_knowledge(
        request.actor, unit, language=get_language() or "nb", on=timezone.localdate()
    )
    context = {
        "lines": lines,
        "name": network.name,
        "unit": unit,
        "may_keep": may_keep_network(request.actor, network),
    }
    return render(request, "guidance/network/knowledge.html", context)


def add_to_article(request: ActorRequest, unit: str, article: str) -> HttpResponse:
    network, today = network_or_404(unit), timezone.localdate()
    regions.ask_to_keep_network(request.actor, network)
    lines = queries.network_knowledge(
        request.actor, unit, language=get_language() or "nb", on=today
    )
    line = next((one for one in lines if one.ref == article), None)
    if line is None:
        raise Http404
    form = forms.AddToArticle(request.POST or None, initial={"text": line.addition}, on=today)
    if form.is_valid():
        given = form.cleaned_data
        try:
            meetings.add_to_article(
                request.actor, network, keyword=line.keyword, beside=line.ref, on=today, **given
            )
        except RuleBroken as broken:
            form.add_error("text", str(broken))
        else:
            messages.success(request, _("Tillegget er lagret."))
            return redirect("guidance:show_network_knowledge", unit=unit)
    back = reverse("guidance:show_network_knowledge", args=[unit])
    heading = _("Tillegg til %s") % line.keyword
    return _form(request, form, heading, back, text=line.text)


def network_or_404(unit: str) -> UnitOn:
    """The network that day; what is no network has no page."""
    try:
        network = unit_on(unit, timezone.localdate())
    except NoUnit:
        raise Http404 from None
    if network.kind != UnitKind.REGIONAL_NETWORK:
        raise Http404
    return network


def _form(
    request: ActorRequest, form: Form, heading: str, back: str, **more: object
) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back} | more
    return render(request, "guidance/form.html", context)


def _members(actor: Actor, unit: str) -> list[tuple[int, str]]:
    return [(one.id, one.name) for one in members_for(actor, {unit}, timezone.localdate())]


def _held_by(request: ActorRequest, ref: str) -> NetworkMeeting:
    """The meeting, where she may hold it."""
    meeting = queries.network_meeting_by_ref(request.actor, ref)
    meetings.ask_to_hold_network_meeting(request.actor, meeting)
    return meeting


def _do(
    request: ActorRequest, ref: str, act: Callable[[Actor, NetworkMeeting], None], said: str
) -> NetworkMeeting:
    """One thing done at once, and what is said of it on the next page."""
    meeting = _held_by(request, ref)
    try:
        act(request.actor, meeting)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, said)
    return meeting
