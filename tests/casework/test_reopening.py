"""Something new in a closed case opens it again, and says who did and when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.casework.test_duties import assess
from tests.factories.around import PLAN, a_channel, a_judgement, a_plan, a_trip
from tests.factories.casework import NOW, TODAY, a_case, a_followup, a_task, close, written
from tests.factories.staff import as_owner

from fristed.casework import access, queries
from fristed.casework.actions import (
    bringing_home,
    closing,
    consenting,
    contacting,
    deciding,
    documents,
    keeping_people,
    measuring,
    safeguarding,
    travelling,
)
from fristed.casework.actions.documents import NewDocument
from fristed.casework.choices import Area
from fristed.casework.models import Case, Closing, Document, FollowUp, PersonInCase
from fristed.casework.rules.consenting import Statement
from fristed.casework.rules.effect import Aim
from fristed.casework.rules.people import Person
from fristed.casework.rules.staying import Stay
from fristed.casework.rules.travel import Talk
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken
from fristed.vault import intake
from fristed.vault.choices import FileKind
from fristed.vault.models import RetentionRule

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@pytest.fixture
def closed(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    a_followup(amina, case)
    return close(amina, case)


def test_a_new_followup_reopens_it_as_the_same_case_by_name_and_day(at_the_desk, closed):
    amina = at_the_desk.amina

    closing.reopen_with_followup(amina, closed, written=written(text="Hun ringte."), on=TODAY)

    with scope(amina):
        case = Case.objects.get(pk=closed.pk)
        ended = Closing.objects.get(case_id=closed.pk)
        entries = FollowUp.objects.filter(case_id=closed.pk).count()
    assert (case.ref, case.status, case.closed_on) == (closed.ref, "open", None)
    assert (ended.reopened_on, ended.reopened_by_id) == (TODAY, amina.id)
    assert entries == 2


def services(actor, case):
    """A new service of each kind, by what does it."""
    agreed = Statement(("notes",), "Ja", "Birger", "so", False, "16_17", "spoken")
    return {
        "plan": lambda: a_plan(actor, case),
        "risk": lambda: a_judgement(actor, case),
        "consent": lambda: consenting.record_consent(
            actor, case, statement=agreed, given_on=TODAY, on=TODAY
        ),
        "duty": lambda: assess(actor, case),
        "talk": lambda: travelling.note_travel_talk(actor, case, talk=Talk(note="Nei."), on=TODAY),
        "trip": lambda: a_trip(actor, case),
        "task": lambda: a_task(actor, case),
        "decision": lambda: deciding.decide(
            actor, case, area=Area.PROFESSIONAL, text="Vi venter.", on=TODAY
        ),
        "stay": lambda: bringing_home.keep_stay(
            actor, case, stay=Stay(country="PK"), since=TODAY, ended_on=None, on=TODAY
        ),
        "goal": lambda: measuring.set_goal(actor, case, aim=Aim("Bo hjemme."), value=3, on=TODAY),
        "call": lambda: contacting.contact_person(
            actor,
            case,
            person=Person(name="Leila"),
            channel=a_channel(kind="phone"),
            ended_on=None,
            text="",
            at=NOW,
        ),
    }


def test_any_new_service_reopens_it_by_name_and_day(at_the_desk):
    amina = at_the_desk.amina
    opened = {}
    for kind in services(amina, None):
        case = close(amina, a_case(amina))
        services(amina, case)[kind]()
        with scope(amina):
            ended, row = Closing.objects.get(case_id=case.pk), Case.objects.get(pk=case.pk)
        opened[kind] = (row.status, row.ref == case.ref, ended.reopened_on, ended.reopened_by_id)

    assert opened == dict.fromkeys(opened, ("open", True, TODAY, amina.id))


def test_what_comes_late_is_kept_and_opens_nothing(at_the_desk, closed):
    """A letter that came afterwards, and who is to be reached if somebody asks."""
    amina = at_the_desk.amina

    content = b"Vi har avsluttet tiltaket."
    new = NewDocument("Brev", "brev", intake.examine(content, keep_original=False), scanned=False)
    documents.add_document(amina, closed, new=new, on=TODAY)
    keeping_people.add_person(amina, closed, person=Person(name="Leila"))
    bringing_home.keep_stay(
        amina, closed, stay=Stay(country="PK"), since=TODAY, ended_on=TODAY, on=TODAY
    )

    with scope(amina):
        assert Case.objects.get(pk=closed.pk).status == "closed"
        assert Document.objects.filter(case_id=closed.pk).count() == 1
        assert PersonInCase.objects.filter(case_id=closed.pk).count() == 1


def test_no_new_service_in_one_whose_time_is_out(at_the_desk):
    """The retention clock has run out: another case is begun, and this one stays as it is."""
    amina = at_the_desk.amina
    with as_owner():
        RetentionRule.objects.create(
            kind=FileKind.CASE, months=0, signed_off_by="arkivleder", signed_off_on=TODAY
        )
    case, tomorrow = close(amina, a_case(amina)), TODAY + timedelta(days=1)

    with pytest.raises(RuleBroken, match="Start en ny sak"):
        safeguarding.make_safety_plan(
            amina, case, plan=PLAN, on=tomorrow, review_on=tomorrow + timedelta(days=14)
        )
    with scope(amina):
        assert Case.objects.get(pk=case.pk).status == "closed"


def test_a_stand_in_may_and_says_so_herself(at_the_desk, closed):
    celine = replace(at_the_desk.celine, covers=frozenset({at_the_desk.amina.id}))

    assert access.may_reopen_with_followup(celine, closed)
    assert not access.may_reopen_case(celine, closed)


def test_nobody_else_and_only_when_it_is_closed(at_the_desk, closed):
    """C1."""
    with pytest.raises(Denied):
        closing.reopen_with_followup(at_the_desk.birger, closed, written=written(), on=TODAY)
    again = queries.case_by_ref(a_case(at_the_desk.amina).ref)
    assert access.may_reopen_with_followup(at_the_desk.amina, again).reason == "case_open"


def test_an_entry_that_breaks_a_rule_opens_nothing(at_the_desk, closed):
    amina = at_the_desk.amina

    with pytest.raises(RuleBroken):
        closing.reopen_with_followup(amina, closed, written=written(minutes=9_999), on=TODAY)

    with scope(amina):
        assert Case.objects.get(pk=closed.pk).status == "closed"
