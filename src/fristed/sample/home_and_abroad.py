"""One case with a lead at home and one abroad; and one that has changed hands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from fristed.casework.actions import deciding
from fristed.casework.choices import Area, Verdict
from fristed.casework.models import Case, Decision
from fristed.gate import Actor, scope
from fristed.sample import sharing as shares
from fristed.sample.people import SignedUp
from fristed.sample.safety_and_travel import agree_trip


def decide_and_hand_over(people: Mapping[str, SignedUp], now: datetime) -> None:
    """Birger decides one case with Emre; Ghada took over another, with its journey."""
    birger, emre, ghada = (people[key].actor() for key in ("birger", "emre", "ghada"))
    asked = shares.askable(people, now)
    _first, shared, handed = shares.some_cases(birger)
    consent = shares.agree(birger, shared, "Emre, spesialutsending i Ankara", now)
    shares.offer_to(birger, shared, asked["emre"], consent, now)
    shares.accept(emre, now)
    sees = frozenset((shared.ref, part) for part in shares.READS)
    _decide(birger, replace(emre, shares=sees), shared, now)
    where = "Hos en tante i Amman (eksempel). Naboens telefon: 000."
    agree_trip(birger, handed, now, leaves=-6, returns=15, country="JO", where=where)
    shares.hand_over(birger, handed, asked["ghada"], "Jordan", now)
    shares.take_over(ghada, now)


def _decide(home: Actor, abroad: Actor, case: Case, now: datetime) -> None:
    """Each in her own area; in the other's a proposal: one agreed to, one waiting."""
    today = timezone.localdate(now)
    deciding.decide(
        home, case, area=Area.PROFESSIONAL, text="Samtaler hver uke til hun er hjemme.", on=today
    )
    deciding.decide(home, case, area=Area.ABROAD, text="Møt henne uten faren til stede.", on=today)
    with scope(abroad):
        proposed = Decision.objects.get(case_id=case.pk, is_proposal=True).ref
    deciding.answer_proposal(abroad, case, decision=proposed, verdict=Verdict.APPROVED, on=today)
    deciding.decide(
        abroad, case, area=Area.ABROAD, text="Nødpass bestilles når hun ber om det.", on=today
    )
    deciding.decide(
        abroad, case, area=Area.PROFESSIONAL, text="Skolen holder plassen ut året.", on=today
    )
