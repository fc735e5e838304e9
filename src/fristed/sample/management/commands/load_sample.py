"""Load the sample data: once, into an empty installation, and never in production."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from fristed.accounts.models import User
from fristed.casework.tasks import keep_matches
from fristed.codelists import queries as codelists
from fristed.kernel.periods import Quarter
from fristed.kernel.roles import CASEWORKERS, Role
from fristed.organisation.queries import named_places
from fristed.sample import (
    abroad,
    cases,
    consultations,
    conversations,
    cooperation,
    documents,
    duties,
    exports,
    figures,
    home_and_abroad,
    inquiries,
    last_year,
    matching,
    networks,
    overlaps,
    people,
    proposals,
    readers,
    reports,
    safety_and_travel,
    sharing,
    tables,
    working_day,
)
from fristed.sample.figures import ABROAD
from fristed.sample.people import Account, SignedUp
from fristed.sample.personas import PROFESSIONALS, STUDIO, UNITS
from fristed.statistics.choices import Measure, Service
from fristed.statistics.tasks import build_draft, draw_season
from fristed.vault import keeper
from fristed.vault.models import UnitKey
from fristed.vault.tasks import fetch_unit_keys

CASELOADS = {"amina": 40, "birger": 14, "celine": 12, "david": 9}
ENVOY_CASELOAD = 6
KEYS_WAIT_SECONDS = 60.0  # years of keys at once


class Command(BaseCommand):
    help = "Load the sample data (Eksempeldata) into an empty installation."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Eksempeldata lastes ikke i drift.")
        if User.objects.exists():
            raise CommandError("Det finnes allerede kontoer her. Eksempeldata lastes bare én gang.")
        now = timezone.now()
        for reference in ("load_codelists", "load_organisation", "load_notices"):
            call_command(reference, verbosity=0)
        people.make_units()
        signed_up = people.make_people(_admin_token())
        professionals = people.make_professionals(_admin_token())
        duties.name_custodians(_admin_token())
        people.make_schools(signed_up)
        people.make_holidays(timezone.localdate(now))
        fetch_unit_keys([unit.code for unit in UNITS], timezone.localdate(now))
        _fetch_old_keys(figures.YEAR, timezone.localdate(now))
        with _as_role("fristed_desk"):
            _make_cases(signed_up, now)
        with _as_role("fristed_nora"):
            refs = conversations.write_first_messages(now)
            readers.say_some(timezone.localdate(now), named_places(timezone.localdate(now)))
        with _as_role("fristed_desk"):
            conversations.answer_one(signed_up["amina"].actor(), refs, now)
            _fill_the_desks(signed_up, now)
        _publish(signed_up, timezone.localdate(now))
        with _as_role("fristed_worker"):
            draw_season(int(now.timestamp()))
        with _as_role("fristed_desk"):
            reports.write_and_release(signed_up, now)
            reports.send_half_year(signed_up, now)
            inquiries.keep_regions(signed_up, now)
        asked, earlier = _ask(professionals, now)
        with _as_role("fristed_desk"):
            overlaps.start_one(signed_up, now)
            inquiries.answer_some(signed_up, asked, now)
            last_year.answer_last_year(signed_up, earlier)
            networks.meet_and_plan(signed_up, professionals, now)
            celine = sharing.askable(signed_up, now)["celine"]
            working_day.appoint_for_leave(signed_up["amina"].actor(), celine, now)
            home_and_abroad.decide_and_hand_over(signed_up, now)
            exports.order_one(signed_up["amina"].actor(), now)
        _tell_what_the_keeper_said(signed_up, now)
        _tell_what_came(signed_up, professionals["vera"], earlier, now)
        _write_signins(signed_up, professionals)
        self.stdout.write("Eksempeldata er lastet.")


def _fill_the_desks(signed_up: Mapping[str, SignedUp], now: datetime) -> None:
    """What is there beside the cases themselves."""
    amina = signed_up["amina"].actor()
    working_day.make_day(amina, now)
    sharing.share_some(signed_up, now)
    duties.show_duties_and_access(signed_up, now)
    safety_and_travel.show_safety_and_travel(signed_up, now)
    documents.add_some(amina, now)
    consultations.consult(signed_up, now)
    consultations.consult_last_year(signed_up, now)
    abroad.describe_and_ask(signed_up, now)
    cooperation.cooperate(signed_up, now)
    proposals.propose(signed_up, now)


def _tell_what_the_keeper_said(signed_up: Mapping[str, SignedUp], now: datetime) -> None:
    with _as_role("fristed_desk"):
        matching.ask_for_the_same(signed_up, now)
    with _as_role("fristed_worker"):
        keep_matches(timezone.localdate(now))
        cooperation.show_destruction(signed_up, now)
    with _as_role("fristed_desk"):
        matching.want_contact(signed_up, now)


def _make_cases(signed_up: Mapping[str, SignedUp], now: datetime) -> None:
    today = timezone.localdate(now)
    by_holder: dict[str, list[figures.SampleCase]] = {}
    workers = {key: one for key, one in signed_up.items() if one.persona.role in CASEWORKERS}
    advisers = [key for key, one in workers.items() if one.persona.role == Role.ADVISER]
    envoys = {key: one.persona.unit for key, one in workers.items() if key not in advisers}
    for case in figures.cases_of_2023(advisers, envoys, _places(date(figures.YEAR, 7, 1))):
        by_holder.setdefault(case.holder, []).append(case)
    for key, one in workers.items():
        size = CASELOADS.get(key, ENVOY_CASELOAD)
        country = ABROAD.get(one.persona.unit, "")
        places = [] if country else _places(today)
        by_holder[key] += figures.caseload(key, size, today, places, country=country)
    for key, wanted in by_holder.items():
        cases.make_cases(workers[key].actor(), workers[key].persona.unit, wanted, now)


def _ask(
    professionals: Mapping[str, Account], now: datetime
) -> tuple[list[str], Sequence[last_year.Sent]]:
    """By form and by mail; answers what was sent by form, now and last year."""
    with _as_role("fristed_partner"):
        asked = inquiries.send_inquiries(professionals, now)
        earlier = last_year.ask_last_year(professionals, now)
    with _as_role("fristed_worker"):
        inquiries.take_in_mails(now)
    return asked, earlier


def _tell_what_came(
    signed_up: Mapping[str, SignedUp], vera: Account, sent: Sequence[last_year.Sent], now: datetime
) -> None:
    """Of last year's answers: told, counted, and in a report that is begun."""
    with _as_role("fristed_partner"):
        last_year.tell_what_came(vera, sent)
    _publish_guidance(signed_up, timezone.localdate(now))
    _publish(signed_up, timezone.localdate(now), measure=Measure.HOURS)
    _publish(
        signed_up,
        timezone.localdate(now),
        measure=Measure.CONSULTATIONS,
        service=Service.COMPETENCE_TEAM,
        year=timezone.localdate(now).year - 1,
    )
    with _as_role("fristed_desk"):
        reports.begin_last_year(signed_up["kari"].actor(), now)


def _publish_guidance(signed_up: Mapping[str, SignedUp], today: date) -> None:
    """The tables of the year before, one of which will be revised."""
    of = {"service": Service.GUIDANCE, "year": today.year - 1}
    for measure in (
        Measure.INQUIRIES,
        Measure.STEERED,
        Measure.ANSWER_TIMES,
        Measure.AFTERMATH,
    ):
        _publish(signed_up, today, measure=measure, **of)
    draft = _publish(signed_up, today, measure=Measure.PASSINGS, **of)
    with _as_role("fristed_desk"):
        tables.announce_revision(signed_up["kari"].actor(), draft, today)


def _publish(signed_up: Mapping[str, SignedUp], today: date, **which: Any) -> str:
    """Answers the draft's reference."""
    with _as_role("fristed_desk"):
        draft = tables.draft_year(signed_up["kari"].actor(), today, **which)
    with _as_role("fristed_worker"):
        build_draft(draft)  # its job finds it done
    with _as_role("fristed_desk"):
        tables.release_year(signed_up["lars"].actor(), draft, today)
    return draft


def _places(day: date) -> list[tuple[str, int]]:
    """Municipalities of that day, by how many live there now (the only year we have)."""
    today = date(2025, 7, 1)
    weights: dict[str, int] = {}
    for place in codelists.municipalities_on(today):
        carried = codelists.municipality_carried(place.code, from_=today, to=day)
        for code in carried.codes:
            weights[code] = weights.get(code, 0) + (place.population_2025 or 0)
    return sorted(weights.items())


def _fetch_old_keys(year: int, today: date) -> None:
    """Keys of the quarters the sample's cases were opened in."""
    quarters, last = [Quarter(year, 1)], Quarter.of(today)
    while quarters[-1] < last:
        quarters.append(quarters[-1].next())
    answer = keeper.call(
        "unit_keys",
        timeout=KEYS_WAIT_SECONDS,
        units=[unit.code for unit in UNITS],
        quarters=[str(q) for q in quarters],
    )
    UnitKey.objects.bulk_create(
        [
            UnitKey(
                unit=key["unit"], quarter=key["quarter"], public_key=keeper.as_bytes(key["key"])
            )
            for key in answer["keys"]
        ],
        ignore_conflicts=True,
    )


@contextmanager
def _as_role(role: str) -> Iterator[None]:
    """As a door's own role, so that what a door may not do fails here too."""
    with connection.cursor() as cursor:
        cursor.execute(f"set role {role}")
        try:
            yield
        finally:
            cursor.execute("reset role")


def _admin_token() -> str:
    return (Path(settings.FRISTED_KEEPER_HOME) / "admin.token").read_text().strip()


def _write_signins(signed_up: Mapping[str, SignedUp], outside: Mapping[str, Account]) -> None:
    where = Path(settings.FRISTED_SAMPLE_SIGNINS)
    rows = (
        [
            _signin(key, one, role=one.persona.role.value, about=one.persona.about)
            for key, one in signed_up.items()
        ]
        + [
            _signin(key, one, role=one.persona.role.value, about=STUDIO[key], door="studio")
            for key, one in signed_up.items()
            if key in STUDIO
        ]
        + [
            _signin(each.key, outside[each.key], role="professional", about=each.about)
            for each in PROFESSIONALS
        ]
    )
    handle = os.open(where, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=2)


def _signin(key: str, one: Account, *, role: str, about: str, door: str = "") -> dict[str, str]:
    door = door or one.user.door
    return {
        "persona": key,
        "role": role,
        "door": door,
        "url": f"http://localhost:{settings.FRISTED_PORTS[door]}/",
        "username": one.user.username,
        "password": one.password,
        "totp_secret": one.totp_secret,
        "about": about,
    }
