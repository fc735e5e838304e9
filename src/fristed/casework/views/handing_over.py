"""Asking somebody to take a case over."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.middleware import ActorRequest
from fristed.casework import queries
from fristed.casework.actions import handing_over, reading, sharing
from fristed.casework.choices import Part, ShareKind, SharePurpose
from fristed.casework.forms import sharing as forms
from fristed.casework.models import Case
from fristed.casework.queries import Choosable
from fristed.casework.rules.sharing import answer_by
from fristed.casework.views.naming import case_name
from fristed.casework.views.sharing import law_of
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import calendar_of


def offer_hand_over(request: ActorRequest, ref: str) -> HttpResponse:
    case = queries.case_by_ref(ref)
    handing_over.ask_to_hand_over_case(request.actor, case)
    grant = reading.read_case(request.actor, case)
    now, today = timezone.now(), timezone.localdate()
    entries = queries.choosable_entries(request.actor, case, grant)
    grounds = grounds_of(queries.consents_of(request.actor, case, grant, now=now))
    form = forms.OfferHandOver(
        request.POST or None,
        people=queries.asked_people(request.actor, on=today, may_have_cases=True),
        bases=[*((key, label) for key, (label, _g) in grounds.items()), *legal_choices()],
        entries=entries,
    )
    if form.is_valid():
        basis = form.cleaned_data["basis"]
        ground = grounds[basis][1] if basis in grounds else law_of(basis)
        try:
            _hand_over(request, case, form, entries, ground)
        except RuleBroken as broken:
            form.add_error("basis" if broken.code == "not_agreed" else "why", str(broken))
        else:
            text = _("%s er spurt. Saken er din til svaret er ja.") % form.person().name
            messages.success(request, text)
            return redirect("casework:show_who_knows", ref=ref)
    context = {"form": form, "ref": ref, "name": case_name(request, case, grant)}
    return render(request, "casework/sharing/offer_hand_over.html", context)


def _hand_over(
    request: ActorRequest,
    case: Case,
    form: forms.OfferHandOver,
    entries: tuple[Choosable, ...],
    ground: sharing.Agreed | sharing.Law,
) -> None:
    to, given = form.person(), form.cleaned_data
    now, today = timezone.now(), timezone.localdate()
    parts, kept = queries.parts_for_hand_over(request.actor, case)
    offered = sharing.Offered.ask(
        request.actor,
        case,
        to=to,
        kind=ShareKind.HAND_OVER,
        purpose=SharePurpose(given["purpose"]),
        parts=parts,
        at=now,
        ends_at=None,
        answer_by=answer_by(calendar_of(to.unit, today), now),
    )
    handing_over.offer_hand_over(
        request.actor,
        case,
        offered=offered,
        ground=ground,
        moved=list(_moved(entries, set(given["entries"]), kept)),
        why=given["why"],
        on=today,
    )


def _moved(
    entries: tuple[Choosable, ...], chosen: set[int], kept: str
) -> Iterator[handing_over.Moved]:
    for entry in entries:
        if entry.sealed_text and entry.number in chosen and not entry.follows:
            yield handing_over.Moved(entry, Part.NOTES)
        elif entry.sealed_text and entry.number not in chosen:
            yield handing_over.Moved(entry, kept)


def grounds_of(consents: tuple[queries.ConsentLine, ...]) -> dict[str, tuple[str, sharing.Agreed]]:
    return {
        line.ref: (forms.consent_label(line), sharing.Agreed(line.id, line.agreed))
        for line in consents
        if line.withdrawn_on is None and line.statement
    }


def legal_choices() -> list[tuple[str, str]]:
    bases = queries.legal_bases(timezone.localdate())
    return [(base.topic, _("Uten samtykke: %s") % base.label) for base in bases]
