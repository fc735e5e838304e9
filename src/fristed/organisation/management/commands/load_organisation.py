"""Bring the real missions, national teams and help services into the database."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from fristed.kernel.refs import new_ref
from fristed.organisation.models import HelpService, Mission, MissionArea, Unit

DATA = Path(__file__).resolve().parents[2] / "data"
SOURCE = "norway.no/en/pakistan/…; imdi.no/negativ-sosial-kontroll/integreringsradgivere…"

NAMING = ("name", "about", "owner", "position")  # what is not changed here


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        with transaction.atomic():
            for row in _read("units.json"):
                _keep_unit(row)
            for position, row in enumerate(_read("help_services.json")):
                _keep_service(row, position)
        self.stdout.write("organisation: missions, teams and help services are there")


def _keep_unit(row: Mapping[str, Any]) -> None:
    """The keeper knows a unit by its code, so the code stays; the rest follows the file."""
    unit, _ = Unit.objects.update_or_create(
        code=row["code"],
        defaults={"kind": row["kind"], "name": row["name"]},
        create_defaults={
            "ref": new_ref("enh"),
            "kind": row["kind"],
            "name": row["name"],
            "starts_on": date.fromisoformat(row["starts_on"]),
        },
    )
    if "mission" in row:
        _keep_mission(unit, row["mission"])


def _keep_mission(unit: Unit, row: Mapping[str, Any]) -> None:
    mission, _ = Mission.objects.update_or_create(
        unit=unit,
        defaults={
            "city": row["city"],
            "country": row["country"],
            "zone": row["zone"],
            "source": SOURCE,
        },
    )
    mission.areas.all().delete()
    MissionArea.objects.bulk_create(
        MissionArea(
            mission=mission,
            scope=area["scope"],
            country=area.get("country", ""),
            region=area.get("region", {}),
            note=area.get("note", {}),
            position=position,
        )
        for position, area in enumerate(row["areas"])
    )


def _keep_service(row: Mapping[str, Any], position: int) -> None:
    """What people have verified or changed here is kept; the rest of the file is renewed."""
    shipped = {key: value for key, value in row.items() if key != "last_verified"}
    shipped["position"] = position
    changed = HelpService.objects.filter(code=row["code"], changed_on__isnull=False).exists()
    renewed = {key: shipped[key] for key in NAMING} if changed else shipped
    HelpService.objects.update_or_create(
        code=row["code"], defaults=renewed, create_defaults=shipped
    )


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return rows
