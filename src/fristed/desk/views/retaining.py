"""How long each kind of file is kept."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.desk import access, forms, queries
from fristed.desk.actions import retaining
from fristed.desk.queries.retaining import MEANING
from fristed.ui import downloads, printing
from fristed.ui.printing import Stamp
from fristed.vault.retaining import doomed, rule_by_ref

CERTIFICATE = "desk/templates/desk/certificate.typ"


def show_retention(request: ActorRequest) -> HttpResponse:
    retaining.ask_to_see_retention(request.actor, request.actor)
    form = forms.ProposeRetention(request.POST or None)
    if form.is_valid():
        retaining.propose_retention(
            request.actor, request.actor, on=timezone.localdate(), **form.cleaned_data
        )
        messages.success(request, _("Foreslått. En annen leder må signere."))
        return redirect("desk:show_retention")
    context = {
        "kinds": queries.retention_page(request.actor),
        "certificates": queries.certificates(request.actor, on=timezone.localdate()),
        "may_preview": access.may_preview_destruction(request.actor, request.actor),
        "form": form,
    }
    return render(request, "desk/retention.html", context)


@require_POST
def sign_retention(request: ActorRequest, ref: str) -> HttpResponse:
    retaining.sign_retention(request.actor, rule_by_ref(ref), on=timezone.localdate())
    messages.success(request, _("Signert. Regelen gjelder fra i dag."))
    return redirect("desk:show_retention")


@require_POST
def end_retention(request: ActorRequest, ref: str) -> HttpResponse:
    retaining.end_retention(request.actor, rule_by_ref(ref), on=timezone.localdate())
    messages.success(request, _("Tatt bort."))
    return redirect("desk:show_retention")


@require_safe
def preview_destruction(request: ActorRequest) -> HttpResponse:
    """What two leaders would destroy, and what hinders it. Nothing is destroyed from a page."""
    retaining.ask_to_preview(request.actor, request.actor)
    today = timezone.localdate()
    units = queries.units_to_preview(request.actor, on=today)
    form = forms.PreviewQuarter(request.GET or None, units=units, on=today)
    preview = None
    if form.is_valid():
        preview = queries.preview_of(*doomed(request.actor.assertion, **form.cleaned_data))
    return render(request, "desk/preview_destruction.html", {"form": form, "preview": preview})


@require_safe
def show_certificate(request: ActorRequest, ref: str) -> HttpResponse:
    certificate = _certificate(request, ref)
    retaining.read_certificate(request.actor, certificate.destroyed)
    return render(
        request, "desk/certificate.html", {"certificate": certificate, "meaning": MEANING}
    )


@require_safe
def print_certificate(request: ActorRequest, ref: str) -> HttpResponse:
    certificate = _certificate(request, ref)
    retaining.print_certificate(request.actor, certificate.destroyed)
    stamp = Stamp(request.actor.name, timezone.now(), _("dokumentasjon"), ref)
    values = queries.printed_certificate(certificate)
    title = _("Bekreftelse på sletting")
    paper = printing.pdf(CERTIFICATE, values, title=title, stamp=stamp)
    return downloads.attachment(paper, kind="application/pdf", name=_("sletting.pdf"))


def _certificate(request: ActorRequest, ref: str) -> queries.Certificate:
    for one in queries.certificates(request.actor, on=timezone.localdate()):
        if one.destroyed.ref == ref:
            return one
    raise Http404
