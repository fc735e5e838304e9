"""Every address of the tables, every persona, every method: a declared outcome (C1)."""

import pytest
from tests.desk.conftest import at_desk, in_desk_role, staff  # noqa: F401 - fixtures
from tests.factories.casework import TODAY

from fristed.kernel.refs import new_ref
from fristed.sample.personas import BY_KEY
from fristed.statistics.actions.exercising import Invited, plan_exercise
from fristed.statistics.models import Draft, Exercise
from fristed.statistics.urls import urlpatterns

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

ANALYSTS = {"kari", "lars"}
LEADERS = {"ingrid", "jonas"}
OVERSEEING = {*ANALYSTS, "ingrid", "jonas", "oda"}
ELSEWHERE = {"discard_draft", "propose_start", "stop_exercise"}
"""Tried in test_releasing.py and test_exercising.py: after one person it would be done."""

# name: address, who gets a page on GET (None: GET is no method of it), who may POST at all
DECLARED = {
    "list_drafts": ("/tables/", ANALYSTS, set()),
    "draft_table": ("/tables/new/", ANALYSTS, ANALYSTS),
    "list_replies": ("/tables/replies/", ANALYSTS, ANALYSTS),
    "keep_reply": ("/tables/replies/new/", ANALYSTS, ANALYSTS),
    "list_known_figures": ("/tables/known/", ANALYSTS, set()),
    "show_season": ("/tables/season/", ANALYSTS | LEADERS, set()),
    "note_known_figure": ("/tables/known/new/", ANALYSTS, ANALYSTS),
    "list_exercises": ("/tables/overlaps/", OVERSEEING, set()),
    "plan_exercise": ("/tables/overlaps/new/", ANALYSTS, ANALYSTS),
    "show_exercise": ("/tables/overlaps/{exercise}/", OVERSEEING, OVERSEEING),  # no file: a page
    "show_impact": ("/tables/overlaps/{exercise}/impact/", OVERSEEING, set()),
    "fetch_package": ("/tables/overlaps/{exercise}/files/1/", set(), set()),  # not running
    "propose_start": ("/tables/overlaps/{exercise}/propose/", ANALYSTS, ANALYSTS),
    "start_exercise": ("/tables/overlaps/{exercise}/start/", set(), set()),  # nobody proposed it
    "note_destroyed": ("/tables/overlaps/{exercise}/destroyed/1/", None, set()),  # not counted
    "stop_exercise": ("/tables/overlaps/{exercise}/stop/", ANALYSTS, ANALYSTS),
    "withdraw_exercise": ("/tables/overlaps/{exercise}/withdraw/", set(), set()),  # not released
    "release_exercise": ("/tables/overlaps/{exercise}/release/", set(), set()),  # not counted
    "show_true_counts": ("/tables/{draft}/true/", set(), set()),  # not ready
    "show_draft": ("/tables/{draft}/", ANALYSTS, set()),
    "release_draft": ("/tables/{draft}/release/", set(), set()),  # Kari's, and not ready
    "announce_revision": ("/tables/{draft}/revise/", set(), set()),  # not released
    "withdraw_draft": ("/tables/{draft}/withdraw/", set(), set()),  # not released
    "discard_draft": ("/tables/{draft}/discard/", ANALYSTS, ANALYSTS),
}


def test_every_address_is_declared():
    assert {pattern.name for pattern in urlpatterns} == set(DECLARED)


def an_exercise(staff):  # noqa: F811 - the fixture above
    exercise = Exercise(
        ref=new_ref("ovl"), year=2023, purpose="Eksempel", legal_basis="Ingen", is_sample=True
    )
    invited = [Invited(name) for name in "ABC"]
    plan_exercise(staff.kari, exercise, invited=invited, on=TODAY)
    return exercise


def test_every_address_for_everyone(staff, at_desk):  # noqa: F811 - the fixtures above
    draft = in_desk_role(
        lambda: Draft.objects.create(
            ref=new_ref("utk"),
            service="adviser",
            year=2023,
            drafted_by=staff.kari.ref,
            drafted_on=TODAY,
            is_sample=True,
        )
    )
    exercise = in_desk_role(lambda: an_exercise(staff))
    pages = {key: at_desk(getattr(staff, key)) for key in BY_KEY}

    wrong = []
    for name, (address, readers, writers) in DECLARED.items():
        where = address.format(draft=draft.ref, exercise=exercise.ref)
        for key, page in pages.items():
            got = page.get(where).status_code
            if got != (405 if readers is None else 200 if key in readers else 404):
                wrong.append((name, key, "GET", got))
            if name in ELSEWHERE and key in writers:
                continue
            sent = page.post(where).status_code
            if sent not in ({200, 302} if key in writers else {404, 405}):
                wrong.append((name, key, "POST", sent))

    assert wrong == []
