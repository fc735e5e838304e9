"""The worker's part: having the keeper bind new codes, and forgetting visits that ended."""

from django.utils import timezone
from procrastinate.contrib.django import app

from fristed.contact import queries
from fristed.contact.choices import Status
from fristed.contact.models import Code, Conversation, Session
from fristed.contact.rules.visiting import ABSOLUTE
from fristed.gate import note_refused
from fristed.vault import keeper

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


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="contact.forget_closed_codes", pass_context=False)
def forget_closed_codes(timestamp: int) -> None:
    """What she closed for good cannot be found by her words any more, by anyone."""
    closed = Conversation.objects.filter(status=Status.CLOSED).values("file_id")
    Code.objects.filter(file_id__in=closed).delete()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="contact.forget_visits", pass_context=False)
def forget_visits(timestamp: int) -> None:
    Session.objects.filter(started_at__lt=timezone.now() - ABSOLUTE).delete()
