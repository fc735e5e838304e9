"""A figure in a report carries where it stands: `[899 | MR 2023]`.

The source is the published history (a series, a year, perhaps a category) or a released table (its
reference, and a value for each side that is held). With `%` after the figure it is a share of all,
or, of two years of a series, the change. Years, dates and paragraphs need no source.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

MARK: Final = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
FIGURE: Final = re.compile(r"\d[\d\s,]*%?")
MONTHS: Final = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
UNSOURCED: Final = re.compile(
    rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}\.\s(?:{MONTHS})\b|§§?\s?\d+(?:-\d+)?|\bkapittel\s\d+\b",
    re.IGNORECASE,
)
NUMBER: Final = re.compile(r"^[-−]?\d+(?:,\d+)?$")

Known = Mapping[str, frozenset[Decimal]]
"""Source -> the figures that stand there; more than one where publications disagree."""


@dataclass(frozen=True)
class Sourced:
    """A figure as it was written, and its source in one spelling."""

    said: str
    source: str
    is_share: bool


def figures_in(text: str) -> Iterator[Sourced]:
    for said, source in MARK.findall(text):
        yield Sourced(said.strip(), normal(source), "%" in said)


def normal(source: str) -> str:
    """One spelling of a source: spaces folded."""
    return " ".join(source.split())


def check_figures(text: str, known: Known, shares: Known) -> None:
    """Check that each figure has a source, and that it says the same there.

    known    counts by source
    shares   percentages by source

    :raises RuleBroken: `no_source`, `unknown_source` or `mismatch`; the words name the figure.
    """
    for one in figures_in(text):
        there = (shares if one.is_share else known).get(one.source)
        if there is None:
            raise RuleBroken(
                "unknown_source",
                _("Kilden «%(source)s» finnes ikke. Velg tallet fra listen under teksten.")
                % {"source": one.source},
            )
        if not any(_says(one.said, value) for value in there):
            raise RuleBroken(
                "mismatch",
                _("Det står %(said)s, men kilden «%(source)s» sier %(there)s.")
                % {
                    "said": one.said,
                    "source": one.source,
                    "there": " / ".join(sorted(written(value) for value in there)),
                },
            )
    bare = _bare_figure(text)
    if bare:
        raise RuleBroken(
            "no_source",
            _("Tallet %(figure)s har ingen kilde. Velg det fra listen under teksten, eller skriv "
              "små tall med bokstaver.")
            % {"figure": bare},
        )  # fmt: skip


def as_read(text: str) -> str:
    """The text as readers see it: figures without their sources, and never on two lines."""
    return MARK.sub(lambda found: found[1].strip().replace(" ", "\N{NO-BREAK SPACE}"), text)


def written(value: Decimal) -> str:
    """A figure with a Norwegian comma, at most one decimal."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    return str(int(rounded) if whole else rounded).replace(".", ",").replace("-", "−")


def _says(said: str, value: Decimal) -> bool:
    """Whether a figure, at the decimals it was written with, is the value."""
    bare = "".join(said.replace("%", "").split())
    if not NUMBER.match(bare):
        return False
    number = Decimal(bare.replace("−", "-").replace(",", "."))
    return value.quantize(number, ROUND_HALF_UP) == number


def _bare_figure(text: str) -> str:
    left = UNSOURCED.sub(" ", MARK.sub(" ", text))
    found = FIGURE.search(left)
    return found[0].strip() if found else ""
