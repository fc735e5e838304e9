"""`safecount estimate` and `report`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

from safecount import hidden
from safecount.command.files import write_json, write_rows
from safecount.command.progress import bar
from safecount.hidden import pictures
from safecount.hidden.pictures import Row


def estimate(asked: argparse.Namespace) -> int:
    """Estimate from a file of overlaps."""
    overlaps = hidden.Overlaps.from_file(asked.file)
    found = hidden.estimate(
        overlaps,
        bootstraps=asked.bootstrap,
        seed=asked.seed,
        latent=asked.latent_class,
        missed_links=asked.missed_links,
        n0_max=asked.n0_max,
        sweeps=asked.sweeps // 4,
        progress=bar(100, "per cent of the sampler") if asked.latent_class else None,
    )
    rows = pictures.band_rows(found, asked.language)
    return _shown(asked, found, rows, pictures.model_band, hidden.sentence)


def report(asked: argparse.Namespace) -> int:
    """The report card: how the methods do where the truth is known."""
    card = hidden.report_card(hidden.Overlaps.from_file(asked.file))
    rows = pictures.card_rows(card, asked.language)
    return _shown(asked, card, rows, pictures.card_picture, hidden.card_sentence)


def _shown(
    asked: argparse.Namespace,
    found: Any,
    rows: Sequence[Row],
    drawn: Callable[[Any, hidden.Language], str],
    said: Callable[[Any, hidden.Language], str],
) -> int:
    if asked.svg:
        asked.svg.write_text(drawn(found, asked.language), encoding="utf-8")
    if asked.csv:
        write_rows(asked.csv, map(_plain, rows))
    if asked.json:
        write_json(None, found.to_json())
    else:
        _say(said(found, asked.language), rows, asked.language)
    return 0


def _say(sentence: str, rows: Sequence[Row], language: hidden.Language) -> None:
    sys.stdout.write(sentence + "\n")
    width = max(len(row.name) for row in rows)
    for row in rows:
        truth = "" if row.truth is None else f"  × {hidden.number(row.truth, language)}"
        sys.stdout.write(f"  {row.name:<{width}}  {pictures.shown(row, language)}{truth}\n")


def _plain(row: Row) -> dict[str, object]:
    return {
        "what": row.name,
        "low": row.low,
        "middle": row.middle,
        "high": row.high,
        "truth": row.truth,
    }
