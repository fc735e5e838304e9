"""Bring the shipped code lists, places, law references and definitions into the database."""

import csv
import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction
from django.utils import timezone

from fristed.codelists import queries
from fristed.codelists.models import (
    Code,
    CodeList,
    CodeListVersion,
    CodeMapping,
    County,
    Definition,
    Document,
    DutyCriteria,
    LawReference,
    LoadedData,
    Municipality,
    MunicipalityChange,
    SchemeStage,
)

Row = TypeVar("Row", bound=models.Model)

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "Load the shipped code lists; the same files are not loaded twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, help="the folder with the files")
        parser.add_argument(
            "--check", action="store_true", help="only say whether the files are loaded"
        )

    def handle(self, *_: Any, data: Path, check: bool, **__: Any) -> None:
        sha256 = digest(data)
        if LoadedData.objects.filter(name="codelists", sha256=sha256).exists():
            self.stdout.write("code lists: unchanged")
            return
        if check:
            raise CommandError("the code lists in the files are not the ones in the database")
        with transaction.atomic():
            load(data)
            LoadedData.objects.update_or_create(
                name="codelists", defaults={"sha256": sha256, "loaded_at": timezone.now()}
            )
        queries.forget()
        queries.warm_up()  # what cannot be read is not loaded
        self.stdout.write("code lists: loaded")


def digest(data: Path) -> str:
    """SHA-256 over the names and contents of all data files."""
    total = hashlib.sha256()
    for path in sorted(data.rglob("*")):
        if path.is_file():
            name = path.relative_to(data).as_posix().encode()
            total.update(len(name).to_bytes(4, "big") + name)
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def load(data: Path) -> None:
    _load_lists([_json(path) for path in sorted((data / "lists").glob("*.json"))])
    _load_places(data)
    _load_law(data)
    _replace(SchemeStage.objects, [SchemeStage(**row) for row in _json(data / "schemes.json")])


def _load_lists(files: Sequence[dict[str, Any]]) -> None:
    _upsert(
        CodeList.objects,
        [CodeList(name=one["name"], title=one["title"]) for one in files],
        key=["name"],
        fields=["title"],
    )
    ids = dict(CodeList.objects.values_list("name", "id"))
    _upsert(
        CodeListVersion.objects,
        [
            CodeListVersion(
                code_list_id=ids[one["name"]],
                version=version["version"],
                valid_from=date.fromisoformat(version["valid_from"]),
                valid_to=_day(version["valid_to"]),
                source=version["source"],
                tag=version["tag"],
                note=version.get("note", {}),
            )
            for one in files
            for version in one["versions"]  # oldest first: it ends before the next one begins
        ],
        key=["code_list", "version"],
        fields=["valid_from", "valid_to", "source", "tag", "note"],
    )
    version_ids = {
        (name, version): pk
        for name, version, pk in CodeListVersion.objects.values_list(
            "code_list__name", "version", "id"
        )
    }
    codes = [
        Code(
            version_id=version_ids[one["name"], version["version"]],
            value=code["value"],
            position=position,
            label=code["label"],
            help=code.get("help", {}),
            source=code.get("source", ""),
        )
        for one in files
        for version in one["versions"]
        for position, code in enumerate(version["codes"])
    ]
    _refuse_vanished(codes)
    _upsert(
        Code.objects,
        codes,
        key=["version", "value"],
        fields=["position", "label", "help", "source"],
    )
    _replace(
        CodeMapping.objects,
        [
            CodeMapping(
                from_version_id=version_ids[one["name"], row["from"]],
                to_version_id=version_ids[one["name"], row["to"]],
                value=row["value"],
                values=row["values"],
                kind=row["kind"],
                is_break=row["is_break"],
                note=row.get("note", {}),
            )
            for one in files
            for row in one["mappings"]
        ],
    )


def _refuse_vanished(codes: Iterable[Code]) -> None:
    """Cases carry their codes for as long as they are kept, so a code never vanishes."""
    shipped = {(code.version_id, code.value) for code in codes}
    kept = set(Code.objects.values_list("version_id", "value"))
    if kept - shipped:
        gone = sorted(value for _, value in kept - shipped)
        raise CommandError("a code must not vanish; end its version instead: " + ", ".join(gone))


def _load_places(data: Path) -> None:
    _upsert(
        County.objects,
        [
            County(
                code=row["code"],
                name=row["name"],
                first_on=_first_day(row["first_year"]),
                last_on=_last_day(row["last_year"]),
                continues_from=row["continues_from"],
                note=row["note"],
            )
            for row in _csv(data / "counties.csv")
        ],
        key=["code"],
        fields=["name", "first_on", "last_on", "continues_from", "note"],
    )
    _upsert(
        Municipality.objects,
        [
            Municipality(
                code=row["code"],
                name=row["name"],
                county=row["county"],
                first_on=_first_day(row["first_year"]),
                last_on=_last_day(row["last_year"]),
                population_2025=int(row["population_2025"]) if row["population_2025"] else None,
            )
            for row in _csv(data / "municipalities.csv")
        ],
        key=["code"],
        fields=["name", "county", "first_on", "last_on", "population_2025"],
    )
    _replace(
        MunicipalityChange.objects,
        [
            MunicipalityChange(
                old=row["old"],
                new=row["new"],
                changed_on=date.fromisoformat(row["changed_on"]),
                kind=row["kind"],
            )
            for row in _csv(data / "municipality_changes.csv")
        ],
    )


def _load_law(data: Path) -> None:
    _replace(
        LawReference.objects, [LawReference(**_dated(row)) for row in _json(data / "laws.json")]
    )
    _replace(
        DutyCriteria.objects,
        [DutyCriteria(**_dated(row)) for row in _json(data / "duties.json")],
    )
    _replace(Definition.objects, [])
    _replace(Document.objects, [Document(**_dated(row)) for row in _json(data / "documents.json")])
    documents = {(one.code, one.version): one for one in Document.objects.all()}
    _replace(
        Definition.objects,
        [
            Definition(
                document=documents[tuple(row["document"])] if row["document"] else None,
                **{key: value for key, value in _dated(row).items() if key != "document"},
            )
            for row in _json(data / "definitions.json")
        ],
    )


def _upsert(
    manager: models.Manager[Row], rows: list[Row], *, key: list[str], fields: list[str]
) -> None:
    manager.bulk_create(rows, update_conflicts=True, unique_fields=key, update_fields=fields)


def _replace(manager: models.Manager[Row], rows: list[Row]) -> None:
    """For rows nothing points at."""
    manager.all().delete()
    manager.bulk_create(rows)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    days = {"valid_from", "valid_to", "checked_on"}
    return {key: _day(value) if key in days else value for key, value in row.items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _first_day(year: str) -> date | None:
    return date(int(year), 1, 1) if year else None


def _last_day(year: str) -> date | None:
    return date(int(year), 12, 31) if year else None
