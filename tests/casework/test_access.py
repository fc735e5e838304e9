"""Every persona, every predicate; and a list that shows exactly what its page allows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories.casework import NOW, TODAY, a_case, close, given

from fristed.casework import access, queries
from fristed.casework.models import Access, Case
from fristed.gate import scope
from fristed.vault import granting
from fristed.vault.choices import Ground

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

AMINAS = {
    "may_read_case": {"amina"},
    "may_update_case": {"amina"},
    "may_rename_case": {"amina"},
    "may_add_followup": {"amina"},
    "may_assign_task": {"amina"},
    "may_finish_task": {"amina"},
    "may_keep_people": {"amina"},
    "may_contact_person": {"amina"},
    "may_link_case": {"amina"},
    "may_assess_risk": {"amina"},
    "may_make_safety_plan": {"amina"},
    "may_plan_travel": {"amina"},
    "may_keep_stay": {"amina"},
    "may_add_document": {"amina"},
    "may_agree_trip": {"amina"},
    "may_close_case": {"amina"},
    "may_reopen_case": set(),  # it is open
    "may_see_access_log": {"amina", "ingrid"},
    "may_share_case": {"amina"},
    "may_share_without_consent": {"amina"},
    "may_hand_over_case": {"amina"},
    "may_record_consent": {"amina"},
    "may_withdraw_consent": {"amina"},
    "may_see_who_knows": {"amina"},
    "may_see_decisions": {"amina"},
    "may_decide": {"amina"},
    "may_refer_case": {"amina"},
    "may_refer_without_consent": {"amina"},
    "may_follow_referral": {"amina"},
    "may_stop_family": {"amina"},
    "may_lift_family_stop": {"amina"},
    "may_approve_override": {"amina"},
    "may_ask_approval": {"amina"},
    "may_change_school": {"amina"},
    "may_see_cooperation": {"amina"},
    "may_start_cooperation": {"amina"},
    "may_cooperate": {"amina"},
    "may_set_goals": {"amina"},
    "may_scale_goals": {"amina"},
    "may_break_glass": {
        "birger", "celine", "david", "emre", "farah", "ghada", "hodan", "ingrid", "jonas",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", AMINAS)
def test_who_may_do_what_with_an_open_case_of_aminas(at_the_desk, name):
    case = a_case(at_the_desk.amina)
    may = getattr(access, name)

    assert {key for key, actor in at_the_desk.made.items() if may(actor, case)} == AMINAS[name]


OPENS_AGAIN = {
    "may_assign_task",
    "may_decide",
    "may_keep_stay",
    "may_contact_person",
    "may_assess_risk",
    "may_make_safety_plan",
    "may_agree_trip",
    "may_share_case",
    "may_share_without_consent",
    "may_record_consent",
    "may_refer_case",
    "may_refer_without_consent",
    "may_start_cooperation",
    "may_set_goals",
}


def test_when_it_is_closed_reading_and_renaming_are_left_and_what_opens_it_again(at_the_desk):
    amina = at_the_desk.amina
    case = close(amina, a_case(amina))

    allowed = {name for name in AMINAS if getattr(access, name)(amina, case)}
    assert allowed > OPENS_AGAIN
    assert allowed - OPENS_AGAIN == {
        "may_read_case",
        "may_update_case",
        "may_rename_case",
        "may_finish_task",
        "may_add_document",
        "may_keep_people",
        "may_link_case",
        "may_reopen_case",
        "may_see_access_log",
        "may_withdraw_consent",
        "may_see_who_knows",
        "may_see_decisions",
        "may_follow_referral",
        "may_see_cooperation",
        "may_scale_goals",
        "may_stop_family",
        "may_lift_family_stop",
        "may_approve_override",
    }


def test_standing_in_is_for_helping_and_not_for_closing(at_the_desk):
    case = a_case(at_the_desk.amina)
    celine = replace(at_the_desk.celine, covers=frozenset({at_the_desk.amina.id}))

    allowed = {name for name in AMINAS if getattr(access, name)(celine, case)}
    assert allowed == {
        "may_read_case",
        "may_update_case",
        "may_rename_case",
        "may_add_followup",
        "may_assign_task",
        "may_finish_task",
        "may_keep_people",
        "may_contact_person",
        "may_link_case",
        "may_assess_risk",
        "may_make_safety_plan",
        "may_share_case",
        "may_record_consent",
        "may_withdraw_consent",
        "may_see_who_knows",
        "may_see_decisions",
        "may_decide",
        "may_refer_case",
        "may_refer_without_consent",
        "may_follow_referral",
        "may_stop_family",
        "may_approve_override",
        "may_ask_approval",
        "may_see_cooperation",
        "may_start_cooperation",
        "may_cooperate",
        "may_set_goals",
        "may_scale_goals",
        "may_plan_travel",
        "may_keep_stay",
        "may_add_document",
    }


def test_an_emergency_is_for_reading_and_writing_down_what_was_done(at_the_desk):
    case = a_case(at_the_desk.amina)
    birger = replace(at_the_desk.birger, glass=frozenset({case.ref}))

    allowed = {name for name in AMINAS if getattr(access, name)(birger, case)}
    assert allowed == {"may_read_case", "may_add_followup", "may_add_document"}


@pytest.mark.parametrize("name", AMINAS)
def test_of_a_case_that_does_not_exist_nobody_may_do_anything(at_the_desk, name):
    """C25: a guessed reference is answered like somebody else's."""
    missing = queries.case_by_ref("sak_AAAAAAAAAAAAAAAAAAAAAA")

    assert [
        key for key, one in at_the_desk.made.items() if getattr(access, name)(one, missing)
    ] == []


def test_starting_a_case_takes_a_role_a_unit_and_a_file_of_ones_own(at_the_desk):
    from tests.factories.casework import a_new_file

    amina = at_the_desk.amina
    file = a_new_file(amina)

    assert access.may_start_case(amina, file)
    assert access.may_start_case(at_the_desk.birger, file).reason == "not_creator"
    assert access.may_start_case(at_the_desk.kari, file).reason == "not_caseworker"
    elsewhere = a_new_file(amina, unit="raad-vest")
    assert access.may_start_case(amina, elsewhere).reason == "another_unit"


def readable(actor):
    with scope(actor):
        return {case.ref for case in queries.cases_readable_by(actor)}


def changeable(actor):
    with scope(actor):
        return {case.ref for case in queries.cases_changeable_by(actor)}


def test_a_list_shows_exactly_what_the_page_allows_for_every_persona(at_the_desk):
    staff = at_the_desk
    cases = [a_case(staff.amina), a_case(staff.amina), a_case(staff.birger), a_case(staff.emre)]
    close(staff.amina, cases[1])
    lent, broken = cases[0], cases[2]
    celine = replace(staff.celine, covers=frozenset({staff.amina.id}))
    david = replace(staff.david, glass=frozenset({broken.ref}))
    _lend(staff.amina, celine, [lent, cases[1]])
    _break(david, broken)

    people = [*staff.made.values(), celine, david]
    all_refs = {case.ref for case in cases}
    for actor in people:
        allowed = {case.ref for case in cases if access.may_read_case(actor, case)}
        assert readable(actor) == allowed, actor.name
        hers = {case.ref for case in cases if access.may_update_case(actor, case)}
        assert changeable(actor) == hers, actor.name
    assert readable(celine) == {lent.ref, cases[1].ref}
    assert readable(david) == {broken.ref}
    assert changeable(david) == set()  # to break the glass is for reading
    assert readable(staff.ingrid) == set()
    assert all_refs == readable(staff.amina) | readable(staff.birger) | readable(staff.emre)


def test_what_was_lent_or_broken_open_is_hidden_again_when_its_time_is_over(at_the_desk):
    staff = at_the_desk
    case = a_case(staff.amina)
    celine = replace(staff.celine, covers=frozenset({staff.amina.id}))
    _lend(staff.amina, celine, [case], ends_at=NOW - timedelta(seconds=1))

    assert access.may_read_case(celine, case)  # an actor from before midnight, say
    assert readable(celine) == set()  # but the second wall knows the time


def test_access_follows_from_a_kept_key_grant_and_from_nothing_else(at_the_desk):
    staff = at_the_desk
    case = a_case(staff.amina)

    with scope(staff.birger), pytest.raises(Exception, match="no access to give"):
        Access.objects.keep("nok_AAAAAAAAAAAAAAAAAAAAAA")
    grant = given(case.ref, staff.birger, ground=Ground.STAND_IN, by=staff.amina)
    with scope(staff.birger), pytest.raises(Exception, match="no access to give"):
        Access.objects.keep(grant.ref)  # there is no such row yet
    assert readable(staff.birger) == set()


def _lend(amina, colleague, cases, ends_at=None):
    with scope(amina):
        for case in cases:
            grant = given(
                case.ref,
                colleague,
                ground=Ground.STAND_IN,
                ends_at=ends_at or NOW + timedelta(days=7),
                by=amina,
            )
            granting.keep(case.pk, grant)
            Access.objects.keep(grant.ref)


def _break(someone, case):
    grant = given(case.ref, someone, ground=Ground.BREAK_GLASS, ends_at=NOW + timedelta(minutes=60))
    with scope(someone):
        granting.keep(case.pk, grant)
        Access.objects.keep(grant.ref)
        assert Case.objects.filter(pk=case.pk).exists()
    assert TODAY
