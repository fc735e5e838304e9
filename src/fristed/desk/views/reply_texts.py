"""The library of ready-made texts for answers to professionals."""

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
from fristed.notices.actions import replying
from fristed.organisation.queries import calls_on


@require_safe
def list_reply_texts(request: ActorRequest) -> HttpResponse:
    replying.ask_to_see_reply_texts(request.actor, request.actor)
    page = queries.reply_library(request.actor, on=timezone.localdate())
    return render(request, "desk/reply_texts.html", {"page": page})


def propose_reply_text(request: ActorRequest) -> HttpResponse:
    replying.ask_to_see_reply_texts(request.actor, request.actor)
    form = forms.ProposeReplyText(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            replying.propose_reply_text(
                request.actor,
                request.actor,
                kind=given["kind"],
                keyword=given["keyword"],
                words=form.words(),
                law_version=given["law_version"],
                review_on=given["review_on"],
                on=timezone.localdate(),
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Foreslått. En kollega må godkjenne teksten."))
            return redirect("desk:list_reply_texts")
    context = {"form": form, "calls": calls_on(timezone.localdate())}
    return render(request, "desk/propose_reply_text.html", context)


@require_POST
def approve_reply_text(request: ActorRequest, ref: str) -> HttpResponse:
    text = queries.reply_text_by_ref(ref)
    replying.approve_reply_text(request.actor, text, on=timezone.localdate())
    return redirect("desk:list_reply_texts")


@require_POST
def end_reply_text(request: ActorRequest, ref: str) -> HttpResponse:
    text = queries.reply_text_by_ref(ref)
    replying.end_reply_text(request.actor, text, on=timezone.localdate())
    return redirect("desk:list_reply_texts")
