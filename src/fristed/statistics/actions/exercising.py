"""Running a yearly overlap exercise: planned, started by two, carried around, counted, released."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from fristed.codelists.queries import Words
from fristed.gate import Actor, action, asking
from fristed.kernel.rules import RuleBroken
from fristed.publications.access import Released
from fristed.publications.actions import estimating as shelf
from fristed.statistics import access, queries
from fristed.statistics.choices import Stage
from fristed.statistics.models import Exercise, ExerciseParty
from fristed.statistics.rules import exercising as rules
from fristed.vault import overlapping

TAKE_PART = "statistics.take_part"
FORGET = "statistics.forget_round"

ask_to_read_exercise = asking("overlap.read", may=access.may_read_exercise)
ask_to_plan_exercise = asking("overlap.plan", may=access.may_plan_exercise)
ask_to_propose_start = asking("overlap.propose_start", may=access.may_propose_start)
ask_to_start_exercise = asking("overlap.start", may=access.may_start_exercise)
ask_to_release_exercise = asking("overlap.release", may=access.may_release_exercise)
ask_to_withdraw_exercise = asking("overlap.withdraw", may=access.may_withdraw_exercise)
ask_to_stop_exercise = asking("overlap.stop", may=access.may_stop_exercise)


@dataclass(frozen=True)
class Invited:
    """A service in the exercise. service: one of the installation's own."""

    name: str
    service: str = ""


@action("overlap.plan", may=access.may_plan_exercise)
def plan_exercise(
    actor: Actor, exercise: Exercise, *, invited: Sequence[Invited], on: date
) -> None:
    """Write down the purpose, the legal basis and who is invited. Nothing is opened yet.

    :raises RuleBroken: see `rules.exercising.check_plan`.
    """
    rules.check_plan(exercise.year, [one.name for one in invited], on=on)
    exercise.planned_by, exercise.planned_on = actor.ref, on
    exercise.save(force_insert=True)
    ExerciseParty.objects.bulk_create(
        ExerciseParty(exercise=exercise, number=number, name=one.name, service=one.service)
        for number, one in enumerate(invited, start=1)
    )


@dataclass(frozen=True)
class Agreed:
    """That the keeper has heard her part of the start, with her second factor just shown."""

    ref: str

    @classmethod
    def propose(cls, actor: Actor, exercise: Exercise) -> "Agreed":
        """Before the action, outside any transaction.

        :raises KeeperRefused: `not_recent`.
        """
        overlapping.propose(actor.assertion, queries.round_of(exercise))
        return cls(exercise.ref)

    @classmethod
    def confirm(cls, actor: Actor, exercise: Exercise) -> "Agreed":
        """:raises KeeperRefused: `not_recent`, `same_person`, `nothing_proposed`, `cap_reached`."""
        overlapping.confirm(actor.assertion, queries.round_of(exercise))
        return cls(exercise.ref)


@action("overlap.propose_start", may=access.may_propose_start)
def propose_start(actor: Actor, exercise: Exercise, *, agreed: Agreed, on: date) -> None:
    """The first of two."""
    _change(exercise, agreed, stage=Stage.PROPOSED, proposed_by=actor.ref, proposed_on=on)


@action("overlap.start", may=access.may_start_exercise)
def start_exercise(actor: Actor, exercise: Exercise, *, agreed: Agreed, on: date) -> None:
    """The second. The worker does our own services' part; the others get to work."""
    _change(exercise, agreed, stage=Stage.STARTED, started_by=actor.ref, started_on=on)
    _go_on(exercise)


def _change(exercise: Exercise, agreed: Agreed, **changed: object) -> None:
    if agreed.ref != exercise.ref:
        raise ValueError("the keeper has heard of another exercise")
    stage = exercise.stage
    if not Exercise.objects.filter(pk=exercise.pk, stage=stage).update(**changed):
        raise RuleBroken("changed_meanwhile", _("Tellingen er endret i mellomtiden."))


@action("overlap.receive", may=access.may_receive_files)
def receive_files(actor: Actor, exercise: Exercise, *, files: Mapping[str, bytes], on: date) -> int:
    """Take in files of any step, all or none; answers how many.

    :raises RuleBroken: see `rules.exercising.read` and `check_moved`; `bound_before`: another
        commitment stands; `not_theirs`: a file of one of our own; `too_early`.
    """
    Exercise.objects.select_for_update().get(pk=exercise.pk)
    parties = {one.number: one for one in queries.parties_of(exercise)}
    session = rules.session_of(exercise.year, exercise.purpose, len(parties))
    arrived = [rules.read(name, raw, session) for name, raw in sorted(files.items())]
    for one in arrived:
        if one.commitment is not None:
            _bind(parties, one, on)
    for one in sorted((o for o in arrived if o.batch), key=lambda o: len(o.batch.passed)):  # type: ignore[union-attr]  # only those with one
        _move(parties, one, session, files[one.name])
    for one in arrived:
        if one.band is not None:
            _answer(exercise, parties, one.band, on)
    _go_on(exercise)
    return len(arrived)


@action("overlap.fetch", may=access.may_receive_files)
def fetch_package(actor: Actor, exercise: Exercise, *, number: int) -> dict[str, bytes]:
    """The files a service needs for its next step; number 0 is the tallier."""
    return queries.package_for(exercise, number)


def _bind(parties: Mapping[int, ExerciseParty], one: rules.Arrived, on: date) -> None:
    said = asdict(one.commitment) if one.commitment is not None else {}
    party = _theirs(parties, said["party"])
    if party.commitment == said:
        return
    if party.commitment:
        raise RuleBroken(
            "bound_before",
            _("%s har bundet seg til en annen liste. Runden telles ikke på en endret liste.")
            % party.name,
        )
    party.commitment, party.committed_on = said, on
    party.save(update_fields=["commitment", "committed_on"])


def _move(
    parties: Mapping[int, ExerciseParty], one: rules.Arrived, session: Any, raw: bytes
) -> None:
    if one.batch is None or not all(party.commitment for party in parties.values()):
        raise RuleBroken("too_early", _("Ikke alle tjenestene har bundet seg ennå."))
    party = parties[one.batch.owner]
    rules.check_moved(
        one.batch,
        passed=party.passed,
        size=party.commitment["size"],
        round_=rules.hash_of(session, [other.commitment for other in parties.values()]),
    )
    party.batch, party.passed = raw, list(one.batch.passed)
    party.save(update_fields=["batch", "passed"])


def _theirs(parties: Mapping[int, ExerciseParty], number: int) -> ExerciseParty:
    party = parties.get(number)
    if party is None or party.service:
        raise RuleBroken("not_theirs", _("Filen gir seg ut for å være fra en av våre tjenester."))
    return party


def _answer(
    exercise: Exercise,
    parties: Mapping[int, ExerciseParty],
    band: Mapping[str, Any],
    on: date,
) -> None:
    if not exercise.tallier or any(len(one.passed) < len(parties) for one in parties.values()):
        raise RuleBroken("too_early", _("Ikke alle listene har vært hos alle ennå."))
    _keep_answer(exercise.pk, band, on)


def _keep_answer(exercise: int, band: Mapping[str, Any], on: date) -> None:
    """Keep the rounded band; the lists have done their work and go."""
    Exercise.objects.filter(pk=exercise, stage=Stage.STARTED).update(
        stage=Stage.ANSWERED, band=band, band_on=on
    )
    ExerciseParty.objects.filter(exercise=exercise).update(batch=None)


def _go_on(exercise: Exercise) -> None:
    jobs.configure_task(TAKE_PART, lock=exercise.ref).defer(exercise=exercise.ref)


@action("overlap.note_destroyed", may=access.may_note_destroyed)
def note_destroyed(actor: Actor, exercise: Exercise, *, number: int, on: date) -> None:
    """Note that a service has said its key is destroyed. Our own are noted by the keeper."""
    theirs = exercise.parties.filter(number=number, service="", destroyed_on=None)
    theirs.update(destroyed_on=on, destroyed_by=actor.ref)


@action("overlap.stop", may=access.may_stop_exercise)
def stop_exercise(actor: Actor, exercise: Exercise) -> None:
    """End it for good. The lists go, and the keeper destroys our own secrets."""
    Exercise.objects.filter(pk=exercise.pk).update(stage=Stage.STOPPED)
    exercise.parties.update(batch=None)
    jobs.configure_task(FORGET).defer(exercise=exercise.ref)


@action("overlap.release", may=access.may_release_exercise)
def release_exercise(actor: Actor, exercise: Exercise, *, on: date) -> str:
    """Put the rounded band on the shelf; answers its reference.

    :raises RuleBroken: `keys_left`: not every key is noted as destroyed; `year_released`.
    """
    fresh = Exercise.objects.select_for_update().get(pk=exercise.pk)
    if fresh.stage != Stage.ANSWERED:
        raise RuleBroken("changed_meanwhile", _("Tellingen er endret i mellomtiden."))
    if fresh.parties.filter(destroyed_on=None).exists():
        raise RuleBroken("keys_left", _("Før først at alle nøklene er destruert."))
    ref = shelf.release_estimate(
        actor,
        shelf.Answered(fresh.ref, fresh.planned_by),
        year=fresh.year,
        lists=[one.name for one in queries.parties_of(fresh)],
        band=fresh.band,
        is_sample=fresh.is_sample,
        on=on,
    )
    Exercise.objects.filter(pk=fresh.pk).update(
        stage=Stage.RELEASED, estimate=ref, released_by=actor.ref
    )
    return ref


@action("overlap.withdraw", may=access.may_withdraw_exercise)
def withdraw_exercise(actor: Actor, exercise: Exercise, *, reason: Words, on: date) -> None:
    """Take a released estimate off the page. Its figures go, its place and the reason stay.

    :raises RuleBroken: `withdrawn_already`.
    """
    released = Released(exercise.estimate, exercise.released_by)
    shelf.withdraw_estimate(actor, released, reason=reason, on=on)
    Exercise.objects.filter(pk=exercise.pk).update(stage=Stage.WITHDRAWN)
