"""Who may do what with a conversation, by who has taken it. No database."""

from dataclasses import replace

import pytest
from tests import personas

from fristed.contact import access
from fristed.contact.choices import Status
from fristed.contact.models import Conversation, Passing

amina, birger, ingrid = personas.amina, personas.birger, personas.ingrid
celine = personas.celine
standing_in = replace(celine, covers=frozenset({amina.id}))
TEAM = min(amina.units)


def a_talk(**given) -> Conversation:
    return Conversation(**{"ref": "sam_1", "unit": TEAM, "status": Status.WAITING} | given)


def said(predicate, *asked) -> list[str]:
    return [decision.reason or "yes" for decision in (predicate(*one) for one in asked)]


def test_any_of_the_team_reads_and_answers_until_one_has_taken_it():
    free, taken = a_talk(), a_talk(taken_by_id=amina.id)
    asked = [(who, talk) for talk in (free, taken) for who in (amina, celine, standing_in)]

    answer = ["yes", "yes", "yes", "yes", "conversation_taken", "yes"]
    assert said(access.may_read_conversation, *asked) == answer
    assert said(access.may_answer_conversation, *asked) == answer


def test_nobody_waits_for_one_person_alone():
    taken = a_talk(taken_by_id=amina.id)

    assert said(
        access.may_take_conversation, (celine, taken), (birger, taken), (ingrid, taken)
    ) == [
        "yes",
        "another_team",
        "another_team",
    ]
    assert said(access.may_let_go, (amina, taken), (celine, taken), (standing_in, taken)) == [
        "yes",
        "conversation_not_taken",
        "conversation_not_taken",
    ]


def test_who_stands_in_is_no_second_eye_for_her_own_answer():
    waits = a_talk(taken_by_id=amina.id, draft_by_id=celine.id)

    assert said(
        access.may_be_second_eye, (amina, waits), (standing_in, waits), (birger, waits)
    ) == [
        "yes",
        "wrote_answer",
        "another_team",
    ]
    assert said(access.may_be_second_eye, (celine, a_talk(taken_by_id=amina.id))) == ["no_draft"]
    assert said(
        access.may_read_conversation, (celine, a_talk(taken_by_id=amina.id, draft_by_id=amina.id))
    ) == ["yes"]


@pytest.mark.parametrize("status", [Status.CLOSED, Status.ENDED])
def test_what_is_over_is_read_and_not_answered(status):
    """C18."""
    over = a_talk(status=status)

    assert said(access.may_read_conversation, (amina, over)) == ["yes"]
    assert said(access.may_answer_conversation, (amina, over)) == ["closed"]
    assert said(access.may_pass_on_conversation, (amina, over)) == ["closed"]


def test_an_offer_is_settled_by_its_two_sides_and_once():
    offer = Passing(from_unit=TEAM, to_unit=min(birger.units))
    done = Passing(from_unit=TEAM, to_unit=TEAM, accepted_on="2026-11-26")

    assert said(access.may_accept_passing, (birger, offer), (amina, offer), (amina, done)) == [
        "yes",
        "another_team",
        "offer_over",
    ]
    assert said(access.may_withdraw_passing, (amina, offer), (birger, offer), (amina, done)) == [
        "yes",
        "another_team",
        "offer_over",
    ]
