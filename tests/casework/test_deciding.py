"""Home and abroad: each side decides in its own area, and proposes in the other's."""
# ruff: noqa: F401, F811 - fixtures of the sharing tests are used here too

import pytest
from tests.casework.test_pages import words
from tests.casework.test_sharing import agree, ask, at_desk, case, of, staff, the_share

from fristed.casework.choices import Area
from fristed.casework.models import Decision
from fristed.casework.rules.deciding import area_of, check_may_answer, is_proposal
from fristed.kernel.roles import Role
from fristed.kernel.rules import RuleBroken


@pytest.mark.parametrize(
    ("role", "area", "proposal"),
    [
        (Role.ENVOY, Area.ABROAD, False),
        (Role.ENVOY, Area.PROFESSIONAL, True),
        (Role.ADVISER, Area.ABROAD, True),
        (Role.ADVISER, Area.PROFESSIONAL, False),
        (Role.EXPERT_TEAM, Area.ABROAD, True),
    ],
)
def test_whose_decision_it_is_follows_from_the_side_one_is_on(role, area, proposal):
    assert is_proposal({role}, area) is proposal
    assert (area_of({role}) == area) is not proposal


def test_nobody_answers_her_own_proposal_or_one_in_the_others_area():
    check_may_answer({Role.ENVOY}, Area.ABROAD, is_own=False)
    for roles, is_own in (({Role.ADVISER}, False), ({Role.ENVOY}, True)):
        with pytest.raises(RuleBroken, match="den andre siden"):
            check_may_answer(roles, Area.ABROAD, is_own=is_own)


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_an_act_in_the_others_area_is_a_proposal_until_that_side_agrees(staff, at_desk, case):
    """C1, C17: the side is the actor's own, whatever is posted; and only that side says yes."""
    amina, farah = at_desk(staff.amina), at_desk(staff.farah)
    where = f"/cases/{case.ref}/decisions/"
    agree(amina, case, to_whom="Farah i Islamabad")
    ask(amina, case, staff.farah)
    assert farah.get(where).status_code == 404
    farah.post(f"/shares/{the_share(staff.farah).ref}/accept/")

    amina.post(where, {"area": "abroad", "text": "Hent henne på fredag."})
    amina.post(where, {"area": "professional", "text": "Vi følger opp på skolen."})

    proposed, decided = of(staff.amina, Decision)
    assert (proposed.is_proposal, decided.is_proposal) == (True, False)
    assert b"fredag" not in proposed.text.blob
    yes = f"{where}{proposed.ref}/answer/"
    amina.post(yes, {"verdict": "approved"})
    assert of(staff.amina, Decision)[0].verdict == ""
    shown = words(farah.get(where))
    assert "Hent henne på fredag." in shown
    assert "Personen i utlandet Farah" in shown
    assert "Faglig ledelse, hjemme Amina" in shown
    farah.post(yes, {"verdict": "approved"})
    assert "godkjent" in words(amina.get(where))
    assert "Svart av Farah" in words(amina.get(where))
    assert at_desk(staff.birger).get(where).status_code == 404
