"""The worker's part: codes are bound, visits that ended are forgotten, quiet conversations end."""

from datetime import date

from django.utils import timezone
from procrastinate.contrib.django import app

from fristed.contact import queries
from fristed.contact.choices import OVER, Status
from fristed.contact.models import Code, Conversation, Session
from fristed.contact.queries import last_day
from fristed.contact.rules.keeping import expires_on, is_over
from fristed.contact.rules.visiting import ABSOLUTE
from fristed.gate import note_refused
from fristed.vault import keeper, sealing
from fristed.vault.choices import FileKind
from fristed.vault.queries import retention_months

BATCH = 40
BIND_WAIT_SECONDS = 30.0


@app.periodic(cron="* * * * * */2")
@app.task(queueing_lock="contact.bind_codes", pass_context=False)  # no lock: a dead worker keeps it
def bind_codes(timestamp: int) -> None:
    """Bind what is pending, first come first served; nothing while the keeper is away."""
    try:
        for code in queries.pending_codes(BATCH):
            bind(code)
    except keeper.KeeperAway:
        return


def bind(code: Code) -> None:
    """Have the keeper make the lookup and the wrap of one code.

    A refused one is let go, and the trail says why: decision 0110.
    """
    try:
        bound = keeper.call(
            "code.bind",
            timeout=BIND_WAIT_SECONDS,
            file=code.file.ref,
            sealed_code=bytes(code.sealed_code or b""),
        )
    except keeper.KeeperRefused as refused:
        note_refused("worker", "code.bind", who="", about=code.file.ref, reason=refused.code)
        Code.objects.filter(id=code.id, lookup=None).delete()
        return
    Code.objects.filter(id=code.id, lookup=None).update(
        sealed_code=None,
        lookup=keeper.as_bytes(bound["lookup"]),
        youth_wrap=keeper.as_bytes(bound["youth_wrap"]),
    )


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="contact.end_conversations", pass_context=False)
def end_conversations(timestamp: int) -> None:
    """What has been quiet for long ends, also where nobody ever took it; and what has ended gets
    the day after which its key goes with its quarter's."""
    end(timezone.localdate())


def end(on: date) -> None:
    quiet = [row.id for row in queries.still_going() if is_over(last_on=last_day(row), on=on)]
    Conversation.objects.filter(id__in=quiet).update(status=Status.ENDED, waiting_since=None)
    months = retention_months(FileKind.CONVERSATION)
    for row in queries.ended_without_a_day():
        ended_on = row.file.closed_on or on
        expires = expires_on(ended_on, months)
        sealing.note_closed(row.ref, closed_on=ended_on, expires_on=expires)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="contact.forget_closed_codes", pass_context=False)
def forget_closed_codes(timestamp: int) -> None:
    """What is over cannot be found by her words any more, by anyone."""
    over = Conversation.objects.filter(status__in=OVER).values("file_id")
    Code.objects.filter(file_id__in=over).delete()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="contact.forget_visits", pass_context=False)
def forget_visits(timestamp: int) -> None:
    Session.objects.filter(started_at__lt=timezone.now() - ABSOLUTE).delete()
