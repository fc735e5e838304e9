"""What the missions know of their countries: notes, and briefs for services in Norway."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import describing_countries
from fristed.casework.actions.describing_countries import Described
from fristed.casework.choices import BriefReader
from fristed.casework.forms import abroad as forms
from fristed.guidance import queries as inquiries
from fristed.kernel.periods import months_after
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import UnitOn
from fristed.ui import downloads, printing

DOCUMENT = "casework/templates/casework/countries/brief.typ"
NOTE_MONTHS = 6  # what the form proposes


@require_safe
def list_countries(request: ActorRequest) -> HttpResponse:
    describing_countries.ask_to_see_countries(request.actor, request.actor)
    today = timezone.localdate()
    page = queries.countries_page(request.actor, on=today)
    context = {"page": page, "today": today, "next_review_on": months_after(today, NOTE_MONTHS)}
    return render(request, "casework/countries/list.html", context)


def write_country_note(request: ActorRequest, unit: str) -> HttpResponse:
    mission, today = _mission(request, unit), timezone.localdate()
    instead = request.GET.get("instead", "")
    now = queries.note_by_ref(request.actor, unit, instead, on=today) if instead else None
    form = forms.WriteNote(
        request.POST or None,
        countries=queries.areas_of(unit, on=today),
        now=now,
        on=today,
        review_on=months_after(today, NOTE_MONTHS),
    )
    if form.is_valid():
        try:
            describing_countries.write_country_note(
                request.actor,
                mission,
                note=form.note(),
                review_on=form.cleaned_data["review_on"],
                on=today,
                instead=now.ref if now else "",
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Notatet er lagret."))
            return redirect("casework:list_countries")
    context = {"form": form, "heading": _("Landnotat"), "mission": unit, "now": now}
    return render(request, "casework/countries/write.html", context)


@require_POST
def review_country_note(request: ActorRequest, unit: str, note: str) -> HttpResponse:
    mission, form = _mission(request, unit), forms.ReviewNote(request.POST)
    if not form.is_valid():
        raise Http404
    review_on = form.cleaned_data["review_on"]
    today = timezone.localdate()
    try:
        describing_countries.review_country_note(
            request.actor, mission, note=note, review_on=review_on, on=today
        )
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:list_countries")


@require_POST
def end_country_note(request: ActorRequest, unit: str, note: str) -> HttpResponse:
    mission = _mission(request, unit)
    today = timezone.localdate()
    try:
        describing_countries.end_country_note(request.actor, mission, note=note, on=today)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:list_countries")


def write_brief(request: ActorRequest, unit: str) -> HttpResponse:
    mission, today = _mission(request, unit), timezone.localdate()
    instead = request.GET.get("instead", "")
    now = queries.brief_by_ref(request.actor, instead, on=today) if instead else None
    form = forms.WriteBrief(
        request.POST or None, countries=queries.areas_of(unit, on=today), now=now
    )
    if form.is_valid():
        try:
            ref = describing_countries.write_brief(
                request.actor,
                mission,
                brief=form.brief(),
                pages=printing.pages(_printed(form.brief(), today)),
                on=today,
                instead=now.ref if now else "",
            )
        except RuleBroken as broken:
            form.add_error("text" if broken.code == "too_long" else None, str(broken))
        else:
            messages.success(request, _("Orienteringen er lagret."))
            return redirect("casework:show_brief", brief=ref)
    context = {"form": form, "heading": _("Landorientering")}
    return render(request, "casework/countries/write.html", context)


def write_brief_of_inquiry(request: ActorRequest, ref: str) -> HttpResponse:
    """Of a question her mission has answered. Nothing is copied: it may be about somebody."""
    unit = inquiries.inquiry_by_ref(request.actor, ref).unit
    mission, today = _mission(request, unit), timezone.localdate()
    form = forms.WriteBrief(
        request.POST or None, countries=queries.areas_of(unit, on=today), now=None
    )
    if form.is_valid():
        try:
            brief = describing_countries.write_brief_of_inquiry(
                request.actor,
                mission,
                inquiry=ref,
                brief=form.brief(),
                pages=printing.pages(_printed(form.brief(), today)),
                on=today,
            )
        except RuleBroken as broken:
            form.add_error("text" if broken.code == "too_long" else None, str(broken))
        else:
            messages.success(request, _("Orienteringen er lagret."))
            return redirect("casework:show_brief", brief=brief)
    context = {"form": form, "heading": _("Landorientering"), "inquiry": ref}
    return render(request, "casework/countries/write.html", context)


@require_POST
def review_brief(request: ActorRequest, unit: str, brief: str) -> HttpResponse:
    mission = _mission(request, unit)
    today = timezone.localdate()
    try:
        describing_countries.review_brief(request.actor, mission, brief=brief, on=today)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:list_countries")


def show_brief(request: ActorRequest, brief: str) -> HttpResponse:
    """Read on the page; as a PDF for a service, which is counted."""
    describing_countries.ask_to_see_countries(request.actor, request.actor)
    today = timezone.localdate()
    line = queries.brief_by_ref(request.actor, brief, on=today)
    if line is None:
        raise Http404
    form = forms.GiveBrief(request.POST or None)
    if form.is_valid():
        reader = BriefReader(form.cleaned_data["reader"])
        describing_countries.give_brief(
            request.actor, request.actor, brief=line.id, reader=reader, on=today
        )
        typed = Described(line.country_code, line.title, line.text, line.source)
        paper = _printed(typed, line.written_on)
        return downloads.attachment(paper, kind="application/pdf", name=_("landorientering.pdf"))
    return render(request, "casework/countries/brief.html", {"line": line, "form": form})


def _printed(brief: Described, written_on: date) -> bytes:
    """Who wrote it and who fetched it stand nowhere in it."""
    values = queries.printed_brief(brief.country, brief.text, brief.source, written_on=written_on)
    return printing.pdf(DOCUMENT, values, title=brief.heading, stamp=None)


def _mission(request: ActorRequest, unit: str) -> UnitOn:
    mission = queries.mission_unit(unit)
    describing_countries.ask_to_write_of_country(request.actor, mission)
    return mission
