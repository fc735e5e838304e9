"""Asking somebody to read a case, and answering when one is asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fristed.accounts.middleware import ActorRequest
from fristed.casework import access, queries
from fristed.casework.actions import handing_over, reading, sharing
from fristed.casework.choices import ShareKind, SharePurpose
from fristed.casework.forms import sharing as forms
from fristed.casework.models import Case
from fristed.casework.rules.sharing import Offer, answer_by, check_share
from fristed.casework.rules.standing_in import end_of
from fristed.casework.views.closing import reopens
from fristed.casework.views.naming import case_name
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import PersonOn, calendar_of
from fristed.vault.keeper import KeeperAway, KeeperRefused


def offer_share(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    sharing.ask_to_share_case(request.actor, case)
    grant = reading.read_case(request.actor, case)
    now, today = timezone.now(), timezone.localdate()
    consents = queries.consents_of(request.actor, case, grant, now=now)
    in_force = {line.id: line for line in consents if line.withdrawn_on is None and line.statement}
    form = forms.OfferShare(
        request.POST or None,
        people=queries.asked_people(request.actor, on=today),
        consents=tuple(in_force.values()),
    )
    if form.is_valid():
        try:
            offered = _offered(request, case, form.person(), form.cleaned_data)
            line = in_force[form.cleaned_data["consent"]]
            agreed = sharing.Agreed(line.id, line.agreed)
            why = form.cleaned_data["why"]
            sharing.offer_share(
                request.actor, case, offered=offered, agreed=agreed, why=why, on=today
            )
        except RuleBroken as broken:
            form.add_error(None if broken.code == "expired" else "parts", str(broken))
        else:
            return _asked(request, ref, form.person())
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case, grant),
        "has_consent": bool(in_force),
        "reopens": reopens(request, case),
    }
    return render(request, "casework/sharing/offer_share.html", context)


def offer_share_without_consent(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    sharing.ask_to_share_without_consent(request.actor, case)
    today = timezone.localdate()
    bases = queries.legal_bases(today)
    form = forms.OfferShareWithoutConsent(
        request.POST or None,
        people=queries.asked_people(request.actor, on=today),
        bases=[(base.topic, base.label) for base in bases],
    )
    if form.is_valid():
        try:
            offered = _offered(request, case, form.person(), form.cleaned_data)
            law = law_of(form.cleaned_data["legal_basis"])
            why = form.cleaned_data["why"]
            sharing.offer_share_without_consent(
                request.actor, case, offered=offered, law=law, why=why, on=today
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            return _asked(request, ref, form.person())
    context = {
        "form": form,
        "ref": ref,
        "name": case_name(request, case),
        "bases": bases,
        "reopens": reopens(request, case),
    }
    return render(request, "casework/sharing/offer_share_without_consent.html", context)


@require_safe
def list_offers(request: ActorRequest) -> HttpResponse:
    sharing.ask_to_see_offers(request.actor, request.actor)
    page = queries.offers_page(request.actor, now=timezone.now())
    return render(request, "casework/sharing/list.html", {"page": page})


@require_POST
def accept_offer(request: ActorRequest, ref: str) -> HttpResponse:
    offer = queries.offer_by_ref(request.actor, ref)
    sharing.ask_to_answer(request.actor, offer)
    today, now = timezone.localdate(), timezone.now()
    try:
        taken = sharing.Taken.ask(request.actor, offer)
    except KeeperRefused as refused:
        messages.error(request, refused.message)
        return redirect("casework:list_offers")
    if not offer.is_hand_over:
        sharing.accept_share(request.actor, offer, taken=taken, on=today)
        messages.success(request, _("Saken er delt med deg."))
        return redirect("casework:show_case", ref=offer.ref)
    handing_over.accept_hand_over(request.actor, offer, taken=taken, on=today, at=now)
    _lend(request, offer, taken)
    messages.success(request, _("Du har overtatt saken. Sett opp neste steg."))
    return redirect("casework:show_case", ref=offer.ref)


@require_POST
def decline_offer(request: ActorRequest, ref: str) -> HttpResponse:
    offer = queries.offer_by_ref(request.actor, ref)
    sharing.decline_offer(request.actor, offer, on=timezone.localdate())
    messages.success(request, _("Du har sagt nei. Den som spurte, får se det."))
    return redirect("casework:list_offers")


@require_POST
def withdraw_offer(request: ActorRequest, ref: str) -> HttpResponse:
    offer = queries.offer_by_ref(request.actor, ref)
    sharing.ask_to_withdraw_offer(request.actor, offer)
    back = sharing.TakenBack.ask(request.actor, offer)
    sharing.withdraw_offer(request.actor, offer, back=back, on=timezone.localdate())
    messages.success(request, _("Tilbudet er trukket tilbake."))
    return _back(request, offer)


@require_POST
def end_share(request: ActorRequest, ref: str) -> HttpResponse:
    offer = queries.offer_by_ref(request.actor, ref)
    sharing.ask_to_end_share(request.actor, offer)
    back = sharing.TakenBack.ask(request.actor, offer)
    today, now = timezone.localdate(), timezone.now()
    sharing.end_share(request.actor, offer, back=back, on=today, at=now)
    messages.success(request, _("Delingen er avsluttet."))
    return _back(request, offer)


def _back(request: ActorRequest, offer: Offer) -> HttpResponse:
    if access.may_see_who_knows(request.actor, queries.case_by_ref(offer.ref)):
        return redirect("casework:show_who_knows", ref=offer.ref)
    return redirect("casework:list_offers")


def law_of(topic: str) -> sharing.Law:
    return sharing.Law(topic, queries.given_basis(topic, timezone.localdate()))


def offered_to(
    request: ActorRequest,
    case: Case,
    to: PersonOn,
    *,
    parts: Sequence[str],
    purpose: SharePurpose,
    until: date,
) -> sharing.Offered:
    """:raises RuleBroken: see `rules.sharing.check_share`."""
    now, today = timezone.now(), timezone.localdate()
    check_share(parts=parts, until=until, on=today)
    return sharing.Offered.ask(
        request.actor,
        case,
        to=to,
        kind=ShareKind.SHARE,
        purpose=purpose,
        parts=parts,
        at=now,
        ends_at=end_of(until, timezone.get_default_timezone()),
        answer_by=answer_by(calendar_of(to.unit, today), now),
    )


def _offered(
    request: ActorRequest, case: Case, to: PersonOn, given: dict[str, Any]
) -> sharing.Offered:
    return offered_to(
        request,
        case,
        to,
        parts=given["parts"],
        purpose=SharePurpose(given["purpose"]),
        until=given["until"],
    )


def _asked(request: ActorRequest, ref: str, to: PersonOn) -> HttpResponse:
    text = _("%s er spurt. Ingenting kan leses før svaret er ja.") % to.name
    messages.success(request, text)
    return redirect("casework:show_who_knows", ref=ref)


def _lend(request: ActorRequest, offer: Offer, taken: sharing.Taken) -> None:
    """Her stand-ins see it as they see her other cases; if the keeper is away, when she says so."""
    case = queries.case_by_ref(offer.ref)
    covering = queries.covering_for(request.actor, on=timezone.localdate())
    try:
        lent = handing_over.LentOn.ask(request.actor, case, taken, covering)
        handing_over.lend_to_stand_ins(request.actor, case, lent=lent)
    except (KeeperAway, KeeperRefused):
        text = _("Vikaren din har ikke fått tilgang ennå. Gi tilgangen på nytt under Vikar.")
        messages.warning(request, text)
