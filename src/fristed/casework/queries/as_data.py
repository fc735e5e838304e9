"""A whole case as data, for another system: every row and text of it, its documents, and the code
lists its codes are from. What a new model of a case holds is in it without a word here."""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import models

from fristed.accounts.queries import people_by_id
from fristed.casework.models import Access, Approval, Case, Identifier, TripAddresses
from fristed.casework.queries.documents import opened_document
from fristed.casework.queries.whole import opened
from fristed.codelists import queries as codelists
from fristed.gate import Actor, ReadGrant, scope
from fristed.vault.fields import SealedText, SealedTextField

LEFT_OUT: Final = frozenset({Access, Approval, Identifier, TripAddresses})
"""Keys, and what is sealed to files that the case does not open: a leader's summary, addresses
abroad, who she is for the yearly count."""

SCHEMA: Final = "fristed-case-1"


@dataclass(frozen=True)
class CaseAsData:
    """
    rows        table -> its rows, field -> value
    documents   name in the file -> bytes
    """

    ref: str
    rows: Mapping[str, list[dict[str, Any]]] = field(repr=False)
    documents: Mapping[str, bytes] = field(repr=False)


def case_as_data(actor: Actor, case: Case, grant: ReadGrant) -> CaseAsData:
    """Everything the grant opens. A text that was moved or changed is null."""
    with scope(actor):
        found = {model: list(_rows_of(model, case)) for model in _tables()}
    sealed = [text for rows in found.values() for row in rows for text in _sealed(row)]
    grant.unlock(sealed)
    people = people_by_id(
        {key for rows in found.values() for row in rows for key in _accounts(row)}
    )
    names = {
        (model, row.pk): row.ref
        for model, rows in found.items()
        for row in rows
        if hasattr(row, "ref")
    }
    tables = {
        model._meta.model_name or "": [_as_data(row, grant, people, names) for row in rows]  # noqa: SLF001 - documented
        for model, rows in found.items()
        if rows
    }
    return CaseAsData(case.ref, tables, dict(_documents(actor, case, grant, tables)))


def packed_as_data(cases: Iterable[CaseAsData], *, on: date) -> bytes:
    """One zip: a folder for each case, and the code lists in all their versions."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in cases:
            told = {"schema": SCHEMA, "ref": one.ref, "made_on": on, "tables": one.rows}
            packed.writestr(_entry(f"{one.ref}/case.json"), _json(told))
            for name, content in one.documents.items():
                packed.writestr(_entry(f"{one.ref}/{name}"), content)
        for name in codelists.list_names():
            versions = [_version(one) for one in codelists.versions(name)]
            told = {"name": name, "versions": versions}
            packed.writestr(_entry(f"code-lists/{name}.json"), _json(told))
    return out.getvalue()


def _tables() -> Iterator[type[models.Model]]:
    """The case, and every table with rows of one case."""
    for model in apps.get_app_config("casework").get_models():
        if model is Case or (_belongs_to_a_case(model) and model not in LEFT_OUT):
            yield model


def _belongs_to_a_case(model: type[models.Model]) -> bool:
    return any(
        one.name == "case" and one.related_model is Case
        for one in model._meta.concrete_fields  # noqa: SLF001 - documented
    )


def _rows_of(model: type[models.Model], case: Case) -> models.QuerySet[models.Model]:
    mine = {"pk": case.pk} if model is Case else {"case_id": case.pk}
    return model._default_manager.filter(**mine).order_by("pk")  # noqa: SLF001 - documented


def _fields(row: models.Model) -> Iterator[Any]:
    return iter(row._meta.concrete_fields)  # noqa: SLF001 - documented


def _sealed(row: models.Model) -> Iterator[SealedText]:
    for one in _fields(row):
        if isinstance(one, SealedTextField) and (text := getattr(row, one.attname)) is not None:
            yield text


def _is_account(one: Any) -> bool:
    return one.is_relation and one.related_model._meta.label == settings.AUTH_USER_MODEL  # type: ignore[no-any-return]  # noqa: SLF001 - documented


def _accounts(row: models.Model) -> Iterator[int]:
    for one in _fields(row):
        if _is_account(one) and (key := getattr(row, one.attname)) is not None:
            yield key


def _as_data(
    row: models.Model,
    grant: ReadGrant,
    people: Mapping[int, tuple[str, str]],
    names: Mapping[tuple[Any, int], str],
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for one in _fields(row):
        value = getattr(row, one.attname)
        if isinstance(one, SealedTextField):
            told[one.name] = _text(value, grant)
        elif isinstance(one, models.BinaryField) or one.name in {"id", "file", "case"}:
            continue  # keys, and numbers of this database
        elif _is_account(one):
            ref, name = people.get(value, ("", ""))
            told[one.name] = {"ref": ref, "name": name} if value else None
        elif one.is_relation:
            told[one.name] = names.get((one.related_model, value))
        else:
            told[one.name] = value
    return told


def _text(value: SealedText | None, grant: ReadGrant) -> Any:
    """As it was written: codes and words together where it is one text of both."""
    text = opened(value, grant) if value is not None else None
    try:
        kept = json.loads(text) if text and text.startswith(("{", "[")) else text
    except ValueError:
        return text
    if isinstance(kept, dict):
        kept.pop("key", None)  # of a document's bytes, which are beside
    return kept


def _documents(
    actor: Actor, case: Case, grant: ReadGrant, tables: Mapping[str, list[dict[str, Any]]]
) -> Iterator[tuple[str, bytes]]:
    for row in tables.get("document", ()):
        if row["removed_on"] is None and row["about"] is not None:
            document = opened_document(actor, case, grant, row["ref"])
            if document is not None:
                row["file"] = f"documents/{document.file_name}"
                yield row["file"], document.content


def _version(one: codelists.CodeListOn) -> dict[str, Any]:
    return {
        "version": one.version,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "source": one.source,
        "codes": [{"value": code.value, "label": code.label.as_kept()} for code in one.codes],
    }


def _json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: date | datetime) -> str:
    return value.isoformat()


def _entry(name: str) -> zipfile.ZipInfo:
    """Without the moment it was written."""
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
