"""The worker's part: forgetting what has ended."""

from django.utils import timezone
from procrastinate.contrib.django import app

from fristed.accounts.models import Attempts, Draft
from fristed.accounts.sessions import SessionStore


@app.periodic(cron="11 * * * *")
@app.task(queueing_lock="accounts.forget_ended", pass_context=False)
def forget_ended(timestamp: int) -> None:
    """Delete sessions that have ended, and counted attempts whose time is over."""
    SessionStore.clear_expired()
    Attempts.objects.clear_ended(timezone.now())


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="accounts.forget_old_drafts", pass_context=False)
def forget_old_drafts(timestamp: int) -> None:
    """Delete drafts that nobody has come back to."""
    Draft.objects.forget_old(timezone.localdate())
