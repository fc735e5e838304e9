"""Proposing something for nora at the desk. What is proposed: tests/portal/test_contributing.py."""

import pytest

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TEXT = "Leila Hassan spør om hun må si fra hjemme."


def test_what_may_point_at_somebody_is_shown_and_nothing_typed_is_lost(at_desk, staff):
    amina = at_desk(staff.amina)
    assert "is_sure" not in amina.get("/contributions/send/").content.decode()
    numbers = amina.post("/contributions/send/", {"text": "Ring 412 34 567."}).content.decode()
    assert "is_sure" not in numbers  # nobody may be sure of that

    asked = amina.post("/contributions/send/", {"text": TEXT}).content.decode()
    assert "<li>Leila Hassan</li>" in asked
    assert f"{TEXT}</textarea>" in asked
    assert 'name="is_sure"' in asked

    sent = amina.post("/contributions/send/", {"text": TEXT, "is_sure": "on"})
    assert sent.headers["Location"] == "/contributions/"
    assert "Venter på en redaktør." in amina.get("/contributions/").content.decode()
