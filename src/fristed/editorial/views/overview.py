"""What waits for somebody, and every page nora has."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.editorial import queries
from fristed.portal.actions import contributing, publishing
from fristed.portal.choices import Outcome
from fristed.portal.queries import NoPage, editing, language_share
from fristed.portal.queries.contributing import contribution_by_ref, contributions_waiting


@require_safe
def show_studio(request: ActorRequest) -> HttpResponse:
    context = {
        "waiting": queries.waiting_for(request.actor),
        "contributions": contributions_waiting(request.actor, timezone.localdate()),
    }
    return render(request, "editorial/studio/show.html", context)


@require_POST
def answer_contribution(request: ActorRequest, ref: str) -> HttpResponse:
    try:
        row = contribution_by_ref(ref)
    except NoPage:
        raise Http404 from None
    outcome = Outcome.USED if "used" in request.POST else Outcome.NOT_USED
    contributing.answer_contribution(request.actor, row, outcome=outcome, on=timezone.localdate())
    messages.success(request, _("Svaret er sendt til den som foreslo det."))
    return redirect("editorial:show_studio")


@require_safe
def list_pages(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "page": queries.pages_with_texts(editing.overview(today)),
        "share": language_share(today.year),
    }
    return render(request, "editorial/page/list.html", context)


@require_POST
def check_page(request: ActorRequest, ref: str) -> HttpResponse:
    """One click: still right. When it was last changed stays as it was."""
    try:
        page = editing.page_by_ref(ref)
    except NoPage:
        raise Http404 from None
    publishing.check_page(request.actor, page, on=timezone.localdate())
    messages.success(request, _("Sjekket i dag. Siden er ikke endret."))
    return redirect("editorial:list_pages")
