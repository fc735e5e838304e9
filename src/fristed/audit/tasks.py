"""The worker's part: chaining what was done behind what was begun, and sealing heads."""

from procrastinate.contrib.django import app

from fristed.audit import heads, trail
from fristed.audit.choices import Event
from fristed.audit.models import Entry, Outcome
from fristed.vault.keeper import KeeperAway

BATCH = 1000
AT_ONCE = 100  # outcomes; so long do others wait for the worker's chain


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="audit.follow", pass_context=False)
def follow(timestamp: int) -> None:
    """Chain new outcomes, then have the keeper seal every chain's head."""
    chain_outcomes()
    try:
        heads.seal()
    except KeeperAway:
        return


def chain_outcomes() -> None:
    chained = Entry.objects.filter(event=Event.DONE).values("about")
    new = Outcome.objects.exclude(entry__in=chained).order_by("id")
    entries = list(new.values_list("entry", flat=True)[:BATCH])
    for first in range(0, len(entries), AT_ONCE):
        trail.chain_outcomes(entries[first : first + AT_ONCE])
