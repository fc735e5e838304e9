"""Guessing is stopped for one account and one network, never for the house (C21)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from fristed.accounts.models import Attempts
from fristed.accounts.rules.attempts import network_of

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HERE, THERE = "203.0.113.9", "198.51.100.4"
take = Attempts.objects.take


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("203.0.113.250", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("", "none"),
        ("not an address", "none"),
    ],
)
def test_network_is_never_finer_than_what_it_says(address: str, network: str):
    assert network_of(address) == network


@pytest.mark.django_db
def test_sixth_attempt_on_one_account_from_one_network_is_refused():
    assert [take("amina", HERE, NOON) for _ in range(6)] == [True] * 5 + [False]


@pytest.mark.django_db
def test_closed_bucket_closes_neither_another_account_nor_another_network():
    for _ in range(30):
        take("amina", HERE, NOON)

    assert not take("amina", HERE, NOON)  # it is closed
    assert take("birger", HERE, NOON)
    assert take("amina", THERE, NOON)


@pytest.mark.django_db
def test_stranger_in_one_network_cannot_close_an_account_everywhere():
    for minute in range(60):
        for _ in range(20):
            take("amina", HERE, NOON + timedelta(minutes=minute))

    assert take("amina", THERE, NOON + timedelta(minutes=59))


@pytest.mark.django_db
def test_account_guessed_at_from_many_networks_closes():
    allowed = sum(take("amina", f"10.0.{net}.1", NOON) for net in range(40) for _ in range(5))

    assert allowed == 100
    assert take("birger", "10.0.1.1", NOON)


@pytest.mark.django_db
def test_network_that_tries_many_accounts_closes_and_others_do_not():
    allowed = sum(take(f"person{number}", HERE, NOON) for number in range(80))

    assert allowed == 60
    assert take("person1", THERE, NOON)


@pytest.mark.django_db
def test_bucket_opens_again_when_its_time_is_over():
    for _ in range(8):
        take("amina", HERE, NOON)

    assert not take("amina", HERE, NOON + timedelta(minutes=9, seconds=59))
    assert take("amina", HERE, NOON + timedelta(minutes=10))


@pytest.mark.django_db
def test_attempt_that_came_to_nothing_is_given_back():
    for _ in range(20):
        assert take("amina", HERE, NOON)
        Attempts.objects.give_back("amina", HERE, NOON)


@pytest.mark.django_db
def test_right_sign_in_forgives_that_person_there_and_nobody_else():
    for _ in range(3):
        take("amina", HERE, NOON)
    for number in range(56):
        take(f"person{number}", HERE, NOON)
    take("amina", HERE, NOON)
    Attempts.objects.forgive("amina", HERE, NOON)

    assert [take("amina", HERE, NOON) for _ in range(3)] == [True, False, False]


@pytest.mark.django_db
def test_row_says_neither_who_nor_where():
    take("amina", HERE, NOON)

    with connection.cursor() as cursor:
        cursor.execute("select string_agg(a::text, ' ') from accounts_attempts a")
        (everything,) = cursor.fetchone()
    assert Attempts.objects.count() == 3
    for secret in ("amina", "203.0.113"):
        assert secret not in everything


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_all_count():
    """C20: twelve guesses at once are twelve guesses."""

    def one(_: int) -> bool:
        try:
            return take("amina", HERE, NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        allowed = list(pool.map(one, range(12)))

    assert sum(allowed) == 5
