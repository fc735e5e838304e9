"""True and protected counts beside each other, for the analyst who asks, in her page alone.

A page view makes a key pair. The public half goes with the job; the private half goes into the
form of the page and comes back with it. Nothing here keeps it.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.kernel.rules import RuleBroken
from fristed.sealing import hpke
from fristed.statistics import forms, queries
from fristed.statistics.actions import drafting
from fristed.statistics.rules import glimpses
from fristed.statistics.views.drafting import draft_or_404


def show_true_counts(request: ActorRequest, ref: str) -> HttpResponse:
    draft = draft_or_404(ref)
    drafting.ask_to_see_true_counts(request.actor, draft)
    beside, waits = None, False
    if request.method == "POST":
        form = forms.Beside(request.POST, sides=draft.sides)
        if "key" not in request.POST:
            pair = hpke.new_pair()
            drafting.ask_for_true_counts(request.actor, draft, key=pair.public.hex())
            first = {"key": pair.private.hex(), "down": draft.sides[0], "across": draft.sides[-1]}
            form, waits = forms.Beside(sides=draft.sides, initial=first), True
        elif form.is_valid() and not (waits := draft.glimpse is None):
            try:
                true = glimpses.opened(
                    ref,
                    private=form.cleaned_data["key"],
                    sealed=bytes(draft.glimpse or b""),
                    why_not=_("Tallene er regnet ut for en annen side. Be om dem på nytt."),
                )
                beside = queries.beside(draft, true, form.cleaned_data)
            except RuleBroken as broken:
                form.add_error(None, str(broken))
    else:
        form = None
    page = queries.draft_page(request.actor, draft)
    context = {"page": page, "form": form, "beside": beside, "waits": waits}
    return render(request, "statistics/draft/true.html", context)
