"""Whom to ask in other agencies: kept, and asked about again when nobody has for a while."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.staff import as_role
from tests.guidance.conftest import body

from fristed.config.doors import DESK
from fristed.gate import scope
from fristed.guidance.models import AgencyContact
from fristed.guidance.rules.agencies import CONFIRM_WITHIN

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
LIST = "/agency-contacts/"


def kept(actor) -> list[AgencyContact]:
    """What the database shows her."""
    with as_role(DESK.role), scope(actor):
        return list(AgencyContact.objects.all())


def test_a_contact_nobody_has_confirmed_for_long_is_marked_until_somebody_does(staff, desk):
    page = desk(staff.maja)
    new = {"agency": "bufdir", "name": "Kontakt (Eksempeldata)", "reach": "jobbtelefon"}
    page.post(LIST + "add/", new)
    (contact,) = kept(staff.maja)

    def is_marked_after(days):
        then = timezone.localdate() - timedelta(days=days)
        with as_role(DESK.role), scope(staff.maja):
            AgencyContact.objects.update(confirmed_on=then)
        return "må bekreftes" in body(page.get(LIST))

    assert not is_marked_after(CONFIRM_WITHIN.days)
    assert is_marked_after(CONFIRM_WITHIN.days + 1)
    page.post(f"{LIST}{contact.ref}/confirm/")
    assert "må bekreftes" not in body(page.get(LIST))


def test_the_database_shows_them_to_who_guides_and_lets_two_teams_keep_them(staff, desk):
    """C1, C10: behind the gate, and whoever goes round it."""
    new = {"agency": "bufdir", "name": "Kontakt (Eksempeldata)", "reach": "jobbtelefon"}
    desk(staff.maja).post(LIST + "add/", new)

    assert [len(kept(someone)) for someone in (staff.maja, staff.amina, staff.runa)] == [1, 1, 0]
    with as_role(DESK.role):
        assert list(AgencyContact.objects.all()) == []
        with scope(staff.amina):
            assert AgencyContact.objects.update(ends_on=timezone.localdate()) == 0
