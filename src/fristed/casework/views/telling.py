"""Whom not to tell, and asking a colleague to agree that somebody is told all the same."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import access, queries
from fristed.casework.actions import reading, sharing, telling
from fristed.casework.choices import Part, SharePurpose
from fristed.casework.forms import referring as outside
from fristed.casework.forms import telling as forms
from fristed.casework.models import Case
from fristed.casework.views.handing_over import grounds_of, legal_choices
from fristed.casework.views.naming import case_name
from fristed.casework.views.sharing import law_of, offered_to
from fristed.kernel.rules import RuleBroken

TO_AGREE = timedelta(days=14)
"""How long a colleague who agrees or not can read what was done. Our own limit."""


@require_POST
def stop_family(request: ActorRequest, ref: str) -> HttpResponse:
    case, form = queries.case_by_ref(ref), outside.SayWhy(request.POST)
    telling.ask_to_stop_family(request.actor, case)
    if not form.is_valid():
        messages.error(request, _("Skriv hvorfor."))
        return redirect("casework:show_who_knows", ref=ref)
    try:
        why = form.cleaned_data["why"]
        telling.stop_family(request.actor, case, why=why, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("casework:show_who_knows", ref=ref)


@require_POST
def lift_family_stop(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    telling.lift_family_stop(request.actor, case, on=timezone.localdate())
    return redirect("casework:show_who_knows", ref=ref)


def ask_to_override(request: ActorRequest, ref: str) -> HttpResponse:
    case, now = queries.case_by_ref(ref), timezone.now()
    telling.ask_to_stop_family(request.actor, case)
    grant = reading.read_case(request.actor, case)
    grounds = grounds_of(queries.consents_of(request.actor, case, grant, now=now))
    bases = [(key, label) for key, (label, _agreed) in grounds.items()]
    if access.may_share_without_consent(request.actor, case):
        bases += legal_choices()
    people = queries.askable(request.actor, case, now=now)
    form = forms.AskOverride(request.POST or None, people=people, bases=bases)
    if form.is_valid():
        try:
            _ask(request, case, form, {key: agreed for key, (_label, agreed) in grounds.items()})
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            text = _("%s er spurt. Familien får ikke vite noe før svaret er ja.")
            messages.success(request, text % form.colleague_asked().name)
            return redirect("casework:show_who_knows", ref=ref)
    return render(
        request,
        "casework/sharing/ask_override.html",
        {"form": form, "ref": ref, "name": case_name(request, case, grant)},
    )


@require_safe
def show_override(request: ActorRequest, ref: str, override: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    grant = telling.read_override(request.actor, case)
    line = queries.override_line(request.actor, case, grant, override)
    if line is None:
        raise Http404
    return render(
        request,
        "casework/sharing/override.html",
        {"line": line, "name": case_name(request, case, grant)},
    )


@require_POST
def approve_override(request: ActorRequest, ref: str, override: str) -> HttpResponse:
    return _answer(request, ref, override, telling.approve_override)


@require_POST
def decline_override(request: ActorRequest, ref: str, override: str) -> HttpResponse:
    return _answer(request, ref, override, telling.decline_override)


def _ask(
    request: ActorRequest,
    case: Case,
    form: forms.AskOverride,
    grounds: dict[str, sharing.Agreed],
) -> None:
    """A colleague who cannot read the case is offered what was done in it, and asked then."""
    actor, given, today = request.actor, form.cleaned_data, timezone.localdate()
    colleague, why = form.colleague_asked(), given["why"]
    if form.must_share:
        offered = offered_to(
            request,
            case,
            colleague,
            parts=[Part.NAME, Part.NOTES],
            purpose=SharePurpose.ADVICE,
            until=today + TO_AGREE,
        )
        if given["basis"] in grounds:
            sharing.offer_share(
                actor, case, offered=offered, agreed=grounds[given["basis"]], why=why, on=today
            )
        else:
            law = law_of(given["basis"])
            sharing.offer_share_without_consent(
                actor, case, offered=offered, law=law, why=why, on=today
            )
    telling.ask_to_override(actor, case, why=why, colleague=colleague.id, on=today)


def _answer(
    request: ActorRequest, ref: str, override: str, answer: Callable[..., None]
) -> HttpResponse:
    case = queries.case_by_ref(ref)
    try:
        answer(request.actor, case, override=override, on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Svaret er ført. Den som spurte, ser det."))
    if access.may_see_who_knows(request.actor, case):
        return redirect("casework:show_who_knows", ref=ref)
    return redirect("casework:show_case", ref=ref)
