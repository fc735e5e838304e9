"""An overlap exercise over files: planned, started by two, carried around, released by another."""

import json
import zipfile
from dataclasses import asdict
from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from tests import personas

from fristed.codelists.rules.words import Words
from fristed.gate import Denied
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications.models import ReleasedEstimate
from fristed.publications.queries import gone_estimates, latest_estimate
from fristed.publications.rules.notes import SAMPLE
from fristed.sample.population import persons
from fristed.statistics import access, queries
from fristed.statistics.actions import exercising
from fristed.statistics.actions.exercising import Agreed, Invited
from fristed.statistics.choices import Stage
from fristed.statistics.models import Exercise, ExerciseParty
from fristed.statistics.rules.exercising import next_party
from safecount.banding import rounded_band
from safecount.overlap import Party, Person, Session, match_keys, tally
from safecount.overlap.carrying import batch_as_bytes, batch_from, commitment_as_bytes

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = date(2026, 11, 25)
INVITED = tuple(Invited(f"Tjeneste {letter}") for letter in "ABC")
PEOPLE = [one | {"postcode": "", "place": ""} for one in persons(100)]
LISTS = (PEOPLE[:60], PEOPLE[30:90], [*PEOPLE[:20], *PEOPLE[60:100]])


@pytest.fixture(autouse=True)
def _desk(as_desk):
    with as_desk():
        yield


def planned(*, year=2025, invited=INVITED, tallier="Et statistikkbyrå", actor=personas.kari):
    exercise = Exercise(
        ref=new_ref("ovl"),
        year=year,
        purpose="Eksempel",
        legal_basis="Ikke vurdert",
        tallier=tallier,
        is_sample=True,
    )
    exercising.plan_exercise(actor, exercise, invited=invited, on=TODAY)
    return exercise


def fresh(exercise):
    return Exercise.objects.get(pk=exercise.pk)


def started(exercise):
    agreed = Agreed(exercise.ref)
    exercising.propose_start(personas.kari, exercise, agreed=agreed, on=TODAY)
    exercising.start_exercise(personas.lars, fresh(exercise), agreed=agreed, on=TODAY)
    return fresh(exercise)


def received(exercise, **files):
    named = {name.replace("_", "."): raw for name, raw in files.items()}
    return exercising.receive_files(personas.kari, fresh(exercise), files=named, on=TODAY)


class Round:
    """Three services with safecount, who get a package and send files."""

    def __init__(self, exercise, lists=LISTS):
        self.exercise = exercise
        self.session = Session(str(exercise.year), exercise.purpose, len(lists))
        self.parties = [
            Party(self.session, number, [match_keys(Person.from_row(one)) for one in people])
            for number, people in enumerate(lists, start=1)
        ]

    def commitments(self):
        return [party.commitment() for party in self.parties]

    def bind(self):
        for one in self.commitments():
            received(
                self.exercise, **{f"{one.party}_commit": commitment_as_bytes(self.session, one)}
            )

    def carry(self):
        """As each would: multiply what the package holds, until nobody has anything to do."""
        for party in self.parties:
            self.send(party.start(self.commitments()))
        for _hop in self.parties[1:]:
            for party in self.parties:
                files = queries.package_for(fresh(self.exercise), party.number)
                for name, raw in files.items():
                    if name.endswith(".hop"):
                        self.send(party.hop(batch_from(raw, name)[1]))

    def send(self, batch):
        received(self.exercise, list_hop=batch_as_bytes(self.session, batch))

    def band(self):
        files = queries.package_for(fresh(self.exercise), 0)
        lists = [batch_from(raw, name)[1] for name, raw in files.items() if name.endswith(".hop")]
        cells = tally(self.session, self.commitments(), lists).cells
        return rounded_band(cells, "123")


def test_a_package_of_made_up_lists_says_so():
    with zipfile.ZipFile(BytesIO(queries.packed({"1.hop": b"x"}, note=str(SAMPLE)))) as package:
        assert package.comment.decode().startswith("Eksempeldata.")
        assert package.namelist() == ["1.hop"]


def a_whole_round():
    round_ = Round(started(planned()))
    round_.bind()
    round_.carry()
    return round_


def test_a_round_over_files_ends_as_a_rounded_band_on_the_shelf():
    """C7, C17."""
    round_ = a_whole_round()
    exercise, band = round_.exercise, round_.band()

    assert received(exercise, answer_band=band.as_bytes(asdict(round_.session))) == 1

    answered = fresh(exercise)
    assert answered.stage == Stage.ANSWERED
    assert answered.band == json.loads(json.dumps(asdict(band)))
    assert not ExerciseParty.objects.exclude(batch=None).exists()
    with pytest.raises(RuleBroken, match="nøklene"):
        exercising.release_exercise(personas.lars, answered, on=TODAY)
    for number in (1, 2, 3):
        exercising.note_destroyed(personas.kari, answered, number=number, on=TODAY)
    with pytest.raises(Denied, match="planned_it"):
        exercising.release_exercise(personas.kari, answered, on=TODAY)
    ref = exercising.release_exercise(personas.lars, answered, on=TODAY)
    shown = latest_estimate()
    assert (shown.ref, shown.year, shown.lists) == (ref, 2025, tuple(one.name for one in INVITED))
    assert shown.band["floor"] == band.floor
    assert band.seen == 100


def a_released_one(year=2025):
    exercise = planned(year=year)
    band = asdict(rounded_band({"110": 60, "101": 60, "011": 60, "100": 90}, "123"))
    Exercise.objects.filter(pk=exercise.pk).update(
        stage=Stage.ANSWERED,
        band=json.loads(json.dumps(band)),
        started_by=personas.lars.ref,
        proposed_by=personas.kari.ref,
    )
    exercise.parties.update(destroyed_on=TODAY)
    exercising.release_exercise(personas.lars, fresh(exercise), on=TODAY)
    return fresh(exercise)


def test_a_released_estimate_is_withdrawn_by_another_and_leaves_a_tombstone():
    reason = Words("En liste var feil.", "Ei liste var feil.", "A list was wrong.")
    exercise = a_released_one()

    with pytest.raises(Denied, match="released_it"):
        exercising.withdraw_exercise(personas.lars, exercise, reason=reason, on=TODAY)
    exercising.withdraw_exercise(personas.kari, exercise, reason=reason, on=TODAY)

    assert latest_estimate() is None
    (stone,) = gone_estimates()
    assert (stone.year, stone.withdrawn_on, stone.reason) == (2025, TODAY, reason)
    assert stone.sha256 == ReleasedEstimate.objects.get(ref=exercise.estimate).sha256
    with pytest.raises(Denied, match="estimate_not_released"):
        exercising.withdraw_exercise(personas.kari, fresh(exercise), reason=reason, on=TODAY)
    again = a_released_one()  # counted anew
    assert latest_estimate().ref == again.estimate
    with pytest.raises(RuleBroken, match="frigitt før"):
        a_released_one()


def test_one_person_never_starts_it():
    """C1, C7."""
    exercise = planned()
    agreed = Agreed(exercise.ref)

    with pytest.raises(Denied, match="not_proposed"):
        exercising.start_exercise(personas.lars, exercise, agreed=agreed, on=TODAY)
    exercising.propose_start(personas.kari, exercise, agreed=agreed, on=TODAY)
    with pytest.raises(Denied, match="proposed_it"):
        exercising.start_exercise(personas.kari, fresh(exercise), agreed=agreed, on=TODAY)

    assert fresh(exercise).stage == Stage.PROPOSED
    with pytest.raises(IntegrityError), transaction.atomic():
        Exercise.objects.filter(pk=exercise.pk).update(
            stage=Stage.STARTED, started_by=personas.kari.ref, started_on=TODAY
        )


@pytest.mark.parametrize("key", sorted(personas.ALL))
def test_who_may_read_plan_and_start(key):
    actor, exercise = personas.ALL[key], planned()
    exercise.stage, exercise.proposed_by = Stage.PROPOSED, personas.kari.ref

    may = (
        bool(access.may_read_exercise(actor, exercise)),
        bool(access.may_plan_exercise(actor, exercise)),
        bool(access.may_start_exercise(actor, exercise)),
    )

    assert may == {
        "kari": (True, True, False),
        "lars": (True, True, True),
        "ingrid": (True, False, True),
        "jonas": (True, False, True),
        "oda": (True, False, False),
    }.get(key, (False, False, False))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"year": 2026}, "year_not_over"),
        ({"invited": INVITED[:2]}, "too_few_parties"),
        ({"invited": [Invited(str(n)) for n in range(13)]}, "too_many_parties"),
        ({"invited": [*INVITED, Invited("tjeneste a")]}, "named_twice"),
    ],
)
def test_a_plan_that_cannot_be_counted_safely_is_refused(changed, code):
    with pytest.raises(RuleBroken) as broken:
        planned(**changed)

    assert broken.value.code == code
    assert not Exercise.objects.exists()


def spoilt_commitment(round_):
    other = Party(round_.session, 1, [("changed", str(n)) for n in range(60)]).commitment()
    return commitment_as_bytes(round_.session, other)


def of_another_round(round_):
    other = Session("2024", round_.exercise.purpose, 3)
    return commitment_as_bytes(other, Party(other, 1, [(str(n),) for n in range(60)]).commitment())


def a_short_list(round_):
    one = round_.commitments()[0]
    return commitment_as_bytes(round_.session, type(one)(**{**asdict(one), "size": 49}))


def too_fine(round_):
    cells = {"100": 30, "010": 30, "001": 30, "110": 30, "101": 30, "011": 30, "111": 30}
    said = rounded_band(cells, "123").as_bytes(asdict(round_.session))
    return said.replace(b'"seen": 200', b'"seen": 210')


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (lambda _round: b"PK\x03\x04", "not_a_file"),
        (lambda _round: b"", "not_a_file"),
        (spoilt_commitment, "bound_before"),
        (of_another_round, "another_round"),
        (a_short_list, "too_short"),
        (too_fine, "not_a_file"),
        (
            lambda round_: batch_as_bytes(
                round_.session, round_.parties[0].start(round_.commitments())
            )[:-1],
            "not_a_file",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_and_nothing_of_the_others_is_kept(file, code):
    """C11, C17."""
    round_ = Round(started(planned()))
    round_.bind()
    good = batch_as_bytes(round_.session, round_.parties[1].start(round_.commitments()))

    with pytest.raises(RuleBroken) as broken:
        received(round_.exercise, a_hop=good, z_file=file(round_))

    assert broken.value.code == code
    assert [one.passed for one in queries.parties_of(round_.exercise)] == [[], [], []]


def test_a_list_comes_once_and_only_when_all_have_committed():
    round_ = Round(started(planned()))
    first = round_.parties[0].start(round_.commitments())

    with pytest.raises(RuleBroken) as early:
        round_.send(first)
    round_.bind()
    round_.send(first)
    with pytest.raises(RuleBroken) as again:
        round_.send(first)

    assert (early.value.code, again.value.code) == ("too_early", "not_moved")


def test_a_band_before_the_lists_have_been_around_is_refused():
    round_ = Round(started(planned()))
    round_.bind()
    cells = {"100": 30, "010": 30, "001": 30, "110": 30, "101": 30, "011": 30, "111": 30}

    with pytest.raises(RuleBroken) as broken:
        received(
            round_.exercise,
            answer_band=rounded_band(cells, "123").as_bytes(asdict(round_.session)),
        )

    assert broken.value.code == "too_early"


def test_nobody_can_send_files_as_one_of_our_own():
    """C17: the keeper alone does our own services' part."""
    exercise = started(planned(invited=[Invited("Rådgiverne", "adviser"), *INVITED[1:]]))
    round_ = Round(exercise)

    with pytest.raises(RuleBroken) as broken:
        received(exercise, a_commit=commitment_as_bytes(round_.session, round_.commitments()[0]))

    assert broken.value.code == "not_theirs"


def test_stopping_throws_the_lists_away():
    round_ = Round(started(planned()))
    round_.bind()
    round_.send(round_.parties[0].start(round_.commitments()))

    exercising.stop_exercise(personas.lars, fresh(round_.exercise))

    assert fresh(round_.exercise).stage == Stage.STOPPED
    assert not ExerciseParty.objects.exclude(batch=None).exists()
    with pytest.raises(Denied, match="not_running"):
        round_.bind()


def test_the_shelf_keeps_no_exact_figure_and_no_cell():
    """The database itself refuses, whoever asks."""
    band = asdict(rounded_band({"110": 60, "101": 60, "011": 60, "100": 90}, "123"))
    kept = {
        "lists": ["A"],
        "is_sample": True,
        "released_on": TODAY,
        "drafted_by": "a",
        "released_by": "b",
    }
    for number, wrong in enumerate(
        ({"seen": 271}, {"floor": 271}, {"cells": {"110": 60}}, {"models": [{"low": 1}]})
    ):
        with pytest.raises(IntegrityError, match="is_rounded"), transaction.atomic():
            ReleasedEstimate.objects.create(
                ref=str(number), year=2000, sha256=str(number), band={**band, **wrong}, **kept
            )


def test_the_page_says_who_does_what_next():
    round_ = Round(started(planned()))
    said = [queries.exercise_page(personas.kari, round_.exercise).now]
    round_.bind()
    page = queries.exercise_page(personas.kari, round_.exercise)
    said.append(page.now)
    round_.carry()
    said.append(queries.exercise_page(personas.kari, round_.exercise).now)

    assert said == [
        "Skal binde seg til listen sin: Tjeneste A, Tjeneste B, Tjeneste C.",
        "Har en liste å sende videre: Tjeneste A, Tjeneste B, Tjeneste C.",
        "Alle listene har vært hos alle. Nå teller Et statistikkbyrå.",
    ]
    assert page.parties[0].next == "Sender videre listene til: Tjeneste A."


def test_same_number_of_statements_for_three_services_and_six(django_assert_num_queries):
    few = planned()
    many = planned(invited=[Invited(f"Tjeneste {n}") for n in range(6)])

    for exercise in (few, many):
        with django_assert_num_queries(2):
            queries.exercise_page(personas.kari, exercise)


@pytest.mark.parametrize(
    ("owner", "passed", "turn"),
    [(1, [], 1), (1, [1], 2), (3, [], 3), (3, [3], 1), (3, [3, 1], 2), (2, [1, 2, 3], None)],
)
def test_lists_go_around_the_ring(owner, passed, turn):
    assert next_party(owner, passed, 3) == turn
