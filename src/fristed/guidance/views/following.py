"""Three questions, two weeks after an answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.guidance import forms, queries
from fristed.guidance.actions import asking, following
from fristed.guidance.choices import Acted
from fristed.kernel.rules import RuleBroken


def tell_what_came(request: ActorRequest, ref: str) -> HttpResponse:
    inquiry = queries.own_inquiry(request.actor, ref)
    asking.ask_to_read_own_inquiry(request.actor, inquiry)
    form = forms.WhatCame(request.POST or None, on=timezone.localdate())
    if form.is_valid():
        given = form.cleaned_data | {"acted": Acted(form.cleaned_data["acted"])}
        try:
            following.tell_what_came(request.actor, inquiry, at=timezone.now(), **given)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Takk. Det hjelper oss å gi bedre råd."))
            return redirect("guidance:show_door")
    return render(request, "guidance/door/what_came.html", {"form": form, "ref": ref})
