"""The command `safecount`: CSV or Parquet in, JSON, CSV and SVG out."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from safecount import __version__
from safecount.failures import CountingError, ReleaseRefused, RoundRefused

WRONG_INPUT = 2
REFUSED = 3

EXIT_CODES = """
exit codes:
  0  done
  1  done, and the audit did not pass
  2  something in the input, the plan or the arguments is wrong; the message says what
  3  refused, because it would let someone learn what must not be learnt
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.    -> its exit code"""
    asked = _parser().parse_args(arguments)
    module, _, function = asked.work.partition(":")
    try:
        work = getattr(importlib.import_module(f"safecount.command.{module}"), function)
        return int(work(asked))
    except (ReleaseRefused, RoundRefused) as refused:
        sys.stderr.write(f"safecount: refused: {refused}\n")
        return REFUSED
    except CountingError as wrong:
        sys.stderr.write(f"safecount: {wrong}\n")
        return WRONG_INPUT
    except OSError as wrong:
        sys.stderr.write(f"safecount: {wrong.strerror}: {Path(wrong.filename or '').name}\n")
        return WRONG_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="safecount",
        description="Counts that are safe to publish, countable across services, and honest"
        " about who is not counted.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"safecount {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _protecting(commands)
    _estimating(commands)
    _overlapping(commands)
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, work: str, text: str
) -> argparse.ArgumentParser:
    made = commands.add_parser(
        name,
        help=text.split(".", maxsplit=1)[0].lower(),
        description=text,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(work=work)
    return made


def _planned(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", type=Path, required=True, help="TOML file: dims, tables, base")
    parser.add_argument("--input", type=Path, required=True, help="CSV or Parquet, one row a case")


def _protecting(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    protect = _add(
        commands,
        "protect",
        "protecting:protect",
        "Round small counts. Writes one CSV for each table of the plan, utility.json and"
        " ledger.json; everything adds up, and no count from 1 to base-1 is shown.",
    )
    _planned(protect)
    protect.add_argument("--out", type=Path, required=True, help="folder to write to")
    protect.add_argument(
        "--seed",
        required=True,
        help="a secret; who knows it can undo nothing but can redo the draw",
    )
    protect.add_argument(
        "--ledger", type=Path, help="keep this ledger; closed periods stay as they were published"
    )
    suppress = _add(
        commands,
        "suppress",
        "protecting:suppress",
        "Blank small counts. Counts from 1 to --min-frequency are primary (P); further cells (S)"
        " are blanked so that they cannot be worked out. Writes one CSV for each table.",
    )
    _planned(suppress)
    suppress.add_argument("--out", type=Path, required=True, help="folder to write to")
    suppress.add_argument(
        "--min-frequency",
        type=int,
        default=3,
        metavar="N",
        help="largest count that is too small to show (default 3)",
    )
    suppress.add_argument(
        "--method",
        choices=("gauss", "optimal"),
        default="gauss",
        help="gauss: fast; optimal: cheapest, with protection intervals",
    )
    suppress.add_argument(
        "--no-singletons",
        action="store_true",
        help="gauss: do not guard against somebody alone in a cell",
    )
    suppress.add_argument(
        "--seconds",
        type=float,
        default=120.0,
        help="optimal: when to stop looking for a proof (default 120)",
    )
    audit = _add(
        commands,
        "audit",
        "protecting:audit",
        "Attack published tables. Linear programmes over everything published and over totals"
        " known from elsewhere tell how closely each small or blanked cell can be worked out.",
    )
    _planned(audit)
    audit.add_argument(
        "--published",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder written by protect or suppress",
    )
    audit.add_argument(
        "--known",
        type=Path,
        metavar="TOTALS.csv",
        help="true totals known from outside: columns of codes and `total`",
    )
    audit.add_argument(
        "--ledger", type=Path, help="the ledger of rounded tables (default: ledger.json in DIR)"
    )
    audit.add_argument("--need", type=int, help="narrowest interval that is wide enough")
    audit.add_argument("--full", action="store_true", help="work out every interval to the end")
    audit.add_argument("--cells", action="store_true", help="list the cells that are not safe")


def _estimating(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    estimate = _add(
        commands,
        "estimate",
        "estimating:estimate",
        "Estimate how many are on no list. FILE has one 0/1 column for each list and `count`."
        " The answer is a floor and a band, or a refusal with its reason.",
    )
    estimate.add_argument("file", type=Path, metavar="FILE")
    estimate.add_argument("--json", action="store_true", help="everything, as JSON")
    estimate.add_argument(
        "--bootstrap",
        type=int,
        default=0,
        metavar="N",
        help="BCa replicates, redoing the choice of model (1000 is usual)",
    )
    estimate.add_argument("--seed", type=int, default=1, help="for all random draws (default 1)")
    estimate.add_argument("--latent-class", action="store_true", help="run the sampler as well")
    estimate.add_argument(
        "--n0-max", type=int, metavar="N", help="end of the grid of unseen people"
    )
    estimate.add_argument(
        "--missed-links",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="share of true links the linkage missed, to correct for",
    )
    estimate.add_argument("--language", choices=("nb", "nn", "en"), default="en")
    estimate.add_argument("--svg", type=Path, metavar="FILE", help="draw the band")
    report = _add(
        commands,
        "report",
        "estimating:report",
        "Report card for the methods. Takes each list as the whole truth in turn, and leaves each"
        " list out in turn.",
    )
    report.add_argument("file", type=Path, metavar="FILE")
    report.add_argument("--json", action="store_true")


def _overlapping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    ring = commands.add_parser(
        "overlap",
        help="count people on several lists through a ring",
        description="Count how many people several services share, without"
        " any of them showing its list.",
    )
    steps = ring.add_subparsers(title="steps", required=True, metavar="STEP")
    simulate = _add(
        steps,
        "simulate",
        "overlapping:simulate",
        "Play a whole round. Each file has a column `id`, or names and birth dates.",
    )
    simulate.add_argument("--parties", type=Path, nargs="+", required=True, metavar="LIST.csv")
    _identifying(simulate)
    simulate.add_argument("--json", action="store_true")
    start = _add(
        steps,
        "start",
        "overlapping:start",
        "Open a round. Writes a commitment to give to everybody.",
    )
    _own_list(start)
    start.add_argument("--year", required=True)
    start.add_argument("--purpose", required=True)
    start.add_argument("--party", type=int, required=True, help="own number, from 1")
    start.add_argument("--of", type=int, required=True, help="how many parties")
    start.add_argument("--out", type=Path, required=True, metavar="FILE.commit")
    hop = _add(
        steps,
        "hop",
        "overlapping:hop",
        "Multiply and shuffle a list. Without INCOMING the own list sets out.",
    )
    _own_list(hop)
    hop.add_argument("incoming", type=Path, nargs="?", metavar="INCOMING.hop")
    hop.add_argument("--commitments", type=Path, nargs="+", required=True, metavar="FILE.commit")
    hop.add_argument("--out", type=Path, required=True, metavar="FILE.hop")
    tally = _add(steps, "tally", "overlapping:tally", "Count the lists that have passed everybody.")
    tally.add_argument("--commitments", type=Path, nargs="+", required=True, metavar="FILE.commit")
    tally.add_argument("--lists", type=Path, nargs="+", required=True, metavar="FILE.hop")
    tally.add_argument("--json", action="store_true")


def _own_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--desk",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="own folder; holds the secret and never leaves the house",
    )
    parser.add_argument("--list", type=Path, required=True, metavar="LIST.csv")
    _identifying(parser)


def _identifying(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--identity-numbers", action="store_true", help="check ids as fødselsnummer or D-number"
    )
    parser.add_argument(
        "--rules-2032", action="store_true", help="accept numbers of 2032 and later"
    )
    parser.add_argument("--dummies", type=int, default=0, help="made-up records to add")
    parser.add_argument("--processes", type=int, default=2, help="cores to use (default 2)")


if __name__ == "__main__":
    sys.exit(main())
