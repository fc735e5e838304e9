"""One line per thing measured, drawn as a table and kept as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from fristed.config.installation import ROOT

HEAD = ("what", "measured", "limit", "of limit", "met")
WHERE = ROOT / "var" / "bench.json"


@dataclass(frozen=True)
class Line:
    """What was measured, beside its limit.

    most, least   the limit; neither for a figure that stands there to be compared with
    peer          what the best comparable system did, and who says so
    """

    part: str
    what: str
    measured: float
    unit: str
    most: float | None = None
    least: float | None = None
    peer: str = ""

    @property
    def ratio(self) -> float | None:
        """How much of the limit is used: at most 1 is within it."""
        if self.most == 0:
            return None  # nothing at all is allowed: there is no part of it
        if self.most is not None:
            return self.measured / self.most
        if self.least is not None:
            return self.least / self.measured if self.measured else float("inf")
        return None

    @property
    def is_met(self) -> bool | None:
        if self.most is not None:
            return self.measured <= self.most
        return None if self.least is None else self.measured >= self.least

    @property
    def limit(self) -> str:
        if self.most is not None:
            return f"at most {_number(self.most)}"
        return f"at least {_number(self.least)}" if self.least is not None else ""


@dataclass(frozen=True)
class Run:
    """load_before   processes waiting for a core when it began, so that a busy machine shows"""

    lines: tuple[Line, ...]
    seconds: float
    load_before: float
    cores: int


def drawn_lines(lines: Sequence[Line]) -> str:
    rows = [HEAD, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    texts = [
        "  ".join(cell.ljust(width) for cell, width in zip(r, widths, strict=True)) for r in rows
    ]
    texts.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(text.rstrip() for text in texts)


def drawn(run: Run) -> str:
    peers = [f"  {line.what}: {line.peer}" for line in run.lines if line.peer]
    return "\n".join(
        [
            drawn_lines(run.lines),
            *(["", "Compared with:", *peers] if peers else []),
            "",
            f"{run.seconds:.0f} s, {run.cores} cores, load {run.load_before:.1f} when it began",
        ]
    )


def keep(run: Run, where: Path = WHERE) -> None:
    where.parent.mkdir(exist_ok=True)
    lines = [
        asdict(line) | {"limit": line.limit, "ratio": line.ratio, "met": line.is_met}
        for line in run.lines
    ]
    about = {"seconds": run.seconds, "load_before": run.load_before, "cores": run.cores}
    where.write_text(json.dumps(about | {"lines": lines}, ensure_ascii=False, indent=1) + "\n")


def _cells(line: Line) -> tuple[str, str, str, str, str]:
    return (
        line.what,
        f"{_number(line.measured)} {line.unit}".strip(),
        line.limit,
        "" if line.ratio is None else f"{line.ratio:.2f}",
        {True: "yes", False: "NO", None: ""}[line.is_met],
    )


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}".replace(",", " ")
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
