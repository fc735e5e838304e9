"""The worker's part: fetching the keeper's alarms, and removing exports that expired."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Max
from procrastinate.contrib.django import app

from fristed.casework.models import Alarm, Export
from fristed.vault import keeper

KEPT_FOR = timedelta(days=365)


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="casework.fetch_alarms", pass_context=False)
def fetch_alarms(timestamp: int) -> None:
    """Keep the alarms that are new; nothing while the keeper is away. Old ones go."""
    try:
        keep_alarms()
    except keeper.KeeperAway:
        return
    Alarm.objects.filter(at__lt=datetime.fromtimestamp(timestamp, UTC) - KEPT_FOR).delete()


@app.periodic(cron="11 * * * *")
@app.task(queueing_lock="casework.drop_exports", pass_context=False)
def drop_exports(timestamp: int) -> None:
    """Remove exports nobody can fetch any more."""
    Export.objects.filter(expires_at__lte=datetime.fromtimestamp(timestamp, UTC)).delete()


def keep_alarms() -> None:
    """:raises KeeperAway: fetched next time."""
    token = (Path(settings.FRISTED_KEEPER_HOME) / "worker.token").read_text().strip()
    since = Alarm.objects.aggregate(last=Max("number"))["last"] or 0
    told = keeper.call("alarms", token=token, since=since)["alarms"]
    Alarm.objects.bulk_create(
        (
            Alarm(
                number=alarm["n"],
                at=datetime.fromisoformat(alarm["at"]),
                kind=alarm["kind"],
                person=alarm["person"] or "",
                unit=alarm["unit"] or "",
                file=str(alarm["detail"].get("file", "")),
            )
            for alarm in told
        ),
        ignore_conflicts=True,
    )
