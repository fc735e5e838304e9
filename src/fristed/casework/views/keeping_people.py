"""People of a case: who they are and how they may be reached."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import keeping_people, reading
from fristed.casework.forms import people as forms
from fristed.casework.models import Case
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


@require_safe
def show_people(request: ActorRequest, ref: str) -> HttpResponse:
    page = _page(request, queries.case_by_ref(ref))
    return render(request, "casework/people/show.html", {"page": page})


def add_person(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    keeping_people.ask_to_keep_people(request.actor, case)
    form = forms.KeepPerson(request.POST or None, on=timezone.localdate())
    if form.is_valid():
        try:
            keeping_people.add_person(request.actor, case, person=form.person())
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Personen er lagt til."))
            return redirect("casework:show_people", ref=ref)
    return render(
        request,
        "casework/people/person.html",
        {"form": form, "ref": ref, "name": case_name(request, case)},
    )


def update_person(request: ActorRequest, ref: str, person: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    keeping_people.ask_to_keep_people(request.actor, case)
    page = _page(request, case)
    line = page.person(person)
    if line is None:
        raise Http404
    form = forms.KeepPerson(request.POST or None, on=timezone.localdate(), now=line)
    if form.is_valid():
        try:
            keeping_people.update_person(
                request.actor,
                case,
                ref=person,
                seen=form.cleaned_data["seen"],
                person=form.person(),
                ended_on=form.ended_on(),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Lagret."))
            return redirect("casework:show_people", ref=ref)
    return render(
        request,
        "casework/people/person.html",
        {"form": form, "ref": ref, "line": line, "name": page.name},
    )


def add_channel(request: ActorRequest, ref: str, person: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    keeping_people.ask_to_keep_people(request.actor, case)
    page = _page(request, case)
    line = page.person(person)
    if line is None:
        raise Http404
    form = forms.KeepChannel(request.POST or None, on=timezone.localdate())
    if form.is_valid():
        try:
            keeping_people.add_channel(
                request.actor, case, of=person, person=line.person, channel=form.channel()
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Lagret."))
            return redirect("casework:show_people", ref=ref)
    context = {"form": form, "ref": ref, "line": line, "name": page.name}
    return render(request, "casework/people/channel.html", context)


def update_channel(request: ActorRequest, ref: str, channel: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    keeping_people.ask_to_keep_people(request.actor, case)
    page = _page(request, case)
    found = page.channel(channel)
    if found is None:
        raise Http404
    line, kept = found
    form = forms.KeepChannel(request.POST or None, on=timezone.localdate(), now=kept)
    if form.is_valid():
        try:
            keeping_people.update_channel(
                request.actor,
                case,
                ref=channel,
                seen=form.cleaned_data["seen"],
                person=line.person,
                channel=form.channel(),
                ended_on=form.ended_on(),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Lagret."))
            return redirect("casework:show_people", ref=ref)
    context = {"form": form, "ref": ref, "line": line, "name": page.name, "kept": kept}
    return render(request, "casework/people/channel.html", context)


def _page(request: ActorRequest, case: Case) -> queries.PeoplePage:
    grant = reading.read_case(request.actor, case)
    return queries.people_page(request.actor, case, grant, at=timezone.now())
