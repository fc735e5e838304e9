"""Bring Nora's starting content into the database: three languages shown, the others as drafts."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from fristed.kernel.refs import new_ref
from fristed.portal.choices import HOUSE, State
from fristed.portal.models import OldAddress, Page, Snapshot
from fristed.portal.rules.blocks import parse

CONTENT = Path(__file__).resolve().parents[2] / "content"
OWNER = "fagteam"
WRITTEN_ON = date(2026, 11, 26)
CHECKED_EVERY = timedelta(days=182)


class Command(BaseCommand):
    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        with transaction.atomic():
            for path in sorted((CONTENT / "pages").glob("*.toml")):
                _keep_page(path)
            for path in sorted((CONTENT / "languages").glob("*.toml")):
                _keep_language(path)
            for row in _read(CONTENT / "old_addresses.toml")["address"]:
                _keep_old_address(row)
        self.stdout.write("portal: the pages are there")


def _keep_page(path: Path) -> None:
    """What editors have said, checked or withdrawn here is kept; the rest is as the file says."""
    row = _read(path)
    checked = row.get("checked_on", WRITTEN_ON)
    page, _ = Page.objects.update_or_create(
        code=path.stem.split("-", 1)[1],
        defaults=(shipped := _shipped(row)),
        create_defaults=shipped
        | {
            "ref": new_ref("nor"),
            "kind": row["kind"],
            "audiences": row.get("audiences") or [row["audience"]],
            "is_composite": row["kind"] == "story",
            "checked_on": checked,
            "next_check_on": checked + CHECKED_EVERY,
            "owner": OWNER,
        },
    )
    for language in HOUSE:
        _keep_version(page, language, row[language], State.SHOWN, on=checked)


def _shipped(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": row["number"],
        "is_important": row.get("important", False),
        "facts": [
            {"says": says, "tag": tag, "source": source} for says, tag, source in row["facts"]
        ],
    }


def _keep_language(path: Path) -> None:
    rows = _read(path)
    house = rows.pop("house")
    for code, row in rows.items():
        page = Page.objects.get(code=code)
        _keep_version(page, path.stem, row, State.DRAFT, on=WRITTEN_ON, house=house)


def _keep_version(
    page: Page, language: str, row: dict[str, Any], state: str, *, on: date, house: Any = None
) -> None:
    """A new version, unless the file's text is one that is kept already, or another was written
    here: from then on the page is the studio's."""
    blocks = [block.as_kept() for block in parse(row["body"])]
    said = {"title": row["title"], "lead": row["lead"], "blocks": blocks, "house": house or {}}
    kept = list(Snapshot.objects.filter(page=page, language=language).order_by("-version"))
    if any(
        one.written_by or all(getattr(one, name) == value for name, value in said.items())
        for one in kept
    ):
        return
    Snapshot.objects.create(
        ref=new_ref("sid"),
        page=page,
        language=language,
        version=kept[0].version + 1 if kept else 1,
        state=state,
        made_from=row.get("made_from", []),
        changed_on=on,
        **said,
    )


def _keep_old_address(row: dict[str, Any]) -> None:
    """Where an editor has let it lead is kept."""
    page = Page.objects.get(code=row["page"]) if "page" in row else None
    OldAddress.objects.get_or_create(
        path=row["path"],
        defaults={"ref": new_ref("adr"), "page": page, "goal": row.get("goal", "")},
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
