"""Which schools have had what: asked for about nobody, and shown with those that never asked."""

import re
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from tests.factories.browsers import a_browser
from tests.factories.guidance import ASKED, a_call, a_professional, ask_as
from tests.factories.organisation import a_school
from tests.factories.staff import as_owner, as_role
from tests.guidance.conftest import body, in_desk
from tests.guidance.test_asking import FILLED, rows

from fristed.config.doors import DESK
from fristed.gate import scope
from fristed.guidance.models import Inquiry
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
LIST = "/inquiries/schools/"


@pytest.fixture
def schools(staff):
    """Two in the same county: their references."""
    with as_owner():
        return [a_school(name).ref for name in ("Fjellheim (Eksempeldata)", "Vika (Eksempeldata)")]


@pytest.fixture
def teacher(staff, keeper_home):
    return a_professional(keeper_home, "ulrik")


def cells(page: str, school: str) -> list[str]:
    line = re.search(rf"{re.escape(school)}</th>(.*?)</tr>", page).group(1)
    return re.findall(r">([^<]+)<", line)[1:]


def test_a_school_that_asked_and_one_that_never_did_stand_in_the_same_list(
    staff, schools, teacher, desk
):
    about_nobody = replace(ASKED, audience="nobody", school=schools[0])
    ask_as(teacher, replace(about_nobody, kind="course"))
    ref = ask_as(teacher, about_nobody)
    maja = desk(staff.maja)
    without = body(maja.get(LIST + "?without=1"))

    with CaptureQueriesContext(connection) as for_two:
        page = body(maja.get(LIST))
    with as_owner():
        a_school("Åsen (Eksempeldata)")
    with CaptureQueriesContext(connection) as for_three:
        maja.get(LIST)

    assert cells(page, "Fjellheim (Eksempeldata)")[:3] == ["1", "1", "2"]  # course, advice, waiting
    assert cells(page, "Vika (Eksempeldata)")[-1] == "aldri"
    assert "Har ikke spurt om noe: 1 av 2." in page
    assert "Vika (Eksempeldata)" in without
    assert "Fjellheim (Eksempeldata)" not in without
    assert "Kurs: 1. Råd: 1." in body(maja.get(f"/inquiries/{ref}/"))
    assert len(for_two) == len(for_three)


def test_only_what_is_about_nobody_names_a_school_from_the_list(
    staff, schools, teacher, partner_client
):
    """C17: a school and a few codes could be enough to know a young person again."""
    door = a_browser(partner_client, teacher)
    assert "Vika (Eksempeldata)" in body(door.get("/course/"))

    door.post("/course/", FILLED | {"school": "sko_made-up"})
    refused = body(door.post("/guidance/", FILLED | {"school": schools[0]}))
    with pytest.raises(RuleBroken):
        ask_as(teacher, replace(ASKED, school=schools[0]))
    door.post("/course/", FILLED | {"school": schools[1], "once": "another"})

    assert "Velg skole bare når det ikke gjelder noen bestemt" in refused
    assert FILLED["text"] in refused
    assert [(one.school, one.audience) for one in rows(Inquiry)] == [(schools[1], "nobody")]
    in_desk(lambda: a_call(staff.maja, audience="nobody", school=schools[0]))
    changing = pytest.raises(IntegrityError, match="names_no_school")
    with as_role(DESK.role), changing, scope(staff.maja):
        Inquiry.objects.update(audience="youth")
