"""What is counted of young people's conversations."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.conversations import a_conversation
from tests.factories.staff import as_role, past_the_wall

from fristed.config.doors import WORKER
from fristed.contact.facts import conversation_facts
from fristed.contact.models import Conversation
from fristed.kernel.periods import Period

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def test_a_conversation_counts_once_by_its_first_day_and_says_nothing_of_who(team):
    waits = [0, 2, 9, None]
    refs = [a_conversation(team, county="46" if wait is None else "") for wait in waits]
    day = timezone.localdate()
    with past_the_wall("contact_conversation"):
        for ref, wait in zip(refs, waits, strict=True):
            answered = None if wait is None else day + timedelta(days=wait)
            Conversation.objects.filter(ref=ref).update(answered_on=answered)

    with as_role(WORKER.role):
        found = list(conversation_facts(Period.of_year(day.year)))
        earlier = list(conversation_facts(Period.of_year(day.year - 1)))

    assert [(one.kind, one.day, dict(one.codes), one.minutes) for one in found] == [
        ("conversation", day, {"county": county, "answered": answered}, 0)
        for county, answered in [("", "same_day"), ("", "soon"), ("", "later"), ("46", "not")]
    ]
    assert earlier == []
