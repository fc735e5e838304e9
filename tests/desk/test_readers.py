"""What readers wrote, at the desk: by the week, opened through the gate by who owns the pages."""

import re

import pytest
from tests.casework.conftest import trail
from tests.factories.casework import TODAY
from tests.factories.staff import as_role
from tests.portal.test_remarks import a_page

from fristed.config.doors import DESK, NORA
from fristed.gate import scope
from fristed.kernel.traces import MARK, NOBODY
from fristed.portal.models import Letterbox
from fristed.sample.readers import say_some

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def test_the_week_opens_for_members_of_the_unit_that_owns_the_page_and_for_nobody_else(
    staff, at_desk, settings
):
    """C1, C10."""
    for number in (13, 16, 21, 22):
        a_page(number)
    with as_role(NORA.role):
        say_some(TODAY, NOBODY)
    maja = at_desk(staff.maja)

    listed = maja.get("/readers/").content.decode()
    assert maja.get("/readers/pst_AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404
    ref, last_week = re.findall(r"/readers/(pst_[\w-]{22})/", listed)
    opened = maja.get(f"/readers/{ref}/").content.decode()

    assert "passet" not in listed
    assert f'href="{settings.FRISTED_STUDIO}/pages/"' in listed  # where the pages are kept
    assert f"Hva gjør jeg når faren min har passet mitt? Han heter {MARK}." in opened
    assert "Ja: 1. Nei: 1." in opened
    assert "skjult kamera" in opened
    assert ("opened", "remarks.read", "") in trail(ref)
    assert (
        trail(last_week) == [("begun", "remarks.begin", "")] + [("begun", "remarks.write", "")] * 5
    )

    assert ref not in at_desk(staff.runa).get("/readers/").content.decode()
    for other in (staff.runa, staff.amina):
        assert at_desk(other).get(f"/readers/{ref}/").status_code == 404
        assert trail(ref)[-1][0] == "refused"
        with as_role(DESK.role), scope(other):
            assert list(Letterbox.objects.all()) == []


def test_a_week_that_is_over_is_said_to_be_gone_through_by_the_unit_and_by_nobody_else(
    staff, at_desk
):
    for number in (13, 16, 21, 22):
        a_page(number)
    with as_role(NORA.role):
        say_some(TODAY, NOBODY)
    maja = at_desk(staff.maja)
    this_week, last_week = re.findall(
        r"/readers/(pst_[\w-]{22})/", maja.get("/readers/").content.decode()
    )

    assert at_desk(staff.runa).post(f"/readers/{last_week}/handle/").status_code == 404
    early = maja.post(f"/readers/{this_week}/handle/", follow=True).content.decode()
    assert "Uken er ikke over" in early
    assert "Alt er gått gjennom" not in early
    assert "Alt er gått gjennom" in maja.get(f"/readers/{last_week}/").content.decode()
    listed = maja.post(f"/readers/{last_week}/handle/", follow=True).content.decode()

    assert "100 % av ukene er gått gjennom i tide. Målet er 80 %." in listed
    assert listed.count("Gå gjennom innen") == 1
    assert ("begun", "remarks.handle", "") in trail(last_week)
    assert "Alt er gått gjennom" not in maja.get(f"/readers/{last_week}/").content.decode()
