"""Conversations end by rule, and then their keys go with their quarter's."""

from datetime import date, timedelta

import pytest
from tests.contact.conftest import words_in

from fristed.contact import tasks
from fristed.contact.models import Code, Conversation
from fristed.contact.rules.keeping import expires_on, is_over
from fristed.vault.choices import FileKind
from fristed.vault.models import File, RetentionRule

DAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("on", "over"), [(date(2026, 9, 30), False), (date(2026, 10, 1), True)], ids=["not yet", "over"]
)
def test_it_is_over_when_it_has_been_quiet_for_half_a_year(on, over):
    assert is_over(last_on=DAY, on=on) is over


def test_it_is_kept_for_as_long_as_the_rule_says_and_without_a_rule_nothing_says_until_when():
    assert expires_on(DAY, 12) == date(2027, 3, 31)
    assert expires_on(DAY, None) is None


@pytest.mark.django_db(databases=["default", "audit"])
class TestTheTask:
    @pytest.fixture
    def rule(self, db):
        RetentionRule.objects.update_or_create(
            kind=FileKind.CONVERSATION,
            defaults={"months": 12, "signed_off_by": "leder", "signed_off_on": DAY},
        )

    def test_what_nobody_took_ends_and_its_words_open_nothing(
        self, youth, team, no_keeper, rule, as_worker
    ):
        assert len(words_in(youth.send())) == 4
        with as_worker():
            row = Conversation.objects.get()
            tasks.end(row.opened_on + timedelta(days=100))
            assert Conversation.objects.get().status == "waiting"

            gone = row.opened_on + timedelta(days=190)
            tasks.end(gone)
            tasks.forget_closed_codes(0)

            file = File.objects.get()
            assert Conversation.objects.get().status == "ended"
            assert (file.closed_on, file.expires_on) == (gone, expires_on(gone, 12))
            assert not Code.objects.exists()

    def test_a_rule_signed_off_later_counts_from_the_day_it_ended(
        self, youth, team, no_keeper, as_worker
    ):
        youth.send()
        with as_worker():
            ended = Conversation.objects.get().opened_on + timedelta(days=190)
            tasks.end(ended)
            assert (File.objects.get().closed_on, File.objects.get().expires_on) == (ended, None)
        RetentionRule.objects.update_or_create(
            kind=FileKind.CONVERSATION,
            defaults={"months": 6, "signed_off_by": "leder", "signed_off_on": DAY},
        )
        with as_worker():
            tasks.end(ended + timedelta(days=10))
            assert File.objects.get().expires_on == expires_on(ended, 6)
