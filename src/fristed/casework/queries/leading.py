"""What a leader and the data protection officer see: that, who and when. Never what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.accounts import queries as accounts
from fristed.casework import access
from fristed.casework.choices import CaseStatus, EmergencyGround, ReviewVerdict
from fristed.casework.models import Alarm, Destruction
from fristed.casework.rules.reviewing import OpenedInEmergency
from fristed.gate import Actor, Decision, scope
from fristed.organisation import queries as organisation
from fristed.organisation.queries import PersonOn

MOST_ALARMS = 200
ALARMS: Final[Mapping[str, Promise]] = {
    "break_glass": _("Nødåpning av en sak"),
    "cap_reached": _("Har åpnet 30 ulike saker på en time"),
    "site_cap": _("Det åpnes uvanlig mange saker i hele huset"),
    "history_incomplete": _("Historikken i en sak er ufullstendig"),
    "grant_forged": _("En tilgang som ikke er gitt av nøkkelvokteren"),
    "file_broken": _("Nøkkelen til en sak stemmer ikke"),
    "keys_differ": _("Nøkkelen som nye saker forsegles med, er byttet ut"),
    "head_mismatch": _("Sporet er kortet ned eller endret"),
    "log_torn": _("Nøkkelvokterens logg ble avbrutt"),
    "log_cut": _("Nøkkelvokterens logg er kortet ned"),
    "shielded": _("En sak er skjermet"),
    "shield_lost": _("Nøkkelen til en skjermet sak mangler. Hent den fram fra nøkkelforvalterne"),
    "shield_recovered": _("To nøkkelforvaltere har hentet fram nøkkelen til en skjermet sak"),
    "taken_over": _("En sak er tatt over etter en som har sluttet"),
    "overlap_started": _("To personer har startet en telling av overlapp"),
    "pair_lost": _("En enhets nøkler for et kvartal mangler"),
    "member_appointed": _("Ny oppnevning til en enhet"),
    "destroyed": _("En enhets nøkler for et kvartal er destruert"),
    "invited_again": _("Ny invitasjon til en som alt har konto"),
    "passkey_copied": _("En passnøkkel kan være kopiert"),
}


@dataclass(frozen=True)
class LedCase:
    """That there is a case. `ref` leads to its access log."""

    ref: str
    is_open: bool
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True)
class EmergencyLine:
    """An emergency opening: of whose case, by whom, on which ground.

    opening   the opening's own reference, to review it by
    verdict   what was found afterwards; empty while nobody has looked
    is_led    she leads the case's unit, and may look in its access log
    """

    ref: str
    unit: str
    responsible: str
    by: str
    opened_on: date
    ends_at: datetime
    ground: str
    is_open: bool
    is_led: bool
    opening: str
    verdict: str
    may_review: Decision


@dataclass(frozen=True)
class AlarmLine:
    """Something the keeper noticed. `file`: whose access log to look in, if it is about one.

    units   every one it was told about
    """

    at: datetime
    what: str
    who: str
    units: tuple[str, ...]
    file: str


@dataclass(frozen=True)
class Destroyed:
    """That a unit's keys for a quarter are gone. `files`: how many there were of each kind."""

    ref: str
    unit: str
    unit_name: str
    quarter: str
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str
    confirmed_at: datetime
    files: Mapping[str, int]


@dataclass(frozen=True)
class LedUnit:
    name: str
    people: tuple[PersonOn, ...]


def people_led_by(actor: Actor, *, on: date) -> tuple[PersonOn, ...]:
    """The members of the units she leads."""
    people = (one for unit in sorted(actor.leads) for one in organisation.members_of(unit, on))
    return tuple(people)


def units_led_by(actor: Actor, *, on: date) -> tuple[LedUnit, ...]:
    """The same, unit by unit."""
    names = organisation.unit_names(on)
    return tuple(
        LedUnit(names.get(code, code), organisation.members_of(code, on))
        for code in sorted(actor.leads)
    )


def person_led_by(actor: Actor, ref: str, *, on: date) -> PersonOn | None:
    """One of them; None for anybody else."""
    return next((one for one in people_led_by(actor, on=on) if one.ref == ref), None)


def cases_of(actor: Actor, person: PersonOn) -> tuple[LedCase, ...]:
    """The person's cases in units the actor leads, newest first. The database asks that too."""
    with scope(actor), connection.cursor() as cursor:
        cursor.execute(
            "select ref, status, opened_on, closed_on from casework_cases_of(%s)", [person.id]
        )
        rows = cursor.fetchall()
    return tuple(
        LedCase(ref, status == CaseStatus.OPEN, opened_on, closed_on)
        for ref, status, opened_on, closed_on in rows
    )


def emergencies_seen_by(actor: Actor, *, now: datetime) -> tuple[EmergencyLine, ...]:
    """Emergency openings in her units; all of them for the data protection officer."""
    with scope(actor), connection.cursor() as cursor:
        cursor.execute(
            "select ref, unit, adviser_id, by_id, opened_on, ends_at, ground, opening, verdict"
            " from casework_emergencies()"
        )
        rows = cursor.fetchall()
        names = accounts.names_by_id({account for row in rows for account in row[2:4]})
        units = organisation.unit_names(timezone.localdate(now))
    return tuple(
        EmergencyLine(
            ref=ref,
            unit=units.get(unit, unit),
            responsible=names.get(adviser, ""),
            by=names.get(by, ""),
            opened_on=opened_on,
            ends_at=ends_at,
            ground=str(EmergencyGround(ground).label),
            is_open=ends_at > now,
            is_led=unit in actor.leads,
            opening=opening,
            verdict=str(ReviewVerdict(verdict).label) if verdict else "",
            may_review=access.may_review_emergency(
                actor, OpenedInEmergency(opening, ref, unit, by, is_reviewed=verdict is not None)
            ),
        )
        for ref, unit, adviser, by, opened_on, ends_at, ground, opening, verdict in rows
    )


def emergency_seen_by(actor: Actor, opening: str, *, now: datetime) -> EmergencyLine | None:
    """One of them."""
    lines = emergencies_seen_by(actor, now=now)
    return next((line for line in lines if line.opening == opening), None)


def opened_in_emergency(actor: Actor, opening: str) -> tuple[OpenedInEmergency, bytes]:
    """One opening she may see, for the gate to decide on, and the file's public key to seal to.

    One she may not see is an opening of nobody's: the gate says no to it.
    """
    with scope(actor), connection.cursor() as cursor:
        cursor.execute(
            "select ref, unit, by_id, verdict, public_key from casework_emergencies()"
            " where opening = %s",
            [opening],
        )
        row = cursor.fetchone()
    if row is None:
        return OpenedInEmergency(ref=opening, file="", unit="", by=0, is_reviewed=False), b""
    file, unit, by, verdict, public_key = row
    opened = OpenedInEmergency(opening, file, unit, by, is_reviewed=verdict is not None)
    return opened, bytes(public_key)


def alarms_seen_by(actor: Actor, *, now: datetime) -> tuple[AlarmLine, ...]:
    """The keeper's alarms about her units, newest first; all for the data protection officer."""
    with scope(actor):
        hers = Alarm.objects.exclude(file__in=actor.excluded)
        rows = list(hers.order_by("-number")[:MOST_ALARMS])
        names = accounts.names_of({row.person for row in rows})
        units = organisation.unit_names(timezone.localdate(now))
    told: dict[tuple[datetime, str, str, str], list[str]] = {}  # the same to more units: one line
    for row in rows:
        told.setdefault((row.at, row.kind, row.person, row.file), []).append(row.unit)
    return tuple(
        AlarmLine(
            at=at,
            what=str(ALARMS.get(kind, kind)),
            who=names.get(person, ""),
            units=tuple(sorted(units.get(unit, unit) for unit in whose if unit)),
            file=file,
        )
        for (at, kind, person, file), whose in told.items()
    )


def destroyed_seen_by(actor: Actor, *, on: date) -> tuple[Destroyed, ...]:
    """What was destroyed in her units, the last first; all for the data protection officer."""
    with scope(actor):
        rows = list(Destruction.objects.order_by("-confirmed_at"))
        people = (by for row in rows for by in (row.proposed_by, row.confirmed_by))
        names = accounts.names_of(set(people))
        units = organisation.unit_names(on)
    return tuple(
        Destroyed(
            ref=row.ref,
            unit=row.unit,
            unit_name=units.get(row.unit, row.unit),
            quarter=row.quarter,
            proposed_by=names.get(row.proposed_by, row.proposed_by),
            proposed_at=row.proposed_at,
            confirmed_by=names.get(row.confirmed_by, row.confirmed_by),
            confirmed_at=row.confirmed_at,
            files=row.files,
        )
        for row in rows
    )
