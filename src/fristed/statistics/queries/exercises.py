"""Overlap exercises: where each stands, and who does what next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from fristed.accounts.queries import names_of
from fristed.gate import Actor, Decision
from fristed.publications.queries import EstimateOn
from fristed.statistics import access
from fristed.statistics.choices import Stage
from fristed.statistics.models import Exercise, ExerciseParty
from fristed.statistics.rules.exercising import next_party, session_of
from fristed.vault.overlapping import Round

EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # what a zip says when nobody is to know when


@dataclass(frozen=True)
class ExerciseLine:
    """A line of the list of exercises."""

    ref: str
    year: int
    purpose: str
    stage_label: str
    planned_by: str
    planned_on: date


@dataclass(frozen=True)
class PartyLine:
    """A service in the round. next: what it does now, or what it waits for."""

    number: int
    name: str
    is_own: bool
    size: int | None
    next: str
    has_package: bool
    passed: int
    destroyed_on: date | None
    may_note_destroyed: bool


@dataclass(frozen=True)
class ExercisePage:
    """An exercise as those who run it see it.

    now        who does what next, in a sentence
    is_ready   all lists have passed everybody: the tallier may count
    answer     the rounded band, once it has come
    """

    ref: str
    year: int
    purpose: str
    legal_basis: str
    tallier: str
    stage: str
    stage_label: str
    planned_by: str
    planned_on: date
    proposed_by: str
    proposed_on: date | None
    started_by: str
    started_on: date | None
    failure: str
    now: str
    is_ready: bool
    parties: tuple[PartyLine, ...]
    answer: EstimateOn | None
    may_propose: Decision
    may_start: Decision
    may_receive: Decision
    may_release: Decision
    may_withdraw: Decision
    may_stop: Decision

    @property
    def own(self) -> list[str]:
        return [one.name for one in self.parties if one.is_own]

    @property
    def by_file(self) -> list[str]:
        return [one.name for one in self.parties if not one.is_own]

    @property
    def is_running(self) -> bool:
        return self.stage == Stage.STARTED


def exercise_by_ref(ref: str) -> Exercise:
    """:raises Exercise.DoesNotExist: no such exercise."""
    return Exercise.objects.get(ref=ref)


@dataclass(frozen=True)
class ExercisesPage:
    """All exercises, the newest first."""

    lines: tuple[ExerciseLine, ...]
    may_plan: Decision


def exercises_page(actor: Actor) -> ExercisesPage:
    return ExercisesPage(_lines(), access.may_plan_exercise(actor, Exercise()))


def _lines() -> tuple[ExerciseLine, ...]:
    rows = list(Exercise.objects.order_by("-planned_on", "-id"))
    names = names_of({row.planned_by for row in rows})
    return tuple(
        ExerciseLine(
            ref=row.ref,
            year=row.year,
            purpose=row.purpose,
            stage_label=str(Stage(row.stage).label),
            planned_by=names.get(row.planned_by, ""),
            planned_on=row.planned_on,
        )
        for row in rows
    )


def parties_of(exercise: Exercise) -> list[ExerciseParty]:
    return list(exercise.parties.order_by("number"))


def round_of(exercise: Exercise) -> Round:
    """What the keeper is told of it."""
    return Round(exercise.ref, str(exercise.year), exercise.purpose, exercise.parties.count())


def exercise_page(actor: Actor, exercise: Exercise) -> ExercisePage:
    """Three statements, however many services there are."""
    parties = list(exercise.parties.defer("batch").order_by("number"))
    names = names_of({exercise.planned_by, exercise.proposed_by, exercise.started_by} - {""})
    may_note = access.may_note_destroyed(actor, exercise)
    return ExercisePage(
        ref=exercise.ref,
        year=exercise.year,
        purpose=exercise.purpose,
        legal_basis=exercise.legal_basis,
        tallier=exercise.tallier,
        stage=exercise.stage,
        stage_label=str(Stage(exercise.stage).label),
        planned_by=names.get(exercise.planned_by, ""),
        planned_on=exercise.planned_on,
        proposed_by=names.get(exercise.proposed_by, ""),
        proposed_on=exercise.proposed_on,
        started_by=names.get(exercise.started_by, ""),
        started_on=exercise.started_on,
        failure=_failure(exercise.failure),
        now=_now(exercise, parties),
        is_ready=_is_ready(parties) and exercise.stage == Stage.STARTED,
        parties=tuple(_party(exercise, parties, one, may_note=bool(may_note)) for one in parties),
        answer=_answer(exercise, parties) if exercise.band else None,
        may_propose=access.may_propose_start(actor, exercise),
        may_start=access.may_start_exercise(actor, exercise),
        may_receive=access.may_receive_files(actor, exercise),
        may_release=access.may_release_exercise(actor, exercise),
        may_withdraw=access.may_withdraw_exercise(actor, exercise),
        may_stop=access.may_stop_exercise(actor, exercise),
    )


def _answer(exercise: Exercise, parties: Sequence[ExerciseParty]) -> EstimateOn:
    return EstimateOn(
        ref=exercise.estimate,
        year=exercise.year,
        lists=tuple(one.name for one in parties),
        band=exercise.band,
        is_sample=exercise.is_sample,
        released_on=exercise.band_on or exercise.planned_on,
        sha256="",
    )


def _is_ready(parties: Sequence[ExerciseParty]) -> bool:
    return all(len(one.passed) == len(parties) for one in parties)


def _all_committed(parties: Iterable[ExerciseParty]) -> bool:
    return all(one.commitment for one in parties)


def _waiting_for(number: int, parties: Sequence[ExerciseParty]) -> list[ExerciseParty]:
    """Lists that this party is the next to multiply."""
    count = len(parties)
    return [one for one in parties if next_party(one.number, one.passed, count) == number]


def _now(exercise: Exercise, parties: Sequence[ExerciseParty]) -> str:
    destroyed = all(one.destroyed_on for one in parties)
    by_stage = {
        Stage.PLANNED: _("En analytiker ber om at tellingen starter. En annen må bekrefte."),
        Stage.PROPOSED: _("En annen enn den som ba om det, må bekrefte at tellingen starter."),
        Stage.STARTED: "",
        Stage.ANSWERED: _("En annen enn den som planla tellingen, ser på svaret og frigir det.")
        if destroyed
        else _("Tallene er kommet. Før at nøklene er destruert, før noe frigis."),
    }
    return by_stage.get(Stage(exercise.stage), "") or _now_running(exercise, parties)


def _now_running(exercise: Exercise, parties: Sequence[ExerciseParty]) -> str:
    if exercise.stage != Stage.STARTED:
        return ""
    missing = [one.name for one in parties if not one.commitment]
    if missing:
        return _("Skal binde seg til listen sin: %s.") % ", ".join(missing)
    busy = [one.name for one in parties if _waiting_for(one.number, parties)]
    if busy:
        return _("Har en liste å sende videre: %s.") % ", ".join(busy)
    return _("Alle listene har vært hos alle. Nå teller %s.") % (
        exercise.tallier or _("installasjonen selv")
    )


def _party(
    exercise: Exercise, parties: Sequence[ExerciseParty], one: ExerciseParty, *, may_note: bool
) -> PartyLine:
    is_own = bool(one.service)
    waiting = _waiting_for(one.number, parties) if _all_committed(parties) else []
    running = exercise.stage == Stage.STARTED
    return PartyLine(
        number=one.number,
        name=one.name,
        is_own=is_own,
        size=one.commitment.get("size"),
        next=_next(one, waiting, all_in=_all_committed(parties), running=running),
        has_package=running and not is_own and bool(waiting),
        passed=len(one.passed),
        destroyed_on=one.destroyed_on,
        may_note_destroyed=may_note and not is_own and one.destroyed_on is None,
    )


def _next(
    one: ExerciseParty, waiting: Sequence[ExerciseParty], *, all_in: bool, running: bool
) -> str:
    if not running:
        return ""
    if not one.commitment:
        return _("Binder seg til listen sin.")
    if not all_in:
        return _("Venter på at de andre binder seg.")
    if waiting:
        return _("Sender videre listene til: %s.") % ", ".join(other.name for other in waiting)
    return _("Venter på lister fra de andre, eller er ferdig.")


def _failure(code: str) -> str:
    return {
        "": "",
        "overlap_too_few": _("En av våre lister har under 50 personer. Da telles den ikke."),
        "list_changed": _("En av våre lister er endret siden runden begynte. Den telles ikke."),
        "cap_reached": _("Listen er åpnet for to runder alt i år. Flere er det ikke lov til."),
        "no_ground": _("Personvernombudet har ikke ført grunnlag for å telle på tvers."),
    }.get(code, _("Nøkkelvokteren sa nei til vår del av runden. Si fra til forvalteren."))


def packed(files: Mapping[str, bytes], *, note: str = "") -> bytes:
    """As one zip file, the same each time.

    note   what the file says of itself: that all of it is made up; else nothing
    """
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        made.comment = note.encode()
        for name, data in files.items():
            made.writestr(ZipInfo(name, EPOCH), data)
    return out.getvalue()


def package_for(exercise: Exercise, number: int) -> dict[str, bytes]:
    """What a service needs for its next step: all commitments, and the lists it is to move.

    number   0: the tallier, who gets every list
    """
    from safecount.overlap import Commitment, carrying  # noqa: PLC0415 - numpy stays out of doors

    parties = parties_of(exercise)
    session = session_of(exercise.year, exercise.purpose, len(parties))
    files = {
        f"{one.number}.commit": carrying.commitment_as_bytes(session, Commitment(**one.commitment))
        for one in parties
        if one.commitment
    }
    lists = parties if number == 0 else _waiting_for(number, parties)
    return files | {f"liste-{one.number}.hop": bytes(one.batch) for one in lists if one.batch}
