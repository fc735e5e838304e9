"""The manual pages: what `safecount COMMAND --help` says beside its options."""

import argparse
import re
import textwrap
from dataclasses import dataclass
from typing import Any

WIDTH = 88
INDENT = "    "

EXIT_STATUS = """\
0  done
1  done, and the audit did not pass
2  something in the input, the plan or the arguments is wrong; the message says what
3  refused, because it would let someone learn what must not be learnt
130  stopped with Ctrl-C"""


@dataclass(frozen=True, slots=True)
class Manual:
    """A page.

    purpose      after the name, in a few words
    description  paragraphs, a blank line between
    files        what is read and written, kept as it stands
    examples     commands, kept as they stand
    see          other pages
    """

    purpose: str
    description: str
    files: str = ""
    examples: str = ""
    see: str = ""


class Page(argparse.ArgumentParser):
    """A parser whose help is a manual page."""

    def __init__(self, *arguments: Any, manual: Manual, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.manual = manual

    def format_help(self) -> str:
        page = self.manual
        sections = {
            "name": f"{self.prog} - {page.purpose}",
            "synopsis": re.sub(r"(?m)^(usage: | {7})", "", self.format_usage()).rstrip(),
            "description": "\n\n".join(map(_wrapped, page.description.split("\n\n"))),
            "options": self._options(),
            "files": page.files,
            "examples": page.examples,
            "exit status": EXIT_STATUS,
            "see also": page.see,
        }
        return "\n".join(
            f"{name.upper()}\n{textwrap.indent(text, INDENT)}\n"
            for name, text in sections.items()
            if text
        )

    def _options(self) -> str:
        formatter = argparse.HelpFormatter(self.prog, max_help_position=26, width=WIDTH)
        for group in self._action_groups:
            formatter.add_arguments(group._group_actions)  # noqa: SLF001  # argparse has no door
        return formatter.format_help().strip("\n")


def _wrapped(paragraph: str) -> str:
    return textwrap.fill(" ".join(paragraph.split()), WIDTH - len(INDENT))


SAFECOUNT = Manual(
    "counts that are safe to publish, countable across services, and honest",
    """\
protect, suppress and audit make tables that may be published and attack what is published.
overlap counts how many people several services share without any of them showing its list.
estimate and report say how many are on no list, and how far to believe it.

Input is CSV (UTF-8, a heading line) or Parquet. What is asked for goes to standard output or to
the files named; messages and progress go to standard error.""",
    examples="""\
safecount protect --plan plan.toml --input cases.csv --out tables --seed "$SECRET"
safecount audit --plan plan.toml --input cases.csv --published tables
safecount estimate lists.csv""",
    see="safecount COMMAND --help for each command",
)

_PLAN = """\
PLAN.toml   base = 5                                  smallest count that may be shown
            period = "year"                           optional: closed periods stay as published
            count = "n"                               optional: column with counts
            about = ["category"]                      optional: not to be told of a whole row
            [dims.place]
            levels = ["municipality", "county"]       columns of the input, finest first
            table = "places.csv"                      optional: the legal codes and their parents
            dated_by, from, to                        optional: parents that change with the period
            [[tables]]
            dims = ["place:county", "category"]       "place": all levels, "place:county": one,
                                                      "place:county+": one and all coarser
            name = "counties"                         optional: name of the file
INPUT       one row for each case, with the columns that the plan names"""

PROTECT = Manual(
    "round small counts",
    """\
Rounds every count below the base at the finest published level to 0 or the base, and computes
all tables from those. So tables add up across tables, levels and years, no count from 1 to
base-1 is shown, and no subtraction tells more than the rounded counts.

Which counts go up is drawn from the seed: the same seed and input give the same tables.

Rounding does not hide that everybody in a place is of one kind. When the plan says what the
tables are `about`, --coarsen leaves out, table by table, the finest level of it that would tell,
and says which. The ledger and the counts that are shown stay as they were.

Figures given away elsewhere count too: run audit before anything is published.""",
    files=f"""\
{_PLAN}
OUT         TABLE.csv        the table's dimensions ("Total" in margins) and `published`
            utility.json     seconds, cells, rms, mean_abs, max_abs, hellinger, shown;
                             `tables` too where some were coarsened: what each is shown by
            ledger.json      what was published, chained by hashes; keep it""",
    examples="""\
safecount protect --plan plan.toml --input cases.csv --out tables --seed "$SECRET"
safecount protect --plan plan.toml --input cases.parquet --out tables --seed "$SECRET" \\
    --ledger ledger.json --coarsen""",
    see="safecount audit, safecount suppress",
)

SUPPRESS = Manual(
    "blank small counts",
    """\
Counts from 1 to --min-frequency are primary (P). Further cells (S) are blanked so that no
primary cell can be worked out from those shown.

gauss is fast and rules out exact disclosure, also by somebody who is alone in a cell; a blank
may still be known to within a narrow interval, which audit tells. optimal finds the cheapest
blanks that also keep every primary cell uncertain by one either way.""",
    files=f"""\
{_PLAN}
OUT         TABLE.csv        `published` empty where blank, `status` P or S there
            utility.json     as for protect, and how many cells are primary and secondary
            ledger.json      empty: blanks are not kept in a ledger""",
    examples="""\
safecount suppress --plan plan.toml --input cases.csv --out tables --min-frequency 3
safecount suppress --plan plan.toml --input cases.csv --out tables --method optimal""",
    see="safecount audit, safecount protect",
)

AUDIT = Manual(
    "attack published tables",
    """\
Plays the attacker: for every small or blanked cell, linear programmes over everything published
and over totals known from elsewhere find the lowest and the highest count that fits. A cell
known exactly is an exact disclosure; one with an interval narrower than --need is narrow.

Writes JSON: cells, exact_disclosures, narrow, passed and how the work went. No true count is
written, but --cells names the cells that are not safe: keep that inside.

When the plan says what the tables are `about`, rows whose whole total stands in one category are
counted as group_disclosures, and the audit does not pass: protect --coarsen shows a coarser level
there.""",
    files=f"""\
{_PLAN}
DIR         what protect or suppress wrote
TOTALS.csv  columns named as dimensions or levels, `total`, and `source` if you like""",
    examples="""\
safecount audit --plan plan.toml --input cases.csv --published tables --known known.csv""",
    see="safecount protect, safecount suppress",
)

ESTIMATE = Manual(
    "how many are on no list",
    """\
The answer is a floor (at least so many) and a band of models, or a refusal with its reason: too
few people on two lists, no three lists that overlap each other, or models more than four times
apart. The floor is the figure to use.

--json gives every method: observed, lower_bound, main_effects, bic_best, bic_best_all,
bic_average, stepwise, decomposable, latent_class, bca, sample_coverage, envelope, intervals,
disagree, verdict, reason. What could not be had is null, and not_done says why. Lists are
numbered from 1 in column order.""",
    files="""\
FILE        one 0/1 column for each list (2 to 12) and a column `count`""",
    examples="""\
safecount estimate lists.csv --language nb
safecount estimate lists.csv --json --bootstrap 1000 --seed 1 --latent-class
safecount estimate lists.csv --svg band.svg --csv band.csv""",
    see="safecount report, safecount overlap",
)

REPORT = Manual(
    "how the methods do where the truth is known",
    """\
Takes each list as the whole truth in turn, estimates its size from the other lists alone and
says whether the interval holds it. Then leaves each list out in turn and shows how the answer
moves.""",
    files="""\
FILE        one 0/1 column for each list and a column `count`""",
    examples="""\
safecount report lists.csv
safecount report lists.csv --svg card.svg --csv card.csv""",
    see="safecount estimate",
)

OVERLAP = Manual(
    "count people on several lists without showing the lists",
    """\
Each party multiplies every list by a secret of its own, shuffles it and passes it on. A tallier
without a secret sees which entries became equal, and counts the patterns. simulate plays a
whole round on files one person has; start, hop, and tally or band are one round between
institutions that carry files to each other.

Lists under 50 are refused, and so is running a round again on a changed list.""",
    see="safecount overlap STEP --help",
)

_LIST = """\
LIST        a column `id`; or, for people without one, columns first, last, born (YYYYMMDD),
            postcode, place, those that are there"""

SIMULATE = Manual(
    "play a whole round",
    """\
Counts all 2^t - 1 patterns of t lists through the ring, each list held by a party of its own.
--json adds seconds and the bytes that would have travelled.""",
    files=_LIST,
    examples="""\
safecount overlap simulate --parties a.csv b.csv c.csv --json""",
    see="safecount estimate, which reads such patterns as columns",
)

START = Manual(
    "open a round",
    """\
Draws the party's secret, keeps it in the desk folder, and writes a commitment (the size of the
list and a seal) to give to everybody. Year and purpose are part of every token, so rounds
cannot be put together.""",
    files=f"""\
{_LIST}
FOLDER      the party's own; holds the secret until the round is over and never leaves the house
OUT         the commitment, for all parties and the tallier""",
    examples="""\
safecount overlap start --desk desk --list mine.csv --year 2025 --purpose "yearly count" \\
    --party 1 --of 3 --out 1.commit""",
    see="safecount overlap hop",
)

HOP = Manual(
    "multiply and shuffle one list",
    """\
Without INCOMING the own list sets out. With it, a list that arrived is multiplied by the
party's secret and shuffled. Each list goes from its owner to the next number and from the last
party to the first, in no other order: a party that got two lists under the same secrets would see
how many people they share. After the last list the secret is destroyed.""",
    files=f"""\
{_LIST}
INCOMING    a list that another party sent
OUT         the list, to be sent to the next party, or after the last to the tallier""",
    examples="""\
safecount overlap hop --desk desk --list mine.csv --commitments *.commit --out mine.hop
safecount overlap hop theirs.hop --desk desk --list mine.csv --commitments *.commit \\
    --out theirs-after-us.hop""",
    see="safecount overlap start, safecount overlap tally",
)

TALLY = Manual(
    "count the lists that have passed everybody",
    """\
Checks that every list has passed every party in turn, has the size committed to and holds no entry
twice; then counts all patterns. The cells are small counts about people: protect them before
they leave.""",
    examples="""\
safecount overlap tally --commitments *.commit --lists 1.hop 2.hop 3.hop --json""",
    see="safecount overlap hop, safecount estimate",
)

BAND = Manual(
    "count, estimate, and let out only a rounded band",
    """\
What a tallier sends back. Counts as tally does, estimates on the exact cells, and writes the floor,
the band of each model, which models disagree and how many lists the method came right on, all
rounded to 50. No cell of the overlap is shown or written, and nothing at all is estimated when
fewer than 20 people are on two lists or more.""",
    examples="""\
safecount overlap band --commitments *.commit --lists 1.hop 2.hop 3.hop --out round.band""",
    see="safecount overlap tally, safecount estimate",
)
