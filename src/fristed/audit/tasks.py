"""The worker's part: chaining what was done behind what was begun, and sealing heads."""

from procrastinate.contrib.django import app

from fristed.audit import heads, trail
from fristed.audit.choices import Event
from fristed.audit.models import Entry, Outcome
from fristed.vault.keeper import KeeperAway

BATCH = 1000


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
    for outcome in Outcome.objects.exclude(entry__in=chained).order_by("id")[:BATCH]:
        trail.chain_outcome(outcome)
