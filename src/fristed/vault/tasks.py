"""The worker's part: having the keeper chain new items, and making keys ahead of time."""

from datetime import date

from django.db.models import F
from django.utils import timezone
from procrastinate.contrib.django import app

from fristed.kernel.periods import Quarter, months_after
from fristed.vault import keeper, queries
from fristed.vault.models import File, Item, RetentionRule, UnitKey

BATCH = 200


@app.periodic(cron="* * * * * */3")
@app.task(queueing_lock="vault.chain_items", pass_context=False)
def chain_items(timestamp: int) -> None:
    """Have the keeper chain what was written since last time; nothing while it is away."""
    try:
        for file in queries.unchained_files(BATCH):
            chain(file)
    except keeper.KeeperAway:
        return


def chain(file: File) -> None:
    """Show the keeper the lines after its head; it answers how many it now holds."""
    lines = Item.objects.filter(file=file, number__gt=file.chained).order_by("number")
    answer = keeper.call(
        "chain",
        file=file.ref,
        entries=[
            {
                "number": line.number,
                "id": str(line.item),
                "slot": line.slot,
                "part": line.part,
                "digest": bytes(line.digest),
            }
            for line in lines
        ],
    )
    File.objects.filter(id=file.id, chained__lt=F("items")).update(chained=answer["count"])


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="vault.make_keys_ahead", pass_context=False)
def make_keys_ahead(timestamp: int) -> None:
    """Check the public halves, and fetch the next quarter's long before anybody needs them."""
    units = sorted(set(UnitKey.objects.exclude(quarter="").values_list("unit", flat=True)))
    fetch_unit_keys(units, timezone.localdate())


def fetch_unit_keys(units: list[str], today: date) -> None:
    """Keep the public halves of this quarter and the next, and the keeper's own.

    :raises KeeperAway: nothing is kept.
    :raises KeeperRefused: `keys_differ`: one that is kept is not the keeper's; it has alarmed.
    """
    _check_kept(units)
    this = Quarter.of(today)
    answer = keeper.call("unit_keys", units=units, quarters=[str(this), str(this.next())])
    own = keeper.call("hello")["public_key"]
    rows = [
        UnitKey(unit=key["unit"], quarter=key["quarter"], public_key=keeper.as_bytes(key["key"]))
        for key in answer["keys"]
    ]
    rows.append(UnitKey(unit=queries.KEEPER, quarter="", public_key=keeper.as_bytes(own)))
    UnitKey.objects.bulk_create(rows, ignore_conflicts=True)


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="vault.give_days", pass_context=False)
def give_days(timestamp: int) -> None:
    """What was closed before its rule was signed off gets the day after which its keys may go."""
    for rule in RetentionRule.objects.filter(signed_off_on__isnull=False, ended_on=None):
        closed = File.objects.filter(kind=rule.kind, closed_on__isnull=False, expires_on=None)
        for day in {day for day in closed.values_list("closed_on", flat=True) if day}:
            closed.filter(closed_on=day).update(expires_on=months_after(day, rule.months))


def _check_kept(units: list[str]) -> None:
    """Somebody who can write in the table could else have new files sealed to a key of theirs."""
    kept = [
        {"unit": row.unit, "quarter": row.quarter, "key": bytes(row.public_key)}
        for row in UnitKey.objects.filter(unit__in=units)
    ]
    own = UnitKey.objects.filter(unit=queries.KEEPER).first()
    keeper.call("check_keys", keys=kept, own=bytes(own.public_key) if own else None)
