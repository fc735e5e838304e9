"""Play the sample's overlap exercise to its end: five services and a tallier, with real files.

The house must be running: its worker and its keeper do our own list's part. Takes a minute or two,
so it is no part of loading the sample.
"""

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from fristed.accounts.models import User
from fristed.gate import Actor
from fristed.kernel.roles import Role
from fristed.sample import overlaps
from fristed.statistics import queries
from fristed.statistics.actions import exercising
from fristed.statistics.choices import Stage
from fristed.statistics.models import Exercise
from fristed.statistics.rules.exercising import session_of
from safecount.banding import rounded_band
from safecount.overlap import Party, Person, capped, match_keys, tally
from safecount.overlap.carrying import (
    batch_as_bytes,
    batch_from,
    commitment_as_bytes,
    commitment_from,
)
from safecount.overlap.group import working

WAIT_SECONDS: Final = 180.0
PROCESSES: Final = 2


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=overlaps.POPULATION)

    def handle(self, *_: Any, people: int, **__: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Eksempeldata spilles ikke av i drift.")
        exercise = Exercise.objects.filter(is_sample=True, stage=Stage.STARTED).first()
        if exercise is None:
            raise CommandError("Ingen telling er i gang.")
        began = time.monotonic()
        with _as_desk(), working(PROCESSES) as workers:
            game = Game(exercise, workers, people)
            game.bind()
            game.carry()
            game.answer()
            game.release()
        self.stdout.write(f"Ferdig på {time.monotonic() - began:.0f} sekunder.")


class Game:
    """The services outside, each with its list and its secret."""

    def __init__(self, exercise: Exercise, workers: Any, people: int) -> None:
        self.exercise = exercise
        parties = queries.parties_of(exercise)
        self.theirs = [one.number for one in parties if not one.service]
        session = session_of(exercise.year, exercise.purpose, len(parties))
        lists = overlaps.lists_of(overlaps.population(people))
        self.session = session
        self.parties = {
            number: Party(session, number, _tokens(known), workers=workers)
            for number, known in zip(self.theirs, lists, strict=True)
        }

    def bind(self) -> None:
        self._send(
            commitment_as_bytes(self.session, one.commitment()) for one in self.parties.values()
        )
        self._wait(lambda: all(one.commitment for one in queries.parties_of(self.exercise)))

    def carry(self) -> None:
        commitments = self._commitments()
        for party in self.parties.values():
            self._send([batch_as_bytes(self.session, party.start(commitments))])
        until = time.monotonic() + WAIT_SECONDS
        while not self._all_around():
            moved = False
            for number, party in self.parties.items():
                for batch in self._waiting(number):
                    self._send([batch_as_bytes(self.session, party.hop(batch))])
                    moved, until = True, time.monotonic() + WAIT_SECONDS
            if not moved:
                _rest(until)

    def answer(self) -> None:
        """As the tallier: exact cells in memory, and only the rounded band leaves."""
        cells = tally(self.session, self._commitments(), self._waiting(0)).cells
        names = [str(one.number) for one in queries.parties_of(self.exercise)]
        self._send([rounded_band(cells, names).as_bytes(asdict(self.session))])

    def release(self) -> None:
        on = timezone.localdate()
        for number in self.theirs:
            exercising.note_destroyed(_analyst("kari"), self._fresh(), number=number, on=on)
        self._wait(lambda: all(one.destroyed_on for one in queries.parties_of(self.exercise)))
        exercising.release_exercise(_analyst("lars"), self._fresh(), on=on)

    def _send(self, raws: Any) -> None:
        files = {f"{number}.file": raw for number, raw in enumerate(raws)}
        exercising.receive_files(
            _analyst("kari"), self._fresh(), files=files, on=timezone.localdate()
        )

    def _fresh(self) -> Exercise:
        return queries.exercise_by_ref(self.exercise.ref)

    def _waiting(self, number: int) -> list[Any]:
        files = queries.package_for(self._fresh(), number)
        return [batch_from(raw, name)[1] for name, raw in files.items() if name.endswith(".hop")]

    def _commitments(self) -> list[Any]:
        files = queries.package_for(self._fresh(), 0)
        return [
            commitment_from(raw, name)[1] for name, raw in files.items() if name.endswith(".commit")
        ]

    def _all_around(self) -> bool:
        parties = queries.parties_of(self.exercise)
        return all(len(one.passed) == len(parties) for one in parties)

    def _wait(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + WAIT_SECONDS
        while not holds():
            _rest(until)


def _rest(until: float) -> None:
    if time.monotonic() > until:
        raise CommandError("Arbeideren svarer ikke. Kjører huset?")
    time.sleep(0.5)


def _tokens(people: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [one for one in capped([match_keys(Person.from_row(one)) for one in people]) if one]


def _analyst(key: str) -> Actor:
    person = User.objects.get(username=key)
    return Actor(
        id=person.pk,
        ref=person.ref,
        name=person.name,
        door="desk",
        roles=frozenset({Role.ANALYST}),
        units=frozenset(),
        leads=frozenset(),
    )


@contextmanager
def _as_desk() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("set role fristed_desk")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("reset role")
