"""Keeping the numbers the public is told of: somebody rings them, and says so."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, time

from django.db.models import QuerySet

from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.organisation import access
from fristed.organisation.models import HelpService, LocalService
from fristed.organisation.rules.helping import check_clock, check_number

ask_to_see_help_services = asking("help.see", may=access.may_see_help_services)
ask_to_change_service = asking("help.ask_to_change", may=access.may_change_service)


@dataclass(frozen=True)
class Entry:
    """What the public is told of a service, and where it stands. hours: language -> words"""

    number: str
    email: str
    chat: str
    hours: Mapping[str, str]
    hours_tag: str
    is_always_open: bool
    week: str
    opens: time | None
    closes: time | None
    tag: str
    source: str


@dataclass(frozen=True)
class LocalEntry:
    """What one or more municipalities have of their own."""

    kind: str
    name: str
    number: str
    owner: str
    source: str


@action("help.verify", may=access.may_verify_service)
def verify_service(actor: Actor, service: HelpService, *, on: date) -> None:
    """Somebody rang today, and what stands there is right."""
    service.last_verified = on
    service.save(update_fields=["last_verified"])


@action("help.change", may=access.may_change_service)
def change_service(
    actor: Actor, service: HelpService, *, entry: Entry, rang: bool, on: date
) -> None:
    """Say something else of it. Until somebody has rung, nobody has.

    :raises RuleBroken: see `rules.helping`.
    """
    if entry.number or not entry.email:
        check_number(entry.number)
    check_clock(
        is_always_open=entry.is_always_open,
        week=entry.week,
        opens=entry.opens,
        closes=entry.closes,
    )
    kept = asdict(entry) | {"last_verified": on if rang else None, "changed_on": on}
    HelpService.objects.filter(pk=service.pk).update(**kept)


@action("help.verify_local", may=access.may_keep_local_service)
def verify_local_service(actor: Actor, service: LocalService, *, on: date) -> None:
    """One call answers for every municipality with that number."""
    _same(service).update(last_verified=on)


@action("help.keep_local", may=access.may_keep_local_service)
def keep_local_service(
    actor: Actor,
    service: LocalService,
    *,
    entry: LocalEntry,
    municipalities: Collection[str],
    rang: bool,
    on: date,
) -> None:
    """Let it be what these municipalities have of that kind, and no others.

    service   the one it takes the place of, or a new one that is not kept yet

    :raises RuleBroken: `not_a_number`.
    """
    check_number(entry.number)
    if service.pk:
        _same(service).delete()
    LocalService.objects.filter(kind=entry.kind, municipality__in=municipalities).delete()
    LocalService.objects.bulk_create(
        LocalService(
            ref=new_ref("lok"),
            municipality=municipality,
            last_verified=on if rang else None,
            **asdict(entry),
        )
        for municipality in sorted(municipalities)
    )


def _same(service: LocalService) -> QuerySet[LocalService]:
    return LocalService.objects.filter(kind=service.kind, name=service.name, number=service.number)
