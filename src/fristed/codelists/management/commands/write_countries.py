"""Write the code list of countries from Unicode's CLDR, as Babel carries it."""

import json
from typing import Any

from babel import Locale
from babel.core import get_cldr_version
from django.core.management.base import BaseCommand

from fristed.codelists.management.commands.load_codelists import DATA
from fristed.codelists.rules.sorting import nb_key

NOT_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)
"""Two-letter codes in CLDR that are not in ISO 3166-1: islands, unions, tests, unknown."""

OWN_NAMES = {"PS": {"nb": "Palestina", "nn": "Palestina", "en": "Palestine"}}
"""Where the scheme's own pages use another name than CLDR."""


class Command(BaseCommand):
    help = "Write data/lists/country.json anew. Run it when Babel is upgraded."

    def handle(self, *_: Any, **__: Any) -> None:
        text = json.dumps(countries(), ensure_ascii=False, indent=1) + "\n"
        (DATA / "lists" / "country.json").write_text(text, encoding="utf-8")


def countries() -> dict[str, Any]:
    """ISO 3166-1 alpha-2 with names, and Kosovo, which has no ISO code of its own."""
    names: dict[str, dict[str, str]] = {
        language: dict(Locale(language).territories) for language in ("nb", "nn", "en")
    }
    codes: list[dict[str, Any]] = [
        {"value": code, "label": OWN_NAMES.get(code, {one: names[one][code] for one in names})}
        for code in names["nb"]
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    ]
    for code in codes:
        if code["value"] == "XK":
            code["source"] = "CLDR; ikke en ISO-kode, men landet er anerkjent av Norge"
    return {
        "name": "country",
        "title": {"nb": "Land", "nn": "Land", "en": "Country"},
        "versions": [
            {
                "version": "iso3166",
                "valid_from": "2000-01-01",
                "valid_to": None,
                "source": f"ISO 3166-1 alfa-2; navn fra Unicode CLDR {get_cldr_version()}",
                "tag": "S",
                "codes": sorted(codes, key=lambda code: nb_key(code["label"]["nb"])),
            }
        ],
        "mappings": [],
    }
