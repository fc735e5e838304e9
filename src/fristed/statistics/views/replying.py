"""Questions from outside, and the answers they got."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.rules import RuleBroken
from fristed.statistics import forms, queries
from fristed.statistics.actions import replying


def list_replies(request: ActorRequest) -> HttpResponse:
    replying.ask_to_reply(request.actor, request.actor)
    words = request.GET.get("q", "").strip()[:100]
    lines = queries.replies(words)
    return render(request, "statistics/reply/list.html", {"lines": lines, "words": words})


def keep_reply(request: ActorRequest) -> HttpResponse:
    replying.ask_to_reply(request.actor, request.actor)
    today = timezone.localdate()
    form = forms.NewReply(
        request.POST or None, tables=queries.open_tables(), initial={"asked_on": today}
    )
    if form.is_valid():
        try:
            replying.keep_reply(request.actor, request.actor, answered=form.answered(), on=today)
        except RuleBroken as broken:
            form.add_error("question" if broken.code == "asked_before" else "answer", str(broken))
        else:
            messages.success(request, _("Svaret er notert. Nå kan du sende det."))
            return redirect("statistics:list_replies")
    alike = queries.replies(str(form["question"].value() or "")) if request.POST else []
    return render(request, "statistics/reply/new.html", {"form": form, "alike": alike})
