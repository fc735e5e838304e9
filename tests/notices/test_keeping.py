"""The neutral list: what it may not say, and the second eye."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from tests.factories.around import a_neutral_text
from tests.factories.casework import TODAY
from tests.factories.staff import Staff

from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.notices import queries
from fristed.notices.actions import keeping
from fristed.notices.choices import Use
from fristed.notices.models import NeutralText
from fristed.notices.rules.wording import check_neutral

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

FINE = {
    "nb": "Hei, ring når du kan.",
    "nn": "Hei, ring når du kan.",
    "en": "Hi, call when you can.",
}


@pytest.fixture
def staff(db) -> Staff:
    return Staff()


@pytest.mark.parametrize(
    ("nb", "code"),
    [
        ("", "language_missing"),
        ("Hei " * 60, "too_long"),
        ("Ring 90000000", "holds_number"),
        ("Les mer på https://x.no", "holds_number"),
        ("Hei fra rådgiveren din", "telling_word"),
        ("Er du trygg nå?", "telling_word"),
        ("Kom til skolen i morgen", "telling_word"),
        ("Slett denne meldingen", "telling_word"),
    ],
)
def test_a_text_that_tells_something_is_refused(nb, code):
    with pytest.raises(RuleBroken) as broken:
        check_neutral(FINE | {"nb": nb})

    assert broken.value.code == code


def test_the_texts_that_came_with_the_house_are_neutral_and_wait_for_a_second_eye():
    call_command("load_notices", verbosity=0)
    call_command("load_notices", verbosity=0)  # a second start changes nothing

    assert {row.status for row in NeutralText.objects.all()} == {"proposed"}
    assert {row.use for row in NeutralText.objects.all()} == set(Use)
    assert queries.texts_in_use(Use.MESSAGE, "nb") == ()


def test_a_proposed_text_is_used_when_somebody_else_has_approved_it(staff, as_desk):
    amina, birger, maja = staff.amina, staff.birger, staff.maja
    with as_desk():
        keeping.propose_text(amina, amina, use=Use.MESSAGE, words=FINE, on=TODAY)
        text = NeutralText.objects.get()
        with pytest.raises(Denied, match="wrote_it_herself"):
            keeping.approve_text(amina, text, on=TODAY)
        assert queries.texts_in_use(Use.MESSAGE, "en") == ()

        keeping.approve_text(birger, text, on=TODAY)

        assert queries.texts_in_use(Use.MESSAGE, "en") == ((text.ref, FINE["en"]),)
        assert queries.texts_in_use(Use.MESSAGE, "so") == ((text.ref, FINE["nb"]),)
        keeping.end_text(maja, queries.text_by_ref(text.ref), on=TODAY)
        assert queries.texts_in_use(Use.MESSAGE, "en") == ()


def test_the_database_too_wants_two_people(staff):
    with pytest.raises(IntegrityError, match="second_eye"):
        a_neutral_text(writer=staff.amina, approver=staff.amina)


@pytest.mark.parametrize("key", ["kari", "ingrid", "oda", "petter", "nils"])
def test_others_do_not_write_what_leaves_the_house(staff, key):
    """C1, C6: no administrator puts words into the house's mouth."""
    person = getattr(staff, key)

    with pytest.raises(Denied):
        keeping.propose_text(person, person, use=Use.MESSAGE, words=FINE, on=TODAY)
