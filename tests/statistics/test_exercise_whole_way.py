"""Our own list in a round: sealed by an adviser, opened in the keeper alone, counted in memory."""

import pytest
from django.db import connection
from tests.casework.conftest import signed_in, trail  # noqa: F401 - a fixture
from tests.factories.casework import TODAY, a_real_case
from tests.factories.staff import as_role

from fristed.casework.actions import identifying, matching
from fristed.casework.choices import GroundUse
from fristed.casework.models import Identifier
from fristed.casework.rules.identifying import Identity
from fristed.config.doors import WORKER
from fristed.kernel.refs import new_ref
from fristed.sample.population import persons
from fristed.statistics import queries
from fristed.statistics.actions import exercising
from fristed.statistics.actions.exercising import Agreed, Invited
from fristed.statistics.choices import Stage
from fristed.statistics.models import Exercise
from fristed.statistics.tasks import take_part
from fristed.vault.keeper import KeeperRefused
from safecount.overlap import Party, Person, Session, match_keys
from safecount.overlap.carrying import batch_as_bytes, batch_from, commitment_as_bytes

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
PEOPLE = [one | {"postcode": "", "place": ""} for one in persons(120)]
MINE = PEOPLE[:50]


@pytest.fixture
def staff(signed_in):  # noqa: F811 - the fixture above
    return signed_in


def kept(staff):
    """Each person in a case of her own."""
    ground = {"purpose": "Telle uten register.", "legal_basis": "Ført av ombudet."}
    matching.record_ground(staff.oda, staff.oda, use=GroundUse.OVERLAP, on=TODAY, **ground)
    cases = []
    for one in MINE:
        case = a_real_case(staff.amina)
        who = Identity(**one | {"born": f"20{int(one['born'][2:4]) - 20:02}{one['born'][4:]}"})
        identifying.keep_identifier(staff.amina, case, who=who, on=TODAY)
        cases.append(case)
    return cases


def as_others_know_them(people):
    """The same birthdays as `kept` has: nobody is born after today."""
    return [one | {"born": f"20{int(one['born'][2:4]) - 20:02}{one['born'][4:]}"} for one in people]


def planned(staff):
    exercise = Exercise(
        ref=new_ref("ovl"),
        year=TODAY.year - 1,
        purpose="Eksempel",
        legal_basis="Ikke vurdert",
        is_sample=True,
    )
    invited = [Invited("Rådgiverne", "adviser"), Invited("Tjeneste B"), Invited("Tjeneste C")]
    exercising.plan_exercise(staff.kari, exercise, invited=invited, on=TODAY)
    return exercise


def fresh(exercise):
    return Exercise.objects.get(pk=exercise.pk)


def work(exercise):
    with as_role(WORKER.role):
        take_part(exercise.ref)


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)  # the keeper reads files
def test_our_list_is_opened_in_the_keeper_and_leaves_as_points(staff):
    """C17, C22: each file has its line in the trail, and nothing readable is anywhere."""
    cases, exercise = kept(staff), planned(staff)
    agreed = Agreed.propose(staff.kari, exercise)
    exercising.propose_start(staff.kari, exercise, agreed=agreed, on=TODAY)
    with pytest.raises(KeeperRefused, match="same_person"):
        Agreed.confirm(staff.kari, fresh(exercise))
    agreed = Agreed.confirm(staff.lars, fresh(exercise))
    exercising.start_exercise(staff.lars, fresh(exercise), agreed=agreed, on=TODAY)

    work(exercise)

    own = queries.parties_of(exercise)[0]
    assert (own.commitment["size"], own.passed) == (len(MINE), [1])
    lines = [trail(case.ref)[-1] for case in cases]
    assert set(lines) == {("opened", "case.count_overlap", exercise.ref)}
    assert nowhere(MINE[1]["number"], MINE[1]["first"])

    session = Session(str(exercise.year), exercise.purpose, 3)
    people = as_others_know_them(PEOPLE)
    others = [
        Party(session, number, [match_keys(Person.from_row(one)) for one in theirs])
        for number, theirs in ((2, people[10:70]), (3, [*people[20:40], *people[60:100]]))
    ]
    commitments = [party.commitment() for party in others]
    send(staff, exercise, *(commitment_as_bytes(session, one) for one in commitments))
    work(exercise)
    ours = type(commitments[0])(**queries.parties_of(exercise)[0].commitment)
    everybody = [ours, *commitments]
    send(staff, exercise, *(batch_as_bytes(session, one.start(everybody)) for one in others))
    for _round in range(3):
        work(exercise)
        for party in others:
            files = queries.package_for(fresh(exercise), party.number)
            hops = [batch_from(raw, name)[1] for name, raw in files.items() if "hop" in name]
            send(staff, exercise, *(batch_as_bytes(session, party.hop(one)) for one in hops))
    work(exercise)

    done = fresh(exercise)
    assert (done.stage, done.failure) == (Stage.ANSWERED, "")
    assert (done.band["seen"], done.band["lists"], done.band["refusal"]) == (100, 3, "")
    own = queries.parties_of(exercise)[0]
    assert (own.destroyed_on, own.destroyed_by, own.batch) == (TODAY, "", None)


def send(staff, exercise, *raws):
    files = {f"{number}.file": raw for number, raw in enumerate(raws)}
    if files:
        exercising.receive_files(staff.kari, fresh(exercise), files=files, on=TODAY)


def nowhere(*texts):
    """In no column of what was kept of them."""
    with as_role(WORKER.role), connection.cursor() as cursor:
        cursor.execute("select string_agg(i::text, '') from casework_identifier i")
        (seen,) = cursor.fetchone()
        blobs = b"".join(bytes(one.body.blob) for one in Identifier.objects.all())
    assert blobs
    return not [text for text in texts if text in seen or text.encode() in blobs]


def test_without_a_ground_nothing_is_opened(staff):
    exercise = planned(staff)
    Exercise.objects.filter(pk=exercise.pk).update(
        stage=Stage.STARTED, proposed_by="per_1", started_by=staff.lars.ref, started_on=TODAY
    )

    work(exercise)

    assert fresh(exercise).failure == "no_ground"


def test_with_a_list_that_is_too_short_it_stops_and_says_so(staff):
    ground = {"purpose": "Telle uten register.", "legal_basis": "Ført av ombudet."}
    matching.record_ground(staff.oda, staff.oda, use=GroundUse.OVERLAP, on=TODAY, **ground)
    exercise = planned(staff)
    agreed = Agreed.propose(staff.kari, exercise)
    exercising.propose_start(staff.kari, exercise, agreed=agreed, on=TODAY)
    agreed = Agreed.confirm(staff.lars, fresh(exercise))
    exercising.start_exercise(staff.lars, fresh(exercise), agreed=agreed, on=TODAY)

    work(exercise)

    assert fresh(exercise).failure == "overlap_too_few"
    assert "under 50 personer" in queries.exercise_page(staff.kari, fresh(exercise)).failure
