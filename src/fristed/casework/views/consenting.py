"""What she agrees to, and that she takes it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import consenting, reading
from fristed.casework.forms import sharing as forms
from fristed.casework.views.closing import reopens
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken


def record_consent(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    consenting.ask_to_record_consent(request.actor, case)
    grant = reading.read_case(request.actor, case)
    today = timezone.localdate()
    rights = queries.rights_today(request.actor, case, grant, on=today)
    first = {"given_on": today, "age_band": "" if rights.must_ask else rights.band}
    form = forms.RecordConsent(request.POST or None, on=today, initial=first)
    if form.is_valid():
        try:
            consenting.record_consent(
                request.actor,
                case,
                statement=form.statement(),
                given_on=form.cleaned_data["given_on"],
                on=today,
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Samtykket er ført."))
            return redirect("casework:show_who_knows", ref=ref)
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case, grant),
        "rights": rights,
        "reopens": reopens(request, case),
    }
    return render(request, "casework/sharing/record_consent.html", context)


@require_POST
def withdraw_consent(request: ActorRequest, ref: str, consent: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    consenting.ask_to_withdraw_consent(request.actor, case)
    stopped = consenting.Stopped.ask(request.actor, case, consent)
    today, now = timezone.localdate(), timezone.now()
    try:
        consenting.withdraw_consent(
            request.actor, case, consent=consent, stopped=stopped, on=today, at=now
        )
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(
            request, _("Samtykket er trukket. Ingenting mer deles. Se under hva som alt er delt.")
        )
    return redirect("casework:show_who_knows", ref=ref)
