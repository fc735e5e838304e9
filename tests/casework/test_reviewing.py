"""An emergency opening is told at once and reviewed afterwards, by somebody else."""

import pytest
from tests.casework.conftest import trail
from tests.factories.browsers import a_browser
from tests.factories.casework import NOW, TODAY, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.casework import access, queries
from fristed.casework.actions import breaking_glass, reviewing
from fristed.casework.choices import EmergencyGround, ReviewVerdict
from fristed.casework.models import EmergencyReview
from fristed.casework.rules.reviewing import OpenedInEmergency
from fristed.config.doors import DESK
from fristed.gate import Denied, scope
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

WORDS = "Birger prøvde vakttelefonen først. Det var riktig."


@pytest.fixture
def at_work(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    people.amina, people.birger, people.ingrid, people.oda, people.jonas  # noqa: B018 - made
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    return people


@pytest.fixture
def case(at_work):
    with as_role(DESK.role):
        case = a_real_case(at_work.amina)
        _break(at_work.birger, case)
        return case


def _break(actor, case):
    breaking_glass.break_glass(
        actor,
        case,
        glass=breaking_glass.Glass.ask(actor, case, reason="Fare", at=NOW),
        ground=EmergencyGround.LEAVING_COUNTRY,
        reason="Flyet går i kveld.",
        at=NOW,
    )


def seen(actor):
    with as_role(DESK.role):
        return queries.emergencies_seen_by(actor, now=NOW)


def review(actor, opening, *, verdict=ReviewVerdict.APPROVED):
    with as_role(DESK.role):
        opened, public_key = queries.opened_in_emergency(actor, opening)
        reviewing.review_emergency(
            actor, opened, verdict=verdict, words=WORDS, public_key=public_key, on=TODAY
        )


def test_owner_leader_and_data_protection_officer_are_told_at_once(at_work, case, desk_client):
    for key in ("ingrid", "oda"):
        (line,) = seen(getattr(at_work, key))
        assert (line.by, line.verdict, bool(line.may_review)) == ("Birger", "", True)
    assert seen(at_work.jonas) == ()
    page = a_browser(desk_client, at_work.amina).get(f"/cases/{case.ref}/").content.decode()
    assert "Birger nødåpnet saken" in page


@pytest.mark.parametrize("key", ["ingrid", "oda"])
def test_a_review_is_kept_once_and_read_by_the_adviser_alone(at_work, case, desk_client, key):
    reviewer = getattr(at_work, key)
    (line,) = seen(reviewer)
    page = a_browser(desk_client, reviewer)

    sent = page.post(
        f"/emergency/{line.opening}/review/", {"verdict": "not_approved", "words": WORDS}
    )
    assert (sent.status_code, sent["Location"]) == (302, "/alarms/")
    assert page.get(f"/emergency/{line.opening}/review/").status_code == 404  # once
    shown = page.get("/alarms/").content.decode()
    assert "ikke godkjent" in shown
    assert WORDS not in shown

    with as_role(DESK.role), scope(at_work.amina):
        assert WORDS.encode() not in EmergencyReview.objects.get().words.blob
    case_page = a_browser(desk_client, at_work.amina).get(f"/cases/{case.ref}/").content.decode()
    assert WORDS in case_page
    assert "Historikken er ufullstendig" not in case_page


def test_nobody_reviews_her_own_and_no_outsider_reviews_at_all(at_work, case):
    """C1, C7."""
    (line,) = seen(at_work.oda)

    for key in ("birger", "amina", "jonas"):
        actor = getattr(at_work, key)
        with pytest.raises(Denied):
            review(actor, line.opening)
        assert trail(line.opening)[-1][:2] == ("refused", "case.review_emergency")


def test_a_leader_who_opened_it_herself_is_refused_by_gate_and_database(at_work, case):
    with as_role(DESK.role):
        _break(at_work.ingrid, case)
    line = next(one for one in seen(at_work.ingrid) if one.by == "Ingrid")
    assert line.may_review.reason == "own_emergency"

    forged = OpenedInEmergency(line.opening, case.ref, "raad-ost", by=0, is_reviewed=False)
    with as_role(DESK.role), pytest.raises(Exception, match="not hers to review"):
        reviewing.review_emergency(
            at_work.ingrid,
            forged,
            verdict=ReviewVerdict.APPROVED,
            words=WORDS,
            public_key=queries.opened_in_emergency(at_work.oda, line.opening)[1],
            on=TODAY,
        )


def test_there_is_no_setting_that_turns_emergency_opening_or_its_alarm_off(at_work, case):
    """It cannot be switched off: the keeper alarms whenever it makes such a grant."""
    from fristed.keeper.keeper import Settings

    assert not [name for name in Settings.__dataclass_fields__ if "glass" in name]
    assert access.may_break_glass(at_work.birger, case).reason in {"", "has_access"}
