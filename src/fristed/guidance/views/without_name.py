"""What is open to everyone at the partner door: whom to call now, and a question without names."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fristed.accounts.queries import count_attempt
from fristed.accounts.views.networks import address_of
from fristed.gate import Visitor
from fristed.guidance import forms, queries
from fristed.guidance.access import PARTNER
from fristed.guidance.actions import asking
from fristed.guidance.actions.asking import Asked
from fristed.guidance.choices import Kind
from fristed.guidance.rules.acute import is_abroad
from fristed.guidance.rules.asking import FROM_ONE_NETWORK
from fristed.guidance.views.asking import answer_form
from fristed.vault import sealing


@login_not_required
@require_safe
def show_acute(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = forms.Acute(request.GET or None, countries=queries.countries_of_envoys(today))
    given = form.cleaned_data if form.is_valid() else {}
    where = given.get("where", "")
    context = {
        "form": form,
        "given": given,
        "is_abroad": is_abroad(where),
        "numbers": queries.numbers_to_call(
            where, given.get("age", ""), given.get("danger", "now"), on=today
        ),
        "envoy_in": queries.envoys_town(where, on=today),
    }
    return render(request, "guidance/door/acute.html", context)


@login_not_required
def ask_without_name(request: HttpRequest) -> HttpResponse:
    now = timezone.now()

    def send(
        new: sealing.NewFile, asked: Asked, also: sealing.Address | None, once: bytes
    ) -> HttpResponse:
        if count_attempt(FROM_ONE_NETWORK, address_of(request), now) is not None:
            return render(request, "guidance/door/too_many.html", status=429)
        visitor = Visitor(file_ref=new.ref, file_id=new.id, door=PARTNER)
        asking.send_without_name(visitor, new, asked=asked, also=also, once=once, at=now)
        return render(request, "guidance/door/sent.html")

    return answer_form(
        request, forms.AskWithoutName, Kind.QUESTION, first={}, creator="", send=send, at=now
    )
