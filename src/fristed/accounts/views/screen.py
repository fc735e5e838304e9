"""Covering one's screen and bringing it back. While it is covered no page is shown."""

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fristed.accounts import forms
from fristed.accounts.actions import screening
from fristed.accounts.middleware import COVERED, ActorRequest, show_covered, while_covered
from fristed.accounts.rules.screen import Choice, is_used_up
from fristed.accounts.views.stepping_up import confirmed_lately
from fristed.gate import note_refused
from fristed.kernel.rules import RuleBroken

CHOICES = {"shortcuts": Choice.SHORTCUTS, "idle": Choice.IDLE}


@while_covered
@require_POST
def cover_screen(request: ActorRequest) -> HttpResponse:
    """From now on the house shows this browser a timetable, in every tab."""
    screening.ask_to_cover_screen(request.actor, request.user)
    if request.user.screen_code:
        request.session.setdefault(COVERED, 0)
    return HttpResponse(status=204)


@while_covered
@sensitive_post_parameters("screen_code")
@require_POST
def uncover_screen(request: ActorRequest) -> HttpResponse:
    """By her digits. The script asks with no `next`; the page that stands instead of another says
    where it was."""
    screening.ask_to_cover_screen(request.actor, request.user)
    kept = request.user.screen_code  # asked for also before the house has heard of the covering
    if kept and not check_password(_typed(request), kept):
        return _wrong(request, request.session.get(COVERED, 0) + 1)
    request.session.pop(COVERED, None)
    back = request.POST.get("next", "")
    if not back:
        return HttpResponse(status=204)
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_ours else "/")


@sensitive_post_parameters("screen_code")
@confirmed_lately
def keep_screen_code(request: ActorRequest) -> HttpResponse:
    """Set, changed or taken away; nothing typed is no wish to be without."""
    drop = "drop" in request.POST
    form = forms.ScreenCode(None if drop else request.POST or None)
    note = ""
    if drop or form.is_valid():
        code = "" if drop else form.cleaned_data["screen_code"]
        try:
            screening.keep_screen_code(request.actor, request.user, code=code)
            note = str(forms.SCREEN_CODE_KEPT if code else forms.SCREEN_CODE_DROPPED)
            form = forms.ScreenCode()
        except RuleBroken as broken:
            form.add_error("screen_code", str(broken))
    return render(request, "accounts/screen_code.html", {"form": form, "note": note})


@require_POST
def keep_screen_choice(request: ActorRequest, name: str) -> HttpResponse:
    if name not in CHOICES:
        raise Http404
    screening.keep_screen_choice(
        request.actor, request.user, choice=CHOICES[name], is_on=request.POST.get("on") == "on"
    )
    return HttpResponse(status=204)


def _typed(request: ActorRequest) -> str:
    return request.POST.get("screen_code", "")


def _wrong(request: ActorRequest, tries: int) -> HttpResponse:
    who = request.actor.ref
    note_refused(
        settings.FRISTED_DOOR, "accounts.uncover_screen", who=who, about=who, reason="wrong_code"
    )
    if is_used_up(tries):
        request.session.flush()
        return redirect("accounts:sign_in")
    request.session[COVERED] = tries
    if request.POST.get("next"):
        return show_covered(request, back=request.POST["next"], is_wrong=True)
    return HttpResponse(status=422)
