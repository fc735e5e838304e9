"""Closing a case to somebody by name."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import excluding, reading
from fristed.casework.forms import access as forms
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken
from fristed.vault.keeper import KeeperRefused


def exclude_person(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    excluding.ask_to_exclude(request.actor, case)
    grant = reading.read_case(request.actor, case)
    today = timezone.localdate()
    page = queries.exclusions_page(request.actor, case, grant, on=today)
    form = forms.ExcludePerson(request.POST or None, people=page.people)
    if form.is_valid():
        person = next(one for one in page.people if one.ref == form.cleaned_data["person"])
        try:
            barred = excluding.Barred.ask(request.actor, case, person)
            excluding.exclude_person(
                request.actor, case, barred=barred, reason=form.cleaned_data["reason"], on=today
            )
        except (RuleBroken, KeeperRefused) as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Saken er stengt for %s.") % person.name)
            return redirect("casework:exclude_person", ref=ref)
    context = {"page": page, "form": form, "name": case_name(request, case, grant)}
    return render(request, "casework/exclusion/show.html", context)


@require_POST
def end_exclusion(request: ActorRequest, ref: str, person: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    excluding.ask_to_exclude(request.actor, case)
    grant = reading.read_case(request.actor, case)
    today = timezone.localdate()
    page = queries.exclusions_page(request.actor, case, grant, on=today)
    closed = [one for one in page.lines if one.person_ref == person and one.ended_on is None]
    if not closed:
        raise Http404
    let_in = excluding.LetIn.ask(request.actor, case, person=closed[0].person, ref=person)
    excluding.end_exclusion(request.actor, case, let_in=let_in, on=today)
    messages.success(request, _("%s er ikke lenger stengt ute.") % closed[0].name)
    return redirect("casework:exclude_person", ref=ref)
