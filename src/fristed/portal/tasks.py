"""The worker's part: which ways out of nora's pages lead nowhere, and what is kept no longer."""

from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fristed.adapters import sites
from fristed.portal.choices import Fault
from fristed.portal.models import BrokenLink, Contribution, Letterbox, Remark
from fristed.portal.queries.links import Way, ways_on
from fristed.portal.rules.remarks import KEPT_FOR, is_over, sunday_of
from fristed.vault import sealing

KEPT_AFTER_ANSWER = timedelta(days=90)
Ask = Callable[[str], sites.Answer]
FAULTS = {
    sites.Answer.BROKEN: Fault.BROKEN,
    sites.Answer.AWAY: Fault.AWAY,
    sites.Answer.NOT_PUBLIC: Fault.NOT_PUBLIC,
}


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="portal.check_links", pass_context=False)
def check_links(timestamp: int) -> None:
    """Other houses' sites are asked only where the installation may call out."""
    check_links_on(timezone.localdate(), sites.ask if settings.FRISTED_ASKS_SITES else None)


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="portal.forget_contributions", pass_context=False)
def forget_contributions(timestamp: int) -> None:
    """What was answered long enough ago."""
    forget_contributions_on(timezone.localdate())


def forget_contributions_on(day: date) -> None:
    Contribution.objects.filter(answered_on__lt=day - KEPT_AFTER_ANSWER).delete()


def check_links_on(day: date, ask: Ask | None) -> None:
    """Keep what leads nowhere today, with the day it began; forget what leads somewhere again.

    ask   asks another house's site; none where nobody may call out: what was said of it stands
    """
    target = settings.FRISTED_EXIT_TARGET
    every = [*ways_on(day), Way("FRISTED_EXIT_TARGET", "", target, site=target)]
    ways = [way for way in every if ask or not way.site]
    broken = {(way.where, way.target): (way, fault) for way in ways if (fault := _fault(way, ask))}
    with transaction.atomic():
        kept = {(row.where, row.target): row for row in BrokenLink.objects.all()}
        tried = {(way.where, way.target) for way in ways} if ask is None else set(kept)
        gone = [row.pk for key, row in kept.items() if key in tried and key not in broken]
        BrokenLink.objects.filter(pk__in=gone).delete()
        for way, fault in broken.values():
            BrokenLink.objects.update_or_create(
                where=way.where,
                target=way.target,
                defaults={"owner": way.owner, "fault": fault, "checked_on": day},
                create_defaults={
                    "owner": way.owner,
                    "fault": fault,
                    "checked_on": day,
                    "since": day,
                },
            )


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="portal.forget_remarks", pass_context=False)
def forget_remarks(timestamp: int) -> None:
    forget_remarks_on(timezone.localdate())


def forget_remarks_on(day: date) -> None:
    """What readers wrote goes 90 days after its week, and its key with the quarter's."""
    for box in Letterbox.objects.filter(week__lte=day - KEPT_FOR):
        if is_over(box.week, day):
            with transaction.atomic():
                Remark.objects.filter(file_id=box.file_id).delete()
                sealing.note_closed(box.ref, closed_on=sunday_of(box.week), expires_on=day)
                box.delete()


def _fault(way: Way, ask: Ask | None) -> Fault | None:
    if not way.is_there:
        return Fault.MISSING
    return FAULTS.get(ask(way.site)) if ask and way.site else None
