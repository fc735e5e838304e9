"""The session table hijacks nothing, and a session ends when it should."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fristed.accounts.models import DeskSession
from fristed.accounts.sessions import KEPT_ENDED, SessionStore

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SECRET = "v1.the-keepers-own-word"


def a_session() -> SessionStore:
    store = SessionStore()
    store["assertion"] = SECRET
    store.save()
    return store


def test_session_row_holds_neither_the_cookie_nor_the_contents():
    store = a_session()

    (row,) = DeskSession.objects.all()
    everything = " ".join(
        [row.session_key, bytes(row.session_data).hex(), bytes(row.session_data).decode("latin-1")]
    )

    assert SessionStore(store.session_key)["assertion"] == SECRET  # there was something to leak
    assert store.session_key not in everything
    assert SECRET not in everything


def test_session_is_not_found_by_what_the_table_holds():
    a_session()
    (row,) = DeskSession.objects.all()

    stolen = SessionStore(row.session_key)

    assert stolen.get("assertion") is None
    assert stolen.session_key is None


def test_session_contents_moved_to_another_row_open_for_nobody():
    mine, other = a_session(), a_session()
    rows = {row.session_key: row for row in DeskSession.objects.all()}
    mine_row = rows[mine.model_key()]
    DeskSession.objects.filter(session_key=other.model_key()).update(
        session_data=mine_row.session_data
    )

    assert SessionStore(other.session_key).load() == {}
    assert SessionStore(mine.session_key)["assertion"] == SECRET


def test_session_key_that_somebody_chose_is_never_taken_into_use():
    """C28: no adoption of a key that we did not make."""
    chosen = "a" * 43
    store = SessionStore(chosen)
    assert store.get("person") is None
    store["person"] = "per_x"
    store.save()

    assert store.session_key != chosen
    assert SessionStore(chosen).load() == {}


@pytest.mark.parametrize(
    ("idle", "lives"),
    [
        (timedelta(minutes=14, seconds=59), True),
        (timedelta(minutes=15), False),
        (timedelta(hours=8), False),
    ],
)
def test_session_ends_after_a_quarter_of_an_hour_without_use(idle: timedelta, lives: bool):
    with time_machine.travel(MORNING, tick=False):
        store = a_session()

    with time_machine.travel(MORNING + idle, tick=False):
        assert (SessionStore(store.session_key).get("assertion") == SECRET) is lives


def test_session_in_use_ends_after_eight_hours_all_the_same():
    with time_machine.travel(MORNING, tick=False):
        store = a_session()
    seen = []
    for step in range(1, 50):
        with time_machine.travel(MORNING + step * timedelta(minutes=10), tick=False):
            seen.append(SessionStore(store.session_key).get("assertion") == SECRET)

    assert seen == [True] * 47 + [False] * 2


def test_session_saved_again_and_given_a_new_key_still_ends_after_its_eight_hours():
    with time_machine.travel(MORNING, tick=False):
        key = a_session().session_key
    for step in range(1, 48):
        with time_machine.travel(MORNING + step * timedelta(minutes=10), tick=False):
            store = SessionStore(key)
            store["step"] = step
            store.cycle_key()
            key = store.session_key

    with time_machine.travel(MORNING + timedelta(hours=8), tick=False):
        assert SessionStore(key).load() == {}


def test_session_begun_again_gets_eight_hours_of_its_own_and_nothing_from_before():
    with time_machine.travel(MORNING, tick=False):
        before = a_session()
    with time_machine.travel(MORNING + timedelta(minutes=5), tick=False):
        store = SessionStore(before.session_key)
        store.load()
        store.begin_again()
        store["person"] = "per_x"
        store.save()

    (row,) = DeskSession.objects.all()
    assert row.signed_in_at == MORNING + timedelta(minutes=5)
    assert dict(store.items()) == {"person": "per_x"}


def test_session_use_is_written_at_most_once_a_minute():
    with time_machine.travel(MORNING, tick=False):
        key = a_session().session_key
    statements = []
    for seconds in (59, 60, 60, 119, 120):
        with (
            time_machine.travel(MORNING + timedelta(seconds=seconds), tick=False),
            CaptureQueriesContext(connection) as made,
        ):
            SessionStore(key).load()
        statements.append(len(made))

    assert statements == [1, 2, 1, 1, 2]
    (row,) = DeskSession.objects.all()
    assert row.last_seen_at == MORNING + timedelta(seconds=120)


def test_session_ended_elsewhere_is_not_made_again_by_a_late_answer():
    store = a_session()
    late = SessionStore(store.session_key)
    late["assertion"] = "changed"
    SessionStore(store.session_key).flush()

    with pytest.raises(UpdateError):
        late.save()

    assert DeskSession.objects.count() == 0


def test_sessions_that_ended_are_cleared_after_three_days_and_others_stay():
    with time_machine.travel(MORNING, tick=False):
        a_session()
    with time_machine.travel(MORNING + timedelta(minutes=15) + KEPT_ENDED, tick=False):
        kept = a_session()
        SessionStore.clear_expired()

        assert [row.session_key for row in DeskSession.objects.all()] == [kept.model_key()]
