"""What somebody at the desk thinks nora should say, and what became of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.desk import forms
from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import Found, found
from fristed.organisation.queries import named_places
from fristed.portal.actions import contributing
from fristed.portal.queries import editing
from fristed.portal.queries.contributing import own_contributions


@require_safe
def list_contributions(request: ActorRequest) -> HttpResponse:
    contributing.ask_to_contribute(request.actor, request.actor)
    context = {"contributions": own_contributions(request.actor)}
    return render(request, "desk/contributions.html", context)


def send_contribution(request: ActorRequest) -> HttpResponse:
    contributing.ask_to_contribute(request.actor, request.actor)
    form = forms.Contribute(request.POST or None, pages=editing.pages_for_choice())
    words: tuple[Found, ...] = ()
    may_be_sure = False
    if form.is_valid():
        given, today = form.cleaned_data, timezone.localdate()
        try:
            contributing.send_contribution(request.actor, request.actor, on=today, **given)
        except RuleBroken as broken:
            words = found(given["text"], named_places(today))
            may_be_sure = broken.code == "may_point"
            form.add_error("text", str(broken))  # which forgets the text
        else:
            messages.success(request, _("Sendt til redaktørene."))
            return redirect("desk:list_contributions")
    if not may_be_sure:
        form.ask_of_nothing()
    return render(request, "desk/send_contribution.html", {"form": form, "found": words})
