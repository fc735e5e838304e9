"""An administrator appoints to an office and ends it: here, in the keeper's register, and told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.factories.organisation import a_membership, a_person
from tests.factories.staff import as_role

from fristed.config.doors import DESK
from fristed.desk.queries import own_offices_page
from fristed.gate import scope
from fristed.kernel.roles import Role
from fristed.organisation import queries
from fristed.organisation.models import Membership, Unit
from fristed.vault import keeper as keeper_client

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def today(keeper):
    return timezone.localdate()


@pytest.fixture
def petters(staff, at_desk, today, keeper_home):
    """Petter's browser; the keeper knows that he administers, and Vilde has an account."""
    staff.amina  # noqa: B018 - she and her unit are made when asked for
    a_person("Vilde", username="vilde")
    administrators = [{"person": staff.petter.ref, "starts_on": today, "ends_on": None}]
    token = (keeper_home / "admin.token").read_text().strip()
    keeper_client.call("admin.set_administrators", token=token, administrators=administrators)
    return at_desk(staff.petter)


def typed(today, **changed):
    return {
        "username": "vilde",
        "role": "leader",
        "unit": "raad-ost",
        "employer": "imdi",
        "professional_lead": "imdi",
        "starts_on": today.isoformat(),
        "ends_on": "",
        "is_confirmed": "on",
    } | changed


def vilde(*, in_days=0):
    return queries.actor_for(
        Membership._meta.get_field("person").related_model.objects.get(username="vilde"),
        door="desk",
        assertion="v1.x.y",
        at=timezone.now() + in_days * DAY,
    )


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("leader", "raad-ost"),
        ("analyst", "direktorat"),
        ("data_protection_officer", "direktorat"),
        ("editor", "direktorat"),
        ("administrator", "direktorat"),
    ],
)
def test_she_is_asked_once_more_then_it_is_done_told_and_ended(petters, today, role, unit):
    asked = petters.post("/offices/appoint/", typed(today, role=role, unit=unit, is_confirmed=""))
    assert "Skal Vilde være" in asked.content.decode()
    assert vilde().roles == set()

    petters.post("/offices/appoint/", typed(today, role=role, unit=unit))

    assert vilde().roles == {Role(role)}
    assert vilde().leads == ({unit} if role == "leader" else set())
    (told,) = own_offices_page(vilde(), now=timezone.now()).history
    assert (told.who, told.what[:19]) == ("Petter", "oppnevnte Vilde som")
    ref = Membership.objects.get(person__username="vilde").ref
    petters.post(f"/offices/{ref}/end/", {"last_day": today.isoformat()})
    assert vilde(in_days=1).roles == set()
    listed = petters.get("/offices/").content.decode()
    assert "Petter avsluttet oppnevningen av Vilde som" in listed


def test_what_was_given_by_mistake_ends_at_once(petters, today):
    petters.post("/offices/appoint/", typed(today))
    ref = Membership.objects.get(person__username="vilde").ref

    petters.post(f"/offices/{ref}/end/", {"last_day": (today - DAY).isoformat()})

    assert vilde().leads == set()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"username": "ukjent"}, "Ingen konto i bruk"),
        ({"starts_on": "2020-01-01"}, "kan ikke være før i dag"),
        ({"ends_on": "2020-01-01"}, "Den siste dagen er før den første"),
        ({"role": "editor"}, "En leder oppnevnes for en enhet med medlemmer"),
        ({"unit": "direktorat"}, "En leder oppnevnes for en enhet med medlemmer"),
        ({"role": "adviser"}, "gyldig valg"),
    ],
)
def test_what_may_not_be_is_said_and_nothing_is_kept(petters, today, changed, words):
    answer = petters.post("/offices/appoint/", typed(today, **changed))

    assert words in answer.content.decode()
    assert not Membership.objects.filter(person__username="vilde").exists()


def test_nobody_appoints_herself(petters, staff, today):
    """C1: it is refused as if the page were not there, and the refusal is kept."""
    answer = petters.post("/offices/appoint/", typed(today, username="petter"))

    assert answer.status_code == 404
    assert not Membership.objects.filter(person_id=staff.petter.id, leads=True).exists()


def test_the_last_administrator_stays(petters, staff, today):
    """Another one there is, but not for long."""
    other = a_person("Wenche", username="wenche")
    office = a_membership(other, Unit.objects.get(code="direktorat"), Role.ADMINISTRATOR)
    Membership.objects.filter(person_id=staff.petter.id).update(ends_on=today + DAY)

    answer = petters.post(
        f"/offices/{office.ref}/end/", {"last_day": (today + 2 * DAY).isoformat()}
    )

    assert "minst én administrator" in answer.content.decode()
    assert Membership.objects.get(ref=office.ref).ends_on is None


@pytest.mark.parametrize("who", ["amina", "petter"])
def test_the_database_too_lets_only_another_administrator_appoint(petters, staff, today, who):
    """C1: the second wall, whatever a page says."""
    actor, whom = getattr(staff, who), staff.petter
    values = ["mdl_x", whom.id, "direktorat", "editor", "imdi", "imdi", today, None]

    with as_role(DESK.role), pytest.raises(DatabaseError), transaction.atomic(), scope(actor):
        with connection.cursor() as cursor:
            cursor.execute("select organisation_appoint_to_office(%s,%s,%s,%s,%s,%s,%s,%s)", values)


def test_a_list_of_three_takes_as_many_statements_as_one(
    petters, today, django_assert_max_num_queries
):
    def statements():
        with django_assert_max_num_queries(60) as asked:
            petters.get("/offices/")
        return len(asked)

    petters.post("/offices/appoint/", typed(today, role="editor", unit="direktorat"))
    one = statements()
    for role, unit in (("leader", "raad-ost"), ("analyst", "direktorat")):
        petters.post("/offices/appoint/", typed(today, role=role, unit=unit))

    assert statements() == one
