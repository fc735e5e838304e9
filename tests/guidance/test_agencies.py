"""Whom to ask in other agencies: kept, and asked about again when nobody has for a while."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.guidance.conftest import body, in_desk

from fristed.guidance.models import AgencyContact
from fristed.guidance.rules.agencies import CONFIRM_WITHIN

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
LIST = "/agency-contacts/"


def test_a_contact_nobody_has_confirmed_for_long_is_marked_until_somebody_does(staff, desk):
    page = desk(staff.maja)
    new = {"agency": "bufdir", "name": "Kontakt (Eksempeldata)", "reach": "jobbtelefon"}
    page.post(LIST + "add/", new)
    (contact,) = in_desk(lambda: list(AgencyContact.objects.all()))

    def is_marked_after(days):
        then = timezone.localdate() - timedelta(days=days)
        in_desk(lambda: AgencyContact.objects.update(confirmed_on=then))
        return "må bekreftes" in body(page.get(LIST))

    assert not is_marked_after(CONFIRM_WITHIN.days)
    assert is_marked_after(CONFIRM_WITHIN.days + 1)
    page.post(f"{LIST}{contact.ref}/confirm/")
    assert "må bekreftes" not in body(page.get(LIST))
