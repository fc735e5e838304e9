"""The worker's part: counting, rounding and attacking. True counts stay in its memory."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from fristed.casework.facts import (
    KeyMissing,
    NoGround,
    active_facts,
    blinded_identifiers,
    brief_facts,
    case_facts,
    case_facts_before,
    consultation_facts,
    cooperation_facts,
    effect_facts,
    home_facts,
    quarters_of,
    work_facts,
)
from fristed.codelists import queries as codelists
from fristed.contact.facts import conversation_facts
from fristed.guidance import facts as guidance
from fristed.kernel.facts import Fact
from fristed.kernel.periods import Period
from fristed.organisation import queries as organisation
from fristed.publications.rules.tables import dimensions_as_kept
from fristed.sealing import hpke
from fristed.statistics import queries
from fristed.statistics.actions.exercising import _keep_answer
from fristed.statistics.choices import IN_WORK, Measure, Service, Side, Stage, Status
from fristed.statistics.models import Draft, Exercise, ExerciseParty, Season
from fristed.statistics.rules import counting, exercising, glimpses, season
from fristed.statistics.rules.answering import answer_times
from fristed.statistics.rules.facttable import Carry, FactTable
from fristed.statistics.rules.ledger import LedgerBroken
from fristed.statistics.rules.protecting import (
    Protected,
    Table,
    UnexpectedCode,
    YearChanged,
    protect,
)
from fristed.vault import counting as counting_keys
from fristed.vault import overlapping
from fristed.vault.keeper import KeeperAway, KeeperRefused

if TYPE_CHECKING:
    from safecount.overlap import Batch, Session

AGAIN = RetryStrategy(max_attempts=20, wait=15, retry_exceptions={KeeperAway})

ROOMS: dict[str, Callable[[Period], Iterator[Fact]]] = {
    "case": lambda period: case_facts(period, _keys(period)),
    "case_before": case_facts_before,
    "active_case": active_facts,
    "inquiry": lambda period: _all_of(Service.GUIDANCE, guidance.inquiry_facts(period)),
    "steering": lambda period: _all_of(Service.GUIDANCE, guidance.steering_facts(period)),
    "aftermath": lambda period: _all_of(Service.GUIDANCE, guidance.aftermath_facts(period)),
    "passing": lambda period: _all_of(Service.GUIDANCE, guidance.passing_facts(period)),
    "answer": lambda period: _all_of(Service.GUIDANCE, guidance.answer_facts(period)),
    "effect": effect_facts,
    "goal": effect_facts,
    "work": work_facts,
    "home": home_facts,
    **dict.fromkeys(
        ("consultation", "housing_request", "return_refund"),
        lambda period: _all_of(Service.COMPETENCE_TEAM, consultation_facts(period)),
    ),
    "conversation": lambda period: _all_of(Service.CONTACT, conversation_facts(period)),
    "brief": brief_facts,
    "cooperation": cooperation_facts,
}
"""Kind of fact -> the room that tells them. A count reads only the facts it counts."""


class NothingToCount(ValueError):
    """The service has nothing of the kind in the year."""


@app.task(name="statistics.build_draft", retry=AGAIN, pass_context=False)
def build_draft(draft: str) -> None:
    """Build one draft; again while the keeper is away, and from the start if it was killed."""
    row = Draft.objects.filter(ref=draft, status__in=list(IN_WORK)).first()
    if row is None:
        return  # discarded, or built by an earlier try
    Draft.objects.filter(pk=row.pk).update(status=Status.BUILDING)
    with _told(row):
        protected = count(row)
        Draft.objects.filter(pk=row.pk, status=Status.BUILDING).update(
            status=Status.READY,
            counting_rule=counting.VERSION,
            base=settings.FRISTED_BASE,
            total=protected.total,
            dimensions=dimensions_as_kept(queries.dimensions_of_year(row.year, row.sides)),
            cells=list(protected.cells),
            grid=protected.grid,
            vintage=protected.vintage,
            closing=dict(protected.closing),
            verdict=dict(protected.verdict),
            utility=dict(protected.utility),
            is_sample=queries.holds_sample(),
        )


@app.task(name="statistics.show_true", retry=AGAIN, pass_context=False)
def show_true(draft: str, key: str) -> None:
    """Count a draft once more and seal the true counts to the key that one page holds."""
    row = Draft.objects.filter(ref=draft, status=Status.READY).first()
    if row is None:
        return
    protected = count(row)
    sealed = hpke.seal(
        bytes.fromhex(key), glimpses.context(draft), json.dumps(protected.true).encode()
    )
    Draft.objects.filter(pk=row.pk, status=Status.READY).update(
        glimpse=sealed, glimpse_at=timezone.now()
    )


@app.task(name="statistics.take_part", retry=AGAIN, pass_context=False)
def take_part(exercise: str) -> None:
    """Do our own services' part of an overlap round, as far as it can be done now.

    Lists are blinded and multiplied inside the keeper; where nobody else counts, the lists are
    counted here, in memory, and only the rounded band is kept.
    """
    row = Exercise.objects.filter(ref=exercise, stage=Stage.STARTED).first()
    if row is None:
        return
    try:
        _bind_own(row)
        _move_own(row)
    except NoGround:
        Exercise.objects.filter(pk=row.pk).update(failure="no_ground")
    except KeeperRefused as refused:
        Exercise.objects.filter(pk=row.pk).update(failure=refused.code[:24])
    else:
        Exercise.objects.filter(pk=row.pk).update(failure="")
        _count(row)


@app.task(name="statistics.forget_round", retry=AGAIN, pass_context=False)
def forget_round(exercise: str) -> None:
    """An exercise was stopped: our own secrets go."""
    overlapping.stop(_token("worker"), exercise)
    parties = ExerciseParty.objects.filter(exercise__ref=exercise, destroyed_on=None)
    parties.exclude(service="").update(destroyed_on=timezone.localdate())


def _bind_own(row: Exercise) -> None:
    """Each of our lists, once. Its points wait here until everybody has bound themselves."""
    from safecount.overlap import Batch, carrying  # noqa: PLC0415 - numpy stays out of doors

    parties = queries.parties_of(row)
    session = exercising.session_of(row.year, row.purpose, len(parties))
    for one in parties:
        if not one.service or one.commitment:
            continue
        blinded = blinded_identifiers(
            _token("worker"),
            round_=row.ref,
            party=one.number,
            service=one.service,
            started_by=row.started_by,
        )
        said = {"size": blinded.size, "seal": blinded.seal, "context": blinded.context}
        batch = Batch(one.number, (one.number,), "", blinded.points, blinded.widths)
        ExerciseParty.objects.filter(pk=one.pk).update(
            commitment={"party": one.number, "dummies": 0, **said},
            committed_on=timezone.localdate(),
            batch=carrying.batch_as_bytes(session, batch),
            passed=[one.number],
        )


def _move_own(row: Exercise) -> None:
    """Multiply every list that waits for one of our own, until none does."""
    from safecount.overlap import Batch, carrying  # noqa: PLC0415 - as above

    parties = {one.number: one for one in queries.parties_of(row)}
    if not all(one.commitment for one in parties.values()):
        return
    session = exercising.session_of(row.year, row.purpose, len(parties))
    hash_ = exercising.hash_of(session, [one.commitment for one in parties.values()])
    for one in parties.values():
        if one.batch is None:
            continue
        batch = replace(carrying.batch_from(bytes(one.batch), "")[1], round=hash_)
        _keep_list(one, session, batch)  # our own was not bound to the round yet
        while turn := exercising.next_party(one.number, batch.passed, len(parties)):
            whose = parties[turn]
            if not whose.service:
                break
            moved = overlapping.multiply(_token("worker"), row.ref, party=turn, batch=batch)
            batch = Batch(batch.owner, (*batch.passed, turn), hash_, moved.points, moved.widths)
            _keep_list(one, session, batch)  # at once: the keeper multiplies each list one time
            if moved.destroyed:
                ExerciseParty.objects.filter(pk=whose.pk).update(destroyed_on=timezone.localdate())


def _keep_list(one: ExerciseParty, session: "Session", batch: "Batch") -> None:
    """Unless a service outside has sent it on since it was read: theirs is the newer one."""
    from safecount.overlap import carrying  # noqa: PLC0415 - as above

    if ExerciseParty.objects.filter(pk=one.pk, passed=one.passed).update(
        batch=carrying.batch_as_bytes(session, batch), passed=list(batch.passed)
    ):
        one.passed = list(batch.passed)


def _count(row: Exercise) -> None:
    """Where nobody else counts: here, and the exact cells are gone when this returns."""
    parties = queries.parties_of(row)
    if row.tallier or any(len(one.passed) < len(parties) for one in parties):
        return
    from safecount.banding import rounded_band  # noqa: PLC0415 - as above
    from safecount.overlap import Commitment, carrying, tally  # noqa: PLC0415 - as above

    session = exercising.session_of(row.year, row.purpose, len(parties))
    commitments = [Commitment(**one.commitment) for one in parties]
    lists = [carrying.batch_from(bytes(one.batch or b""), "")[1] for one in parties]
    cells = tally(session, commitments, lists).cells
    band = rounded_band(cells, [str(one.number) for one in parties])
    _keep_answer(row.pk, asdict(band), timezone.localdate())


def _token(whose: str) -> str:
    return (Path(settings.FRISTED_KEEPER_HOME) / f"{whose}.token").read_text().strip()


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="statistics.forget_glimpses", pass_context=False)
def forget_glimpses(timestamp: int) -> None:
    """True counts that somebody asked to see are gone within the hour."""
    old = datetime.fromtimestamp(timestamp, UTC) - timedelta(minutes=glimpses.MINUTES)
    Draft.objects.filter(glimpse_at__lt=old).update(glimpse=None, glimpse_at=None)


@app.periodic(cron="5 5 * * 1")
@app.task(queueing_lock="statistics.draw_season", retry=AGAIN, pass_context=False)
def draw_season(timestamp: int) -> None:
    """Draw the season anew, early on Mondays. A year whose counting keys are gone is left out."""
    today = timezone.localdate(datetime.fromtimestamp(timestamp, UTC))
    this = season.school_year_of(today)
    years = {year: _opened(year, today) for year in range(this - season.EARLIER, this + 1)}
    rows = [row for found in years.values() for row in found]
    holidays = [season.Holiday(*row) for row in organisation.school_holidays()]
    outlooks = [
        season.outlook(
            county.code,
            [one for one in holidays if one.county == county.code],
            [day for where, day in rows if where == county.code],
            on=today,
        )
        for county in codelists.counties_on(today)
    ]
    Season.objects.update_or_create(
        id=1,
        defaults={
            "drawn_on": today,
            "base": settings.FRISTED_BASE,
            "years": {
                str(year): season.by_week(
                    [day for _county, day in found], base=settings.FRISTED_BASE, keys=_weeks(year)
                )
                for year, found in years.items()
                if found
            },
            "outlooks": [
                {
                    "county": one.county,
                    "verdict": one.verdict,
                    "holiday": one.holiday.name if one.holiday else "",
                    "starts_on": one.holiday.starts_on.isoformat() if one.holiday else "",
                }
                for one in outlooks
            ],
        },
    )


def _opened(year: int, today: date) -> list[tuple[str, date]]:
    """County and day of each adviser's case of a school year, in the counties of today."""
    period = Period(date(year, 8, 1), min(date(year + 1, 7, 31), today))
    carried = carry_to_end_of(today.year)
    try:
        facts = list(case_facts(period, _keys(period)))
    except (KeyMissing, KeeperRefused):
        return []
    return [
        (carried(fact.codes["county"] or counting.NO_COUNTY, fact.day), fact.day)
        for fact in facts
        if fact.codes["service"] == Service.ADVISER
    ]


def _weeks(year: int) -> dict[int, bytes]:
    """A secret for each week of a school year: it is always rounded the same way."""
    key = settings.FRISTED_ROUNDING_KEY.encode()
    return {
        week: hmac.digest(key, f"season {year} {week}".encode(), hashlib.sha256)
        for week in range(season.WEEKS)
    }


def count(row: Draft) -> Protected:
    """A draft's table from the facts, rounded and attacked.

    :raises NothingToCount: an empty year. Beside it, what `protect` and the rooms raise.
    """
    rule = counting.RULES[row.measure]
    period = Period.of_year(row.year)
    if row.measure == Measure.ANSWER_TIMES:
        return _answer_times(row, period)
    with FactTable(period, carry_to_end_of(row.year)) as facts:
        facts.add(ROOMS[rule.kind](period))
        counted = facts.counted(rule.kind, service=row.service, sides=rule.sides)
    hours = [counting.hours(one) for one in counted.minutes]
    values = hours if rule.in_hours else counted.facts
    if not any(values):
        raise NothingToCount
    return protect(
        counted,
        values,
        Table(
            year=row.year,
            codes=queries.codes_of_year(row.year, rule.sides),
            sides=row.sides or list(rule.sides),
            base=settings.FRISTED_BASE,
            on=timezone.localdate().isoformat(),
            ledger=queries.ledger_of(counting.series_of(row.measure, row.service)),
            known=queries.known_outside(row.measure, row.service, row.year),
        ),
        seed=seed_of(row),
    )


def _answer_times(row: Draft, period: Period) -> Protected:
    """Times are no counts: they are neither summed nor rounded over, and small groups not shown."""
    promises = queries.codes_of_year(row.year, [Side.PROMISE])[Side.PROMISE]
    found = answer_times(ROOMS["answer"](period), promises, base=settings.FRISTED_BASE)
    if found.total is None:
        raise NothingToCount
    return found


def seed_of(row: Draft) -> bytes:
    """Secret, and the same for the same year: drafting it again reveals nothing new."""
    key = settings.FRISTED_ROUNDING_KEY.encode()
    table = f"{counting.VERSION} {row.measure} {row.service} {row.year}"
    return hmac.digest(key, table.encode(), hashlib.sha256)


def carry_to_end_of(year: int) -> Carry:
    """County and day -> where it stood on the year's last day; not known where it was divided.

    A code that no county had is left as it is, and stops the table.
    """
    end = date(year, 12, 31)

    @cache
    def carried(code: str, day: date) -> str:
        if code == counting.NO_COUNTY:
            return code
        try:
            there = codelists.county_carried(code, from_=day, to=end)
        except codelists.NoSuchPlace:
            return code
        return counting.NO_COUNTY if there.is_divided else there.codes[0]

    return carried


def _all_of(service: Service, facts: Iterator[Fact]) -> Iterator[Fact]:
    """Facts of a room that knows no services, such as what professionals ask: all of it is one."""
    for fact in facts:
        codes = {**fact.codes, "service": service.value}
        if Side.COUNTY in codes:
            codes[Side.COUNTY] = codes[Side.COUNTY] or counting.NO_COUNTY
        yield replace(fact, codes=codes)


def _keys(period: Period) -> dict[str, bytes]:
    return counting_keys.keys(_token("count"), quarters_of(period))


@contextmanager
def _told(row: Draft) -> Iterator[None]:
    """Say on the draft why it was not made."""
    try:
        yield
    except NothingToCount:
        _fail(row, "no_cases")
    except (KeyMissing, KeeperRefused):
        _fail(row, "no_counting_key")
    except UnexpectedCode as unexpected:
        _fail(row, f"unknown_code {unexpected.dimension}")
    except YearChanged:
        _fail(row, "year_changed")
    except LedgerBroken:
        _fail(row, "ledger_broken")


def _fail(row: Draft, why: str) -> None:
    Draft.objects.filter(pk=row.pk).update(status=Status.FAILED, failure=why)
