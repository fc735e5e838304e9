"""People, and one adviser's forty cases, sealed as in use. Runs with every app, as the owner.

python -m bench.staging   answers, as JSON, how each of them signs in
"""

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import django

django.setup()

from bench.houses import LONG  # noqa: E402
from django.conf import settings  # noqa: E402 - after setup
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from fristed.sample import cases, figures, people  # noqa: E402
from fristed.sample.management.commands import load_sample  # noqa: E402
from fristed.sample.personas import UNITS  # noqa: E402
from fristed.vault.tasks import fetch_unit_keys  # noqa: E402

CASES = 40

PLACES = [("0301", 3), ("3201", 1)]


def main() -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    people.make_units()
    signed_up = people.make_people(
        (Path(settings.FRISTED_KEEPER_HOME) / "admin.token").read_text().strip()
    )
    people.make_schools(signed_up)
    fetch_unit_keys([unit.code for unit in UNITS], today)
    load_sample._fetch_old_keys(today.year - 1, today)  # noqa: SLF001 - the loader's own step
    amina = signed_up["amina"]
    wanted = figures.caseload("amina", CASES, today, PLACES)
    wanted[0] = with_long_timeline(wanted[0], today)
    with connection.cursor() as cursor:
        cursor.execute("set role fristed_desk")  # behind the second wall, as a person is
        cases.make_cases(amina.actor(), amina.persona.unit, wanted, now)
        cursor.execute("reset role")
    signins = {
        key: {
            "username": one.user.username,
            "password": one.password,
            "totp_secret": one.totp_secret,
        }
        for key, one in signed_up.items()
    }
    json.dump(signins, sys.stdout)


def with_long_timeline(case: figures.SampleCase, today: date) -> figures.SampleCase:
    (_, kind, minutes), *_ = case.entries
    opened = today - timedelta(days=LONG + 10)
    days = [opened + timedelta(days=number + 1) for number in range(LONG)]
    return replace(case, opened_on=opened, entries=tuple((day, kind, minutes) for day in days))


if __name__ == "__main__":
    main()
