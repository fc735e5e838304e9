"""What an adviser proposes: nobody is in it, she sees her own, and it goes when it was answered."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.factories.staff import Staff

from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.portal.actions.contributing import answer_contribution, send_contribution
from fristed.portal.models import Contribution
from fristed.portal.queries.contributing import contributions_waiting, own_contributions
from fristed.portal.tasks import KEPT_AFTER_ANSWER, forget_contributions_on

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TEXT = "Mange spør om de må si fra hjemme før de snakker med oss."
TODAY = timezone.localdate()


@pytest.fixture
def staff(db):
    for command in ("load_codelists", "load_organisation", "load_pages"):
        call_command(command, verbosity=0)
    return Staff()


@pytest.fixture
def send(as_desk):
    """As at the desk: `send(staff.amina, "...")`."""

    def sent(actor, text=TEXT, *, page="", is_sure=False):
        with as_desk():
            send_contribution(actor, actor, text=text, page=page, is_sure=is_sure, on=TODAY)

    return sent


@pytest.fixture
def kept(as_worker):
    """How many there are: the owner of the table sees none."""

    def count():
        with as_worker():
            return Contribution.objects.count()

    return count


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Leila Hassan spør om dette.", "may_point"),
        ("Elever ved Fjellheim videregående skole spør.", "may_point"),
        ("Det gjelder mange i Drammen.", "may_point"),
        ("Det gjelder flere fra Tonga.", "may_point"),
        ("Ring 412 34 567.", "points_at_somebody"),
        ("Hun bor i Storgata 5.", "points_at_somebody"),
    ],
)
def test_what_may_say_who_somebody_is_stops_before_it_leaves_the_desk(
    staff, send, kept, text, code
):
    """C14: names, places, schools and countries few come from."""
    with pytest.raises(RuleBroken) as asked:
        send(staff.amina, text)
    assert asked.value.code == code

    if code == "may_point":  # she may know better than a program
        send(staff.amina, text, is_sure=True)
    else:
        with pytest.raises(RuleBroken):
            send(staff.amina, text, is_sure=True)
    assert kept() == (code == "may_point")


def test_a_contribution_is_its_senders_until_an_editor_has_answered(
    staff, send, as_desk, as_studio
):
    send(staff.amina, page="travel")
    send(staff.birger, "Elever ved Fjellheim videregående skole spør.", is_sure=True)

    with as_studio():
        waiting = contributions_waiting(staff.runa, TODAY)
        assert contributions_waiting(staff.maja, TODAY) == ()
        assert [(one.sent_by, bool(one.page), one.words) for one in waiting] == [
            ("Amina", True, ()),
            ("Birger", False, ("Fjellheim videregående skole",)),
        ]
        row = Contribution.objects.get(ref=waiting[0].ref)
        with pytest.raises(Denied):
            answer_contribution(staff.maja, row, outcome="used", on=TODAY)
        answer_contribution(staff.runa, row, outcome="used", on=TODAY)
        assert len(contributions_waiting(staff.runa, TODAY)) == 1
    with as_desk():
        hers = own_contributions(staff.amina)
    assert [(one.text, one.outcome) for one in hers] == [(TEXT, "brukt")]


def test_what_was_answered_goes_after_ninety_days_and_what_waits_stays(
    staff, send, kept, as_studio, as_worker
):
    send(staff.amina)
    send(staff.amina)
    with as_studio():
        answer_contribution(staff.runa, Contribution.objects.first(), outcome="used", on=TODAY)

    for day, left in ((TODAY + KEPT_AFTER_ANSWER, 2), (TODAY + timedelta(days=91), 1)):
        with as_worker():
            forget_contributions_on(day)
        assert kept() == left


def test_somebody_who_meets_no_young_people_proposes_nothing(staff, send):
    with pytest.raises(Denied):
        send(staff.kari)
