"""`safecount estimate` and `report`."""

import argparse
import sys

from safecount import hidden
from safecount.command.files import write_json
from safecount.hidden.pictures import model_band


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
    )
    if asked.svg:
        asked.svg.write_text(model_band(found, asked.language), encoding="utf-8")
    if asked.json:
        write_json(None, found.to_json())
    else:
        sys.stdout.write(hidden.sentence(found, asked.language) + "\n")
        if found.reason:
            sys.stdout.write(found.reason + "\n")
        for name, value in found.estimates.items():
            sys.stdout.write(f"  {name:<14} {value:>12,.0f}\n")
    return 0


def report(asked: argparse.Namespace) -> int:
    """The report card: how the methods do where the truth is known."""
    overlaps = hidden.Overlaps.from_file(asked.file)
    card = hidden.report_card(overlaps)
    if asked.json:
        write_json(None, card.to_json())
        return 0
    sys.stdout.write("Each list taken as the whole truth, estimated from the others:\n")
    for check in card.checks:
        if check.low is None or check.high is None:
            sys.stdout.write(f"  {check.name:<20} {check.truth:>8}  no answer\n")
            continue
        verdict = "covered" if check.covered else "missed"
        sys.stdout.write(
            f"  {check.name:<20} {check.truth:>8}  {check.low:.0f} to {check.high:.0f}  {verdict}\n"
        )
    sys.stdout.write(f"Covered {card.covered}.\n")
    return 0
