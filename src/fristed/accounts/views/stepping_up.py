"""The second factor once more, before something shielded."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from fristed.accounts import forms, queries
from fristed.accounts.actions import signing_in
from fristed.accounts.middleware import ActorRequest, ask_to_step_up
from fristed.accounts.queries import providing
from fristed.accounts.views.signing_in import next_of, session_of
from fristed.gate import note_refused
from fristed.vault import keeper

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponse]


def confirmed_lately(view: View[P]) -> View[P]:
    """Ask for the second factor first, unless she showed it within ten minutes.

    For views that answer GET: that is how she comes back. The keeper asks on its own as
    well; this only spares her the refusal.
    """

    @wraps(view)
    def asked(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        assertion = queries.assertion_of(request.session)
        if assertion is None or not assertion.is_strong(timezone.now()):
            return ask_to_step_up(request)
        return view(request, *args, **kwargs)

    return asked


def second_factor_shown(view: View[P]) -> View[P]:
    """Ask for a second factor, unless she has shown one in this session: where people may come in
    from their own provider without. The keeper asks on its own as well."""

    @wraps(view)
    def asked(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        assertion = queries.assertion_of(request.session)
        if assertion is None or not assertion.has_second_factor:
            return ask_to_step_up(request)
        return view(request, *args, **kwargs)

    return asked


@sensitive_post_parameters("code")
def step_up(request: ActorRequest) -> HttpResponse:
    form = forms.Code(request.POST or None)
    if form.is_valid() and _confirm(request, form):
        return redirect(next_of(request))
    page = queries.StepUpPage(
        then=next_of(request), is_away=queries.is_keeper_away(), providers=providing.providers()
    )
    return render(request, "accounts/step_up.html", {"page": page, "form": form})


def _confirm(request: ActorRequest, form: forms.Code) -> bool:
    actor = request.actor
    try:
        answer = keeper.call("step_up", assertion=actor.assertion, code=form.cleaned_data["code"])
    except keeper.KeeperAway:
        return False  # the page says so
    except keeper.KeeperRefused as refused:
        note_refused(
            settings.FRISTED_DOOR,
            "accounts.step_up",
            who=actor.ref,
            about=actor.ref,
            reason=refused.code,
        )
        form.add_error("code", forms.code_fault(refused.code))
        return False
    signing_in.step_up(
        actor, request.user, session=session_of(request), assertion=answer["assertion"]
    )
    return True
