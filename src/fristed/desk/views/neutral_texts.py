"""The neutral list: what may be sent to a phone that others read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.desk import forms
from fristed.kernel.rules import RuleBroken
from fristed.notices import queries
from fristed.notices.actions import keeping


@require_safe
def list_neutral_texts(request: ActorRequest) -> HttpResponse:
    keeping.ask_to_see_neutral_texts(request.actor, request.actor)
    page = queries.neutral_list(request.actor)
    return render(request, "desk/neutral_texts.html", {"page": page})


def propose_text(request: ActorRequest) -> HttpResponse:
    keeping.ask_to_see_neutral_texts(request.actor, request.actor)
    form = forms.ProposeText(request.POST or None)
    if form.is_valid():
        try:
            keeping.propose_text(
                request.actor,
                request.actor,
                use=form.cleaned_data["use"],
                words=form.words(),
                on=timezone.localdate(),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Foreslått. En kollega må godkjenne teksten."))
            return redirect("desk:list_neutral_texts")
    return render(request, "desk/propose_text.html", {"form": form})


@require_POST
def approve_text(request: ActorRequest, ref: str) -> HttpResponse:
    try:
        keeping.approve_text(request.actor, queries.text_by_ref(ref), on=timezone.localdate())
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("desk:list_neutral_texts")


@require_POST
def end_text(request: ActorRequest, ref: str) -> HttpResponse:
    keeping.end_text(request.actor, queries.text_by_ref(ref), on=timezone.localdate())
    return redirect("desk:list_neutral_texts")
