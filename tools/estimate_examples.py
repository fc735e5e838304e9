"""Work out the examples on Nora's page of what nobody counts, with safecount.

    python tools/estimate_examples.py     writes src/fristed/publications/data/estimates.json

A test works them out again: what the page shows is what the library says today.
"""

import json
import sys
from pathlib import Path
from string import ascii_uppercase
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]

from safecount import hidden  # noqa: E402
from safecount.hidden import pictures, sentences  # noqa: E402

TABLES = ROOT / "tests/safecount/reference/mse_references.json"
WRITTEN = ROOT / "src/fristed/publications/data/estimates.json"
LANGUAGES: Final = ("nb", "nn", "en")

#: Which public tables, and what they are about. None is Norwegian.
EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "uk5": {
        "title": {
            "nb": "Storbritannia 2013: mulige ofre for moderne slaveri, fem lister",
            "nn": "Storbritannia 2013: moglege offer for moderne slaveri, fem lister",
            "en": "United Kingdom 2013: potential victims of modern slavery, five lists",
        },
        "source": "Silverman, B. (2014). Modern slavery: an application of multiple systems "
        "estimation. Home Office.",
    },
    "australia": {
        "title": {
            "nb": "Australia 2015 til 2017: ofre for menneskehandel, fire lister",
            "nn": "Australia 2015 til 2017: offer for menneskehandel, fire lister",
            "en": "Australia 2015 to 2017: victims of human trafficking, four lists",
        },
        "source": "Lyneham, S., Dowling, C. and Bricknell, S. (2019). Estimating the dark figure "
        "of human trafficking and slavery victimisation in Australia. Australian Institute of "
        "Criminology.",
    },
}


def made() -> list[dict[str, Any]]:
    """Every example, worked out from its public table."""
    tables = json.loads(TABLES.read_text(encoding="utf-8"))
    return [_example(tables[code]["cells"], about) for code, about in EXAMPLES.items()]


def _example(cells: dict[str, int], about: dict[str, Any]) -> dict[str, Any]:
    width = len(next(iter(cells)))
    lists = hidden.Overlaps.from_patterns(cells, ascii_uppercase[:width])
    found, card = hidden.estimate(lists), hidden.report_card(lists)
    return {
        **about,
        "sentence": {one: sentences.sentence(found, one) for one in LANGUAGES},
        "card": {one: sentences.card_sentence(card, one) for one in LANGUAGES},
        "band": _rows({one: pictures.band_rows(found, one) for one in LANGUAGES}),
        "checks": _rows({one: pictures.card_rows(card, one) for one in LANGUAGES}),
    }


def _rows(drawn: dict[str, list[pictures.Row]]) -> list[dict[str, Any]]:
    """Each line of a picture with its name in three languages; figures as whole people."""
    return [
        {
            "name": {one: row.name for one, row in zip(LANGUAGES, rows, strict=True)},
            **{
                part: None if (figure := getattr(rows[0], part)) is None else round(figure)
                for part in ("low", "middle", "high", "truth")
            },
        }
        for rows in zip(*drawn.values(), strict=True)
    ]


if __name__ == "__main__":
    text = json.dumps(made(), ensure_ascii=False, indent=1)
    WRITTEN.write_text(text + "\n", encoding="utf-8")
