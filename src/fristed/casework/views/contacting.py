"""Writing to somebody or ringing, when and as it is safe."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import contacting, reading
from fristed.casework.forms import people as forms
from fristed.casework.models import Case
from fristed.casework.views.closing import reopens
from fristed.kernel.rules import RuleBroken


def contact_person(request: ActorRequest, ref: str, channel: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    page, line, kept = _channel(request, case, channel, now)
    form = forms.ContactPerson(request.POST or None, person=line.person, channel=kept.channel)
    if form.is_valid():
        try:
            contacting.contact_person(
                request.actor,
                case,
                person=line.person,
                channel=kept.channel,
                ended_on=kept.ended_on,
                text=form.cleaned_data["text"],
                at=now,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Ført i saken."))
            return redirect("casework:show_case", ref=ref)
    stopped = line.person.is_family and queries.family_is_stopped(request.actor, case)
    context = {
        "form": form,
        "page": page,
        "line": line,
        "kept": kept,
        "stopped": stopped,
        "reopens": reopens(request, case),
    }
    return render(request, "casework/people/contact.html", context)


def _channel(
    request: ActorRequest, case: Case, channel: str, now: datetime
) -> tuple[queries.PeoplePage, queries.PersonLine, queries.ChannelLine]:
    contacting.ask_to_contact_person(request.actor, case)
    grant = reading.read_case(request.actor, case)
    page = queries.people_page(request.actor, case, grant, at=now)
    found = page.channel(channel)
    if found is None:
        raise Http404
    return page, *found
