"""What makes somebody's way of opening cases worth a question, and who sees the list."""

from datetime import timedelta

import pytest
from tests.factories.casework import NOW, a_case

from fristed.casework import access, queries
from fristed.casework.actions import following_up, reading
from fristed.casework.rules.unusual import Habits, reasons, usual_files
from fristed.gate import Denied

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def habits(**changed):
    return Habits(
        **{"person": "x", "files": 8, "refused": 0, "emergencies": 0, "at_night": 0} | changed
    )


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ()),
        ({"files": 19}, ()),
        ({"files": 24}, ()),  # three times the usual is still usual
        ({"files": 25}, ("many_files",)),
        ({"refused": 5}, ("many_refused",)),
        ({"at_night": 5, "emergencies": 2}, ("many_at_night", "many_emergencies")),
    ],
)
def test_what_is_unusual_is_said_by_numbers(changed, why):
    assert reasons(habits(**changed), usual=8) == why


def test_the_usual_is_the_middle_of_those_who_open_any():
    assert usual_files([habits(files=files) for files in (0, 4, 8, 90)]) == 8
    assert usual_files([]) == 0


def test_someone_refused_again_and_again_is_on_the_list_and_no_case_is_named(at_the_desk):
    case = a_case(at_the_desk.amina)
    for _ in range(5):
        with pytest.raises(Denied):
            following_up.ask_to_add_followup(at_the_desk.birger, case)
    reading.read_case(at_the_desk.amina, case)

    (line,) = queries.unusual_access(now=NOW + timedelta(minutes=5))

    assert (line.name, line.refused) == ("Birger", 5)
    assert line.why == ("er nektet tilgang mange ganger",)
    assert case.ref not in repr(line)


def test_only_the_data_protection_officer_sees_it(at_the_desk):
    may = access.may_see_unusual_access

    assert [key for key, one in at_the_desk.made.items() if may(one, one)] == ["oda"]
