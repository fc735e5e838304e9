"""The command `safecount`: CSV or Parquet in, JSON, CSV and SVG out."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safecount import __version__
from safecount.command import manual
from safecount.command.manual import Manual, Page
from safecount.failures import CountingError, ReleaseRefused, RoundRefused

WRONG_INPUT = 2
REFUSED = 3
STOPPED = 130
#: What goes wrong with files and folders, in plain words.
_FILES: dict[type[OSError], str] = {
    FileNotFoundError: "There is no file or folder {} to read or write.",
    IsADirectoryError: "{} is a folder, not a file.",
    NotADirectoryError: "{} is a file, not a folder.",
    FileExistsError: "{} is a file, not a folder.",
    PermissionError: "You have no permission to read or write {}.",
}

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Page]  # noqa: SLF001  # the only name there is


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.    -> its exit code"""
    asked = _parser().parse_args(arguments)
    module, _, function = asked.work.partition(":")
    try:
        work = getattr(importlib.import_module(f"safecount.command.{module}"), function)
        code = int(work(asked))
        sys.stdout.flush()
        return code
    except (ReleaseRefused, RoundRefused) as refused:
        return _ended(REFUSED, f"refused: {refused}")
    except BrokenPipeError:  # who reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (CountingError, OSError) as wrong:
        return _ended(WRONG_INPUT, _in_words(wrong))
    except KeyboardInterrupt:
        return _ended(STOPPED, "stopped; nothing more was written.")


def _in_words(wrong: Exception) -> str:
    if isinstance(wrong, OSError):
        name = repr(str(wrong.filename)) if wrong.filename else "what was asked for"
        for kind, words in _FILES.items():
            if isinstance(wrong, kind):
                return words.format(name)
        return f"The computer could not read or write {name}: {wrong.strerror}."
    return str(wrong)


def _ended(code: int, message: str) -> int:
    sys.stderr.write(f"safecount: {message}\n")
    return code


def _parser() -> Page:
    parser = Page(prog="safecount", manual=manual.SAFECOUNT)
    parser.add_argument("--version", action="version", version=f"safecount {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _protecting(commands)
    _estimating(commands)
    _overlapping(commands)
    return parser


def _add(commands: "Commands", name: str, work: str, page: Manual) -> Page:
    made = commands.add_parser(name, help=page.purpose, manual=page)
    made.set_defaults(work=work)
    return made


def _whole(least: int) -> Callable[[str], int]:
    """Whole numbers from `least` on."""

    def read(text: str) -> int:
        if not text.removeprefix("-").isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} on")
        return int(text)

    return read


def _secret(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("it is empty; give a secret that nobody can guess")
    return text


def _planned(parser: Page) -> None:
    parser.add_argument("--plan", type=Path, required=True, help="TOML file: dims, tables, base")
    parser.add_argument("--input", type=Path, required=True, help="CSV or Parquet, one row a case")


def _protecting(commands: "Commands") -> None:
    protect = _add(commands, "protect", "protecting:protect", manual.PROTECT)
    _planned(protect)
    protect.add_argument("--out", type=Path, required=True, help="folder to write to")
    protect.add_argument(
        "--seed",
        type=_secret,
        required=True,
        help="a secret; who knows it can undo nothing but can redo the draw",
    )
    protect.add_argument(
        "--ledger", type=Path, help="keep this ledger; closed periods stay as they were published"
    )
    protect.add_argument(
        "--nested",
        action="store_true",
        help="show periods that the ledger has closed in more detail, adding up to what they were",
    )
    protect.add_argument(
        "--coarsen",
        action="store_true",
        help="leave out the finest levels that would tell what the plan is `about` of a whole row",
    )
    _spoken(protect)
    suppress = _add(commands, "suppress", "protecting:suppress", manual.SUPPRESS)
    _planned(suppress)
    _spoken(suppress)
    suppress.add_argument("--out", type=Path, required=True, help="folder to write to")
    suppress.add_argument(
        "--min-frequency",
        type=_whole(1),
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
    audit = _add(commands, "audit", "protecting:audit", manual.AUDIT)
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
    _spoken(audit)
    audit.add_argument("--need", type=_whole(1), help="narrowest interval that is wide enough")
    audit.add_argument("--full", action="store_true", help="work out every interval to the end")
    audit.add_argument("--cells", action="store_true", help="list the cells that are not safe")


def _estimating(commands: "Commands") -> None:
    estimate = _add(commands, "estimate", "estimating:estimate", manual.ESTIMATE)
    estimate.add_argument("file", type=Path, metavar="FILE")
    estimate.add_argument("--json", action="store_true", help="everything, as JSON")
    estimate.add_argument(
        "--bootstrap",
        type=_whole(0),
        default=0,
        metavar="N",
        help="BCa replicates, redoing the choice of model (1000 is usual)",
    )
    estimate.add_argument(
        "--seed", type=_whole(0), default=1, help="for all random draws (default 1)"
    )
    estimate.add_argument("--latent-class", action="store_true", help="run the sampler as well")
    estimate.add_argument(
        "--sweeps",
        type=_whole(800),
        default=410_000,
        metavar="N",
        help="of the sampler, its four chains together (default 410000)",
    )
    estimate.add_argument(
        "--n0-max", type=_whole(1), metavar="N", help="end of the grid of unseen people"
    )
    estimate.add_argument(
        "--missed-links",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="share of true links the linkage missed, to correct for (0 to below 0.5)",
    )
    _shown(estimate)
    report = _add(commands, "report", "estimating:report", manual.REPORT)
    report.add_argument("file", type=Path, metavar="FILE")
    report.add_argument("--json", action="store_true", help="everything, as JSON")
    _shown(report)


def _spoken(parser: Page) -> None:
    parser.add_argument(
        "--language", choices=("nb", "nn", "en"), default="en", help="of the sentence (default en)"
    )


def _shown(parser: Page) -> None:
    _spoken(parser)
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw it")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="the picture's numbers")


def _overlapping(commands: "Commands") -> None:
    ring = commands.add_parser("overlap", help=manual.OVERLAP.purpose, manual=manual.OVERLAP)
    steps = ring.add_subparsers(title="steps", required=True, metavar="STEP")
    simulate = _add(steps, "simulate", "overlapping:simulate", manual.SIMULATE)
    simulate.add_argument("--parties", type=Path, nargs="+", required=True, metavar="LIST.csv")
    _identifying(simulate)
    _padded(simulate)
    _spoken(simulate)
    simulate.add_argument("--json", action="store_true", help="with seconds and bytes, as JSON")
    start = _add(steps, "start", "overlapping:start", manual.START)
    _own_list(start)
    _padded(start)
    start.add_argument("--year", required=True)
    start.add_argument("--purpose", required=True)
    start.add_argument("--party", type=_whole(1), required=True, help="own number, from 1")
    start.add_argument("--of", type=_whole(2), required=True, help="how many parties")
    start.add_argument("--out", type=Path, required=True, metavar="FILE.commit")
    hop = _add(steps, "hop", "overlapping:hop", manual.HOP)
    _own_list(hop)
    hop.add_argument("incoming", type=Path, nargs="?", metavar="INCOMING.hop")
    _committed(hop)
    hop.add_argument("--out", type=Path, required=True, metavar="FILE.hop")
    tally = _add(steps, "tally", "overlapping:tally", manual.TALLY)
    _committed(tally)
    _finished(tally)
    _spoken(tally)
    tally.add_argument("--json", action="store_true", help="with the sizes of the lists, as JSON")
    band = _add(steps, "band", "overlapping:band", manual.BAND)
    _committed(band)
    _finished(band)
    band.add_argument("--out", type=Path, required=True, metavar="FILE.band")


def _own_list(parser: Page) -> None:
    parser.add_argument(
        "--desk",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="own folder; holds the secret and never leaves the house",
    )
    parser.add_argument("--list", type=Path, required=True, metavar="LIST.csv")
    _identifying(parser)


def _committed(parser: Page) -> None:
    parser.add_argument("--commitments", type=Path, nargs="+", required=True, metavar="FILE.commit")


def _finished(parser: Page) -> None:
    parser.add_argument("--lists", type=Path, nargs="+", required=True, metavar="FILE.hop")


def _padded(parser: Page) -> None:
    parser.add_argument("--dummies", type=_whole(0), default=0, help="made-up records to add")


def _identifying(parser: Page) -> None:
    parser.add_argument(
        "--identity-numbers", action="store_true", help="check ids as fødselsnummer or D-number"
    )
    parser.add_argument(
        "--rules-2032", action="store_true", help="accept numbers of 2032 and later"
    )
    parser.add_argument("--processes", type=_whole(1), default=2, help="cores to use (default 2)")


if __name__ == "__main__":
    sys.exit(main())
