"""How long a visit lasts."""

from datetime import UTC, datetime, timedelta

import pytest

from fristed.contact.rules.visiting import has_ended, is_worth_noting

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started_ago", "seen_ago", "ended"),
    [
        (0, 0, False),
        (10, 10, False),
        (11, 11, True),  # ten minutes without a request
        (30, 1, False),
        (31, 0, True),  # thirty at most
    ],
)
def test_has_ended(started_ago, seen_ago, ended):
    assert ended == has_ended(
        started_at=NOW - timedelta(minutes=started_ago),
        seen_at=NOW - timedelta(minutes=seen_ago),
        now=NOW,
    )


@pytest.mark.parametrize(("seconds", "worth"), [(0, False), (59, False), (60, True), (300, True)])
def test_is_worth_noting(seconds, worth):
    assert is_worth_noting(seen_at=NOW - timedelta(seconds=seconds), now=NOW) == worth
