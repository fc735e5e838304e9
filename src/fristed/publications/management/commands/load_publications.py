"""Bring the published history into the database: every figure with its source."""

import csv
import json
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand
from django.db import models, transaction

from fristed.publications.models import (
    PublishedChange,
    PublishedCount,
    PublishedSeries,
    SeriesBreak,
)

DATA = Path(__file__).resolve().parents[2] / "data"
Row = TypeVar("Row", bound=models.Model)


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        with transaction.atomic():
            _load(json.loads((DATA / "series.json").read_text(encoding="utf-8")))
        self.stdout.write("publications: the published history is there")


def _load(listed: list[dict[str, Any]]) -> None:
    PublishedSeries.objects.bulk_create(
        (
            PublishedSeries(
                code=row["code"], name=row["name"], about=row["about"], position=position
            )
            for position, row in enumerate(listed)
        ),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "about", "position"],
    )
    series = {row.code: row for row in PublishedSeries.objects.all()}
    _replace(
        SeriesBreak.objects,
        [SeriesBreak(series=series[row["code"]], **one) for row in listed for one in row["breaks"]],
    )
    _replace(
        PublishedCount.objects,
        [
            PublishedCount(
                series=series[row["service"]],
                year=int(row["year"]),
                span=row["period"],
                measure=row["measure"],
                category=row["category"],
                value=int(row["value"]),
                tag=row["tag"],
                source=row["source"],
            )
            for row in _csv("published_counts.csv")
        ],
    )
    _replace(
        PublishedChange.objects,
        [
            PublishedChange(
                series=series[row["series"]],
                kind=row["kind"],
                from_year=int(row["from_year"]),
                to_year=int(row["to_year"]),
                category=row["category"],
                value=int(row["value"]) if row["value"] else None,
                published=row["published"],
            )
            for row in _csv("published_changes.csv")
        ],
    )


def _replace(manager: models.Manager[Row], rows: list[Row]) -> None:
    manager.all().delete()
    manager.bulk_create(rows)


def _csv(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
