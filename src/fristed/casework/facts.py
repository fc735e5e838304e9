"""What may be counted of cases: the last place where one person is one row."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from fristed.casework.choices import ClosureReason, GroundUse, ScalePoint, Service
from fristed.casework.models import (
    BriefReading,
    Case,
    Closing,
    Consultation,
    CooperationPart,
    CooperationPlan,
    FollowUp,
    HousingRequest,
    Identifier,
    MatchingGround,
    ReturnRefund,
    Scaling,
)
from fristed.casework.rules.profiles import UNKNOWN
from fristed.codelists import queries as codelists
from fristed.gate import note_opened
from fristed.kernel.ages import AgeBand
from fristed.kernel.facts import Fact
from fristed.kernel.periods import Period, Quarter
from fristed.sealing.hpke import SealBroken
from fristed.vault.counting import open_count
from fristed.vault.overlapping import Blinded, blind

RULE: Final = "case-1"
"""How cases are counted; a change of rule gets a new name, and the series a visible break.

case-1: a case counts once, on the day it was opened, also if it is closed and opened again; with
its main concern, by the municipality's county that day; not when it was closed as registered by a
mistake. Minutes are those of all its entries, of a corrected one only the correction's. It is
active in a period when it was open on at least one day of it.
"""

NO_COUNTY: Final = "99"  # not known, or not in Norway
NOT_CARRIED: Final = "not_carried"  # a concern of an older list without one place in the newer
NOT_DECIDED: Final = "not_decided"
WENT_HOME: Final = ("returned", "still_abroad")  # of code list "closure_outcome"
NO_PARTNER: Final = "none"  # only people of the house
AT_ONCE: Final = 2000  # rows


class KeyMissing(LookupError):
    """There is no counting key for a quarter the period needs: nothing is counted by halves."""


def case_facts(period: Period, keys: Mapping[str, bytes]) -> Iterator[Fact]:
    """One fact for each case that opened in the period. For the worker, who sees every row.

    keys   quarter -> its counting key, as the keeper gave them for counting

    A row whose seal is broken is counted by its plain codes, its person as unknown.

    :raises KeyMissing: a quarter in which cases opened has no key.
    """
    cases = (
        Case.objects.filter(opened_on__range=(period.starts_on, period.ends_on))
        .exclude(_registered_by_mistake())
        .annotate(minutes=Coalesce(Subquery(_minutes()), 0))
        .order_by("pk")
        .values_list("ref", "opened_on", "service", "concern", "profile_count", "minutes")
    )
    for ref, opened_on, service, concern, sealed, minutes in cases.iterator(chunk_size=AT_ONCE):
        quarter = str(Quarter.of(opened_on))
        if quarter not in keys:
            raise KeyMissing(quarter)
        person = _person(keys[quarter], ref=ref, quarter=quarter, sealed=bytes(sealed))
        codes = {
            "service": service,
            "concern": concern,
            "county": _county(person.get("municipality", ""), opened_on),
            "gender": person.get("gender", UNKNOWN),
            "age_band": person.get("age_band", AgeBand.UNKNOWN.value),
        }
        yield Fact("case", opened_on, codes, minutes)


def case_facts_before(period: Period) -> Iterator[Fact]:
    """One fact for each case that opened in the period, with its main concern as the list of the
    day before the period has it. By codes in the clear only."""
    before = period.starts_on - timedelta(days=1)
    cases = (
        Case.objects.filter(opened_on__range=(period.starts_on, period.ends_on))
        .exclude(_registered_by_mistake())
        .order_by("pk")
        .values_list("opened_on", "service", "concern")
    )
    for day, service, concern in cases.iterator(chunk_size=AT_ONCE):
        codes = {"service": service, "concern_before": _carried(concern, day, before)}
        yield Fact("case_before", day, codes)


def active_facts(period: Period) -> Iterator[Fact]:
    """One fact for each case that was open on a day of the period. By codes in the clear only:
    the counting keys of the quarters in which they opened may be gone."""
    silent = Closing.objects.filter(closed_on__lt=period.starts_on).filter(
        Q(reopened_on=None) | Q(reopened_on__gt=period.ends_on)
    )
    cases = (
        Case.objects.filter(opened_on__lte=period.ends_on)
        .exclude(_registered_by_mistake())
        .exclude(pk__in=silent.values("case_id"))
        .order_by("pk")
        .values_list("service", "concern", "opened_on")
    )
    for service, concern, opened_on in cases.iterator(chunk_size=AT_ONCE):
        codes = {
            "service": service,
            "open_concern": _carried(concern, opened_on, period.ends_on),
        }
        yield Fact("active_case", period.ends_on, codes)


def work_facts(period: Period) -> Iterator[Fact]:
    """One fact for each entry of the period: whose work it was, by where the adviser works.

    The pupil's county is what cases are counted by; a day's work is where it was done.
    """
    entries = (
        FollowUp.objects.filter(
            happened_on__range=(period.starts_on, period.ends_on), corrected_by=None
        )
        .order_by("pk")
        .values_list("happened_on", "case__service", "case__county", "kind", "minutes")
    )
    for day, service, county, kind, minutes in entries.iterator(chunk_size=AT_ONCE):
        codes = {"service": service, "county": county or NO_COUNTY, "followup_kind": kind}
        yield Fact("work", day, codes, minutes)


def home_facts(period: Period) -> Iterator[Fact]:
    """One fact for each case that ended in the period with its person home from abroad, or there
    still: the young people who were helped home (hjulpet hjem), beside those who were not.

    By service alone: where she was and where she lives is not told.
    """
    ended = (
        Closing.objects.filter(
            closed_on__range=(period.starts_on, period.ends_on),
            reopened_on=None,
            outcome__in=WENT_HOME,
        )
        .exclude(reason=ClosureReason.REGISTERED_BY_MISTAKE)
        .order_by("pk")
        .values_list("closed_on", "case__service", "outcome")
    )
    for day, service, outcome in ended.iterator(chunk_size=AT_ONCE):
        yield Fact("home", day, {"service": service, "home": outcome})


def consultation_facts(period: Period) -> Iterator[Fact]:
    """What came before the competence team: matters, places asked for and journeys home.

    A matter counts once, on the day it was received, by who asked; whether it has a name or not.
    """
    days = (period.starts_on, period.ends_on)
    matters = Consultation.objects.filter(received_on__range=days).order_by("pk")
    for day, caller, agency, concern in matters.values_list(
        "received_on", "caller", "agency", "concern"
    ):
        yield Fact("consultation", day, {"caller": caller, "agency": agency, "concern": concern})
    housing = HousingRequest.objects.filter(asked_on__range=days).order_by("pk")
    for day, outcome in housing.values_list("asked_on", "outcome"):
        yield Fact("housing_request", day, {"outcome": outcome or NOT_DECIDED})
    refunds = ReturnRefund.objects.filter(applied_on__range=days).order_by("pk")
    for day, outcome in refunds.values_list("applied_on", "outcome"):
        yield Fact("return_refund", day, {"outcome": outcome or NOT_DECIDED})


def brief_facts(period: Period) -> Iterator[Fact]:
    """One fact each time a service was given a country brief: which sort of service, never who."""
    readings = BriefReading.objects.filter(read_on__range=(period.starts_on, period.ends_on))
    for day, reader, times in readings.order_by("pk").values_list("read_on", "reader", "times"):
        for _each in range(times):
            yield Fact("brief", day, {"service": Service.ENVOY.value, "reader": reader})


def cooperation_facts(period: Period) -> Iterator[Fact]:
    """One fact for each kind of service in a cooperation plan that began in the period, by where
    the adviser works; one of no service for a plan without any.
    """
    plans = (
        CooperationPlan.objects.filter(started_on__range=(period.starts_on, period.ends_on))
        .order_by("pk")
        .values_list("pk", "started_on", "case__service", "case__county")
    )
    parts = CooperationPart.objects.filter(
        plan__started_on__range=(period.starts_on, period.ends_on)
    ).exclude(service="")
    partners: dict[int, set[str]] = {}
    for plan, partner in parts.values_list("plan_id", "service").iterator(chunk_size=AT_ONCE):
        partners.setdefault(plan, set()).add(partner)
    for plan, day, service, county in plans.iterator(chunk_size=AT_ONCE):
        for partner in sorted(partners.get(plan, {NO_PARTNER})):
            codes = {"service": service, "county": county or NO_COUNTY, "partner": partner}
            yield Fact("cooperation", day, codes)


def effect_facts(period: Period) -> Iterator[Fact]:
    """One fact for each time a goal was scaled again in the period: nearer or further than at the
    start; and one for each case that ended in it, whether its goal was reached. No words, and no
    number of one person's.
    """
    start = Scaling.objects.filter(goal_id=OuterRef("goal_id"), point=ScalePoint.START)
    scaled = (
        Scaling.objects.filter(scaled_on__range=(period.starts_on, period.ends_on))
        .exclude(point=ScalePoint.START)
        .annotate(first=Subquery(start.values("value")[:1]))
        .order_by("pk")
        .values_list("scaled_on", "case__service", "case__county", "point", "value", "first")
    )
    for day, service, county, point, value, first in scaled.iterator(chunk_size=AT_ONCE):
        codes = {"service": service, "county": county or NO_COUNTY, "point": point}
        yield Fact("effect", day, codes | {"direction": _direction(first, value)})
    ended = (
        Closing.objects.filter(
            closed_on__range=(period.starts_on, period.ends_on), reopened_on=None
        )
        .exclude(goal_reached="")
        .order_by("pk")
        .values_list("closed_on", "case__service", "case__county", "goal_reached")
    )
    for day, service, county, reached in ended.iterator(chunk_size=AT_ONCE):
        codes = {"service": service, "county": county or NO_COUNTY, "reached": reached}
        yield Fact("goal", day, codes)


class NoGround(LookupError):
    """Nobody has recorded on which ground people may be counted across services."""


def blinded_identifiers(
    token: str, *, round_: str, party: int, service: str, started_by: str
) -> Blinded:
    """A service's list for an overlap round, as points under a secret of the keeper's.

    Who is on it is opened inside the keeper and nowhere else. Each file has its line in the trail
    before. For the worker.

    :raises NoGround: the data protection officer has not recorded one.
    :raises KeeperRefused: see `vault.overlapping.blind`.
    """
    if not MatchingGround.objects.filter(use=GroundUse.OVERLAP, ended_on=None).exists():
        raise NoGround
    kept = list(
        Identifier.objects.filter(case__service=service)
        .only("ref", "body")
        .annotate(of=F("case__ref"))
        .order_by("pk")
    )
    note_opened("case.count_overlap", who=started_by, about=[one.of for one in kept], detail=round_)
    texts = [(one.of, one.body) for one in kept]
    return blind(token, round_, party=party, service=service, texts=texts)


def quarters_of(period: Period) -> list[str]:
    """The quarters whose counting keys a period needs."""
    quarters = [Quarter.of(period.starts_on)]
    while quarters[-1] < Quarter.of(period.ends_on):
        quarters.append(quarters[-1].next())
    return [str(quarter) for quarter in quarters]


def _carried(concern: str, from_: date, to: date) -> str:
    """A concern of one day in the list of another, where it has one place there."""
    there = codelists.bridge("concern", concern, from_=from_, to=to).values
    return there[0] if len(there) == 1 else NOT_CARRIED


def _direction(first: int, value: int) -> str:
    if value == first:
        return "same"
    return "nearer" if value > first else "further"


def _minutes() -> Any:
    standing = FollowUp.objects.filter(case_id=OuterRef("pk"), corrected_by=None).order_by()
    return standing.values("case_id").annotate(total=Sum("minutes")).values("total")


def _registered_by_mistake() -> Q:
    """Closed so, and not opened again since."""
    mistakes = Closing.objects.filter(reason=ClosureReason.REGISTERED_BY_MISTAKE, reopened_on=None)
    return Q(pk__in=mistakes.values("case_id"))


def _person(key: bytes, *, ref: str, quarter: str, sealed: bytes) -> dict[str, str]:
    try:
        codes: dict[str, str] = json.loads(open_count(key, ref=ref, quarter=quarter, sealed=sealed))
    except SealBroken:
        return {}
    return codes


def _county(municipality: str, day: date) -> str:
    if not municipality:
        return NO_COUNTY
    try:
        return codelists.municipality_on(municipality, day).county
    except codelists.NoSuchPlace:
        return NO_COUNTY
