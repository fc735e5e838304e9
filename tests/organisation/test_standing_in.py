"""Standing in for a colleague: arranged by her, recorded, ended by itself."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.organisation import a_membership, a_person, a_unit

from fristed.audit.models import Entry
from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.organisation import access, queries
from fristed.organisation.actions.standing_in import end_stand_in, start_stand_in
from fristed.organisation.models import StandIn
from fristed.organisation.rules.standing_in import LONGEST, check_stand_in

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Colleague:
    ref: str
    id: int
    unit: str


def actor_for(person, at=NOW):
    return queries.actor_for(person, door="desk", assertion="v1.x.y", at=at)


@pytest.fixture
def amina():
    person = a_person("Amina")
    a_membership(person, a_unit("raad-ost"))
    return person


@pytest.fixture
def celine(amina):
    person = a_person("Celine")
    a_membership(person, amina.memberships.get().unit)
    return person


def as_colleague(person, unit="raad-ost"):
    return Colleague(person.ref, person.pk, unit)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        (TODAY, TODAY, None),
        (TODAY, TODAY + LONGEST, None),
        (TODAY - DAY, TODAY, "in_the_past"),
        (TODAY + DAY, TODAY, "ends_before_it_starts"),
        (TODAY, TODAY + LONGEST + DAY, "too_long"),
    ],
)
def test_check_stand_in(starts_on, ends_on, code):
    if code is None:
        check_stand_in(starts_on=starts_on, ends_on=ends_on, on=TODAY)
        return
    with pytest.raises(RuleBroken) as broken:
        check_stand_in(starts_on=starts_on, ends_on=ends_on, on=TODAY)
    assert broken.value.code == code


@pytest.mark.django_db(databases=["default", "audit"])
def test_start_stand_in_lets_a_colleague_see_until_the_last_day(amina, celine, as_desk):
    with as_desk():
        start_stand_in(
            actor_for(amina), as_colleague(celine), starts_on=TODAY, ends_on=TODAY + DAY, on=TODAY
        )

    assert actor_for(celine).covers == {amina.pk}
    assert actor_for(celine, at=NOW + DAY).covers == {amina.pk}
    assert actor_for(celine, at=NOW + 2 * DAY).covers == frozenset()
    assert Entry.objects.using("audit").filter(action="stand_in.start").exists()


@pytest.mark.django_db(databases=["default", "audit"])
def test_start_stand_in_with_someone_from_another_unit_is_refused_and_changes_nothing(amina):
    birger = a_person("Birger")

    with pytest.raises(Denied, match="another_unit"):
        start_stand_in(
            actor_for(amina),
            as_colleague(birger, "raad-vest"),
            starts_on=TODAY,
            ends_on=TODAY,
            on=TODAY,
        )

    assert not StandIn.objects.exists()


@pytest.mark.django_db(databases=["default", "audit"])
def test_start_stand_in_twice_at_a_time_is_told(amina, celine):
    days = {"starts_on": TODAY, "ends_on": TODAY + DAY, "on": TODAY}
    start_stand_in(actor_for(amina), as_colleague(celine), **days)

    with pytest.raises(RuleBroken) as broken:
        start_stand_in(actor_for(amina), as_colleague(celine), **days)

    assert broken.value.code == "already_stands_in"


@pytest.mark.django_db(databases=["default", "audit"])
def test_end_stand_in_ends_it_at_once_and_takes_away_the_coming_ones(amina, celine, as_desk):
    yesterday = TODAY - DAY
    start_stand_in(
        actor_for(amina),
        as_colleague(celine),
        starts_on=yesterday,
        ends_on=TODAY + DAY,
        on=yesterday,
    )
    start_stand_in(
        actor_for(amina),
        as_colleague(celine),
        starts_on=TODAY + 7 * DAY,
        ends_on=TODAY + 8 * DAY,
        on=TODAY,
    )
    assert actor_for(celine).covers == {amina.pk}

    with as_desk():
        end_stand_in(actor_for(amina), as_colleague(celine), on=TODAY)

    assert actor_for(celine).covers == frozenset()
    assert [(row.starts_on, row.ends_on) for row in StandIn.objects.all()] == [
        (yesterday, yesterday)
    ]


@pytest.mark.django_db
def test_nobody_arranges_it_for_herself_or_over_anothers_head(amina, celine):
    actor = actor_for(amina)

    assert access.may_start_stand_in(actor, as_colleague(celine))
    assert access.may_start_stand_in(actor, as_colleague(amina)).reason == "yourself"
    assert access.may_end_stand_in(actor, as_colleague(amina)).reason == "yourself"
