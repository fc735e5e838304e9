"""A leader appoints a member of her unit, and ends it: here and in the keeper's register."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.factories.organisation import a_person
from tests.factories.staff import as_role

from fristed.audit.models import Entry
from fristed.config.doors import DESK
from fristed.gate import scope
from fristed.organisation import queries
from fristed.organisation.models import Membership

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def today(keeper):
    return timezone.localdate()


@pytest.fixture
def newcomer(staff, today):
    staff.ingrid  # noqa: B018 - she and her unit are made when asked for
    return a_person("Vilde", username="vilde")


def typed(today, **changed):
    return {
        "username": "vilde",
        "employer": "imdi",
        "professional_lead": "imdi",
        "starts_on": today.isoformat(),
        "ends_on": "",
    } | changed


def actor_of(person):
    return queries.actor_for(person, door="desk", assertion="v1.x.y", at=timezone.now())


def test_who_is_appointed_belongs_to_the_unit_until_it_is_ended(staff, at_desk, newcomer, today):
    page = at_desk(staff.ingrid)

    answer = page.post("/teams/raad-ost/appoint/", typed(today))

    assert answer.status_code == 302
    assert actor_of(newcomer).units == {"raad-ost"}
    assert "Vilde" in page.get("/teams/").content.decode()
    ref = Membership.objects.get(person=newcomer).ref
    page.post(f"/teams/raad-ost/members/{ref}/end/", {"last_day": (today - DAY).isoformat()})
    assert actor_of(newcomer).units == set()
    entries = Entry.objects.using("audit").filter(actor=staff.ingrid.ref, event="begun")
    assert [(entry.action, entry.subject) for entry in entries] == [
        ("membership.appoint", "raad-ost"),
        ("membership.end", "raad-ost"),
    ]


@pytest.fixture
def send(staff, at_desk, newcomer, today):
    """Ingrid sends the form."""
    page = at_desk(staff.ingrid)
    return lambda **changed: page.post("/teams/raad-ost/appoint/", typed(today, **changed))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"username": "ukjent"}, "Ingen konto i bruk"),
        ({"username": "ingrid"}, "Du kan ikke oppnevne deg selv"),
        ({"starts_on": "2020-01-01"}, "kan ikke være før i dag"),
        ({"ends_on": "2020-01-01"}, "Den siste dagen er før den første"),
    ],
)
def test_what_may_not_be_is_said_and_nothing_is_kept(send, newcomer, changed, words):
    answer = send(**changed)

    assert words in answer.content.decode()
    assert not Membership.objects.filter(person=newcomer).exists()


def test_twice_in_the_same_time_is_told(send, newcomer, today):
    send()

    again = send(starts_on=(today + DAY).isoformat())

    assert "hører alt til enheten" in again.content.decode()
    assert Membership.objects.filter(person=newcomer).count() == 1


@pytest.mark.parametrize("who", ["amina", "jonas"])
def test_the_database_too_lets_only_its_leader_appoint(staff, newcomer, today, who):
    """C1: the second wall, whatever a page says."""
    actor = getattr(staff, who)
    values = ["mdl_x", newcomer.pk, "raad-ost", "adviser", "imdi", "imdi", today, None]

    with as_role(DESK.role), pytest.raises(DatabaseError), transaction.atomic(), scope(actor):
        with connection.cursor() as cursor:
            cursor.execute("select organisation_appoint(%s,%s,%s,%s,%s,%s,%s,%s)", values)

    assert not Membership.objects.filter(person=newcomer).exists()
