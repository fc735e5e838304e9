"""The duty assistant: the criteria, what was ticked, what follows, and the signature."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import assessing_duties, reading
from fristed.casework.forms import assessing_duties as forms
from fristed.casework.rules.duties import reason
from fristed.casework.views.closing import reopens
from fristed.casework.views.naming import case_name
from fristed.codelists.queries import DutyOn
from fristed.kernel.rules import RuleBroken


@require_safe
def list_duties(request: ActorRequest) -> HttpResponse:
    assessing_duties.ask_to_use_guide(request.actor, request.actor)
    today = timezone.localdate()
    own = queries.own_duties(request.actor, on=today)
    names = reading.read_own_names(request.actor, own.sealed_names)
    context = {"page": queries.own_duties_page(own, names, on=today)}
    return render(request, "casework/duty/list.html", context)


@require_safe
def show_duties(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    grant = reading.read_duties(request.actor, case)
    page = queries.duties_page(request.actor, case, grant, now=timezone.now())
    return render(
        request, "casework/duty/show.html", {"page": page, "name": case_name(request, case, grant)}
    )


def use_duty_guide(request: ActorRequest, topic: str) -> HttpResponse:
    """The same questions without a case: for a call from a teacher. Nothing is kept."""
    assessing_duties.ask_to_use_guide(request.actor, request.actor)
    duty = _duty(topic)
    form = forms.DutyQuestions(request.POST or None, duty=duty)
    reasoning = _follows(form, duty)
    return render(request, "casework/duty/assess.html", _context(duty, form, reasoning=reasoning))


def assess_duty(request: ActorRequest, ref: str, topic: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    assessing_duties.ask_to_assess_duty(request.actor, case)
    duty, now = _duty(topic), timezone.now()
    form = forms.DutyQuestions(request.POST or None, duty=duty)
    reasoning = None if "change" in request.POST else _follows(form, duty)
    is_signing = reasoning is not None and "sign" in request.POST
    signing = forms.SignDuty(request.POST if is_signing else None, duty=duty, now=now)
    if is_signing and signing.is_valid():
        try:
            assessing_duties.assess_duty(
                request.actor,
                case,
                duty=duty,
                facts=signing.facts(form.ticked()),
                step=signing.step(),
                at=now,
            )
        except RuleBroken as broken:
            signing.add_error(forms.field_of_duty(broken), str(broken))
        else:
            messages.success(request, _("Vurderingen er signert og ligger i saken."))
            return redirect("casework:show_duties", ref=ref)
    context = _context(duty, form, reasoning=reasoning, signing=signing, ref=ref)
    context["name"] = case_name(request, case)
    context["reopens"] = reopens(request, case)
    return render(request, "casework/duty/assess.html", context)


def take_duty_step(request: ActorRequest, ref: str, assessment: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    assessing_duties.ask_to_assess_duty(request.actor, case)
    form = forms.DutyStepForm(request.POST or None)
    if form.is_valid():
        try:
            assessing_duties.take_duty_step(
                request.actor, case, assessment=assessment, step=form.step(), at=timezone.now()
            )
        except RuleBroken as broken:
            form.add_error(forms.field_of_duty(broken), str(broken))
        else:
            messages.success(request, _("Det er ført i saken."))
            return redirect("casework:show_duties", ref=ref)
    return render(
        request,
        "casework/duty/step.html",
        {"form": form, "ref": ref, "name": case_name(request, case)},
    )


def _duty(topic: str) -> DutyOn:
    duty = queries.duty_or_none(topic, on=timezone.localdate())
    if duty is None:
        raise Http404
    return duty


def _follows(form: forms.DutyQuestions, duty: DutyOn) -> object:
    """What follows from a form that was sent; nothing before, or when it contradicts itself."""
    if not form.is_valid():
        return None
    try:
        return reason(duty, form.ticked())
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return None


def _context(duty: DutyOn, form: forms.DutyQuestions, **more: object) -> dict[str, object]:
    numbers = queries.numbers_for(duty.calls, on=timezone.localdate())
    return {"duty": duty, "form": form, "numbers": numbers, **more}
