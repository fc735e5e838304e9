"""Who the young person is, for the yearly count: off until a ground, sealed, gone after a count.

Who gets the pages stands in tests/desk/test_addresses.py.
"""

from datetime import UTC, datetime, timedelta

import pytest
from tests.casework.conftest import trail
from tests.factories.casework import TODAY, a_case
from tests.factories.staff import as_role

from fristed.casework import queries
from fristed.casework.actions import identifying, matching
from fristed.casework.choices import GroundUse
from fristed.casework.forms.identifying import KeepIdentifier
from fristed.casework.models import Identifier
from fristed.casework.rules.identifying import Identity
from fristed.casework.tasks import IDENTIFIERS_KEPT_FOR, forget_identifiers
from fristed.config.doors import WORKER
from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

GROUND = {"purpose": "Telle uten register.", "legal_basis": "Ført av ombudet."}
TYPED = {"number": "", "first": "Dromis", "last": "Felgriba", "born": "2009-03-04", "postcode": ""}
WHO = Identity(first="Dromis", last="Felgriba", born="20090304")


@pytest.fixture
def case(at_the_desk):
    return a_case(at_the_desk.amina)


def switch_on(staff, use=GroundUse.OVERLAP):
    matching.record_ground(staff.oda, staff.oda, use=use, on=TODAY, **GROUND)


def rows():
    with as_role(WORKER.role):
        return list(Identifier.objects.all())


def test_off_until_the_officer_says_why(at_the_desk, case):
    switch_on(at_the_desk, GroundUse.MATCH)  # another use is another ground

    with pytest.raises(RuleBroken) as broken:
        identifying.keep_identifier(at_the_desk.amina, case, who=WHO, on=TODAY)

    assert broken.value.code == "no_ground"
    assert rows() == []


def test_it_is_sealed_kept_once_and_taken_away(at_the_desk, case):
    """C22, C27."""
    amina = at_the_desk.amina
    switch_on(at_the_desk)

    identifying.keep_identifier(amina, case, who=WHO, on=TODAY)
    identifying.keep_identifier(amina, case, who=WHO, on=TODAY)

    (row,) = rows()
    assert b"Felgriba" not in bytes(row.body.blob)
    assert row.body.header.part == "identifier"
    assert queries.identifier_kept_on(amina, case) == TODAY
    assert ("begun", "case.keep_identifier", "") in trail(case.ref)
    identifying.drop_identifier(amina, case)
    assert rows() == []


def test_only_the_responsible_adviser(at_the_desk, case):
    """C1."""
    switch_on(at_the_desk)

    for key in ("birger", "ingrid", "oda", "kari"):
        with pytest.raises(Denied, match="not_responsible"):
            identifying.keep_identifier(getattr(at_the_desk, key), case, who=WHO, on=TODAY)
    assert rows() == []


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (Identity(first="Dromis", born="20090304"), "too_little"),
        (Identity(first="Dromis", last="Felgriba", born="29990101"), "not_born"),
    ],
)
def test_too_little_is_not_kept(at_the_desk, case, who, code):
    switch_on(at_the_desk)

    with pytest.raises(RuleBroken) as broken:
        identifying.keep_identifier(at_the_desk.amina, case, who=who, on=TODAY)
    assert broken.value.code == code


@pytest.mark.parametrize(
    ("changed", "field"), [({"number": "01010750161"}, "number"), ({"postcode": "12"}, "postcode")]
)
def test_a_slip_of_the_finger_would_make_her_somebody_else(changed, field):
    assert KeepIdentifier(TYPED).is_valid()
    assert set(KeepIdentifier(TYPED | changed).errors) == {field}


def test_it_goes_after_one_yearly_count(at_the_desk, case):
    switch_on(at_the_desk)
    identifying.keep_identifier(at_the_desk.amina, case, who=WHO, on=TODAY)
    last_day = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC) + IDENTIFIERS_KEPT_FOR

    for later, left in ((timedelta(0), 1), (timedelta(days=1), 0)):
        with as_role(WORKER.role):
            forget_identifiers(int((last_day + later).timestamp()))
        assert len(rows()) == left
