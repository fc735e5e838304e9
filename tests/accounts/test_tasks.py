"""What has ended is forgotten, by the worker with the worker's own rights."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from fristed.accounts.models import Attempts, DeskSession
from fristed.accounts.sessions import SessionStore
from fristed.accounts.tasks import forget_ended

pytestmark = pytest.mark.django_db


def test_worker_forgets_what_has_ended_and_nothing_else(as_worker):
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=4), tick=False):
        SessionStore().create()
        Attempts.objects.take("amina", "203.0.113.9", timezone.now())
    SessionStore().create()
    Attempts.objects.take("birger", "198.51.100.4", now)

    with as_worker():
        forget_ended(0)

    assert DeskSession.objects.count() == 1
    assert Attempts.objects.count() == 3
    assert Attempts.objects.filter(ends_at__gt=now).count() == 3
