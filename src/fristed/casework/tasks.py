"""The worker's part: fetching what the keeper has to tell, and removing exports that expired."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from procrastinate.contrib.django import app

from fristed.casework.models import Alarm, Case, Destruction, Export, Identifier, Match
from fristed.vault import keeper, matching

KEPT_FOR = timedelta(days=365)
IDENTIFIERS_KEPT_FOR = timedelta(days=400)


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


@app.periodic(cron="41 2 * * *")
@app.task(queueing_lock="casework.forget_identifiers", pass_context=False)
def forget_identifiers(timestamp: int) -> None:
    """Who somebody is, was for one yearly count."""
    day = timezone.localdate(datetime.fromtimestamp(timestamp, UTC)) - IDENTIFIERS_KEPT_FOR
    Identifier.objects.filter(kept_on__lt=day).delete()


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
    Destruction.objects.bulk_create(
        (_destroyed(alarm) for alarm in told if "files" in alarm["detail"]), ignore_conflicts=True
    )


def _destroyed(alarm: dict[str, Any]) -> Destruction:
    detail = alarm["detail"]
    return Destruction(
        unit=alarm["unit"],
        quarter=detail["quarter"],
        proposed_by=detail["proposed_by"],
        proposed_at=datetime.fromisoformat(detail["proposed_at"]),
        confirmed_by=alarm["person"],
        confirmed_at=datetime.fromisoformat(alarm["at"]),
        files=detail["files"],
    )


@app.periodic(cron="* * * * * */7")
@app.task(queueing_lock="casework.tell_matches", pass_context=False)
def tell_matches(timestamp: int) -> None:
    """Tell both owners that somebody else works with the same person; nothing while the keeper is
    away."""
    try:
        keep_matches(timezone.localdate(datetime.fromtimestamp(timestamp, UTC)))
    except keeper.KeeperAway:
        return


def keep_matches(on: date) -> None:
    """:raises KeeperAway: fetched next time."""
    token = (Path(settings.FRISTED_KEEPER_HOME) / "worker.token").read_text().strip()
    since = Match.objects.aggregate(last=Max("number"))["last"] or 0
    told = matching.told_since(token, since)
    wanted = Case.objects.filter(ref__in=[file for _, _, file in told])
    cases = dict(wanted.values_list("ref", "pk"))
    Match.objects.bulk_create(
        (
            Match(number=number, case_id=cases[file], pair=pair, told_on=on)
            for number, pair, file in told
            if file in cases
        ),
        ignore_conflicts=True,
    )
