"""True and protected counts beside each other, for the analyst who asks, in her page alone.

A page view makes a key pair. The public half goes with the job; the private half goes into the
form of the page and comes back with it. Nothing here keeps it.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.gate import Actor
from fristed.kernel.rules import RuleBroken
from fristed.sealing import hpke
from fristed.statistics import forms, queries
from fristed.statistics.actions import drafting
from fristed.statistics.models import Draft
from fristed.statistics.rules import glimpses
from fristed.statistics.views.drafting import draft_or_404


def show_true_counts(request: ActorRequest, ref: str) -> HttpResponse:
    draft = draft_or_404(ref)
    drafting.ask_to_see_true_counts(request.actor, draft)
    if request.method != "POST":
        return _page(request, draft)
    if "key" not in request.POST:
        return _page(request, draft, form=_asked(request.actor, draft), waits=True)
    form = forms.Beside(request.POST, sides=draft.sides)
    waits = draft.glimpse is None
    beside = _opened(draft, form) if form.is_valid() and not waits else None
    return _page(request, draft, form=form, beside=beside, waits=waits)


def _asked(actor: Actor, draft: Draft) -> forms.Beside:
    pair = hpke.new_pair()
    drafting.ask_for_true_counts(actor, draft, key=pair.public.hex())
    first = {"key": pair.private.hex(), "down": draft.sides[0], "across": draft.sides[-1]}
    return forms.Beside(sides=draft.sides, initial=first)


def _opened(draft: Draft, form: forms.Beside) -> queries.Beside | None:
    try:
        true = glimpses.opened(
            draft.ref,
            private=form.cleaned_data["key"],
            sealed=bytes(draft.glimpse or b""),
            why_not=_("Tallene er regnet ut for en annen side. Be om dem på nytt."),
        )
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return None
    return queries.beside(draft, true, form.cleaned_data)


def _page(request: ActorRequest, draft: Draft, **shown: object) -> HttpResponse:
    page = queries.draft_page(request.actor, draft)
    context = {"page": page, "form": None, "beside": None, "waits": False, **shown}
    return render(request, "statistics/draft/true.html", context)
