"""What may leave a tallier: rounded figures of an estimate that was made on exact cells.

No cell leaves. Those under 20 could point at people, and the others would give them away.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

from safecount import hidden
from safecount.failures import RoundRefused

MAGIC: Final = "safecount-band"
VERSION: Final = 1
#: Nothing is said of fewer people than this on two lists or more.   [persons]
WITHHELD: Final = 20
#: Figures leave as multiples of this, rounded away from the middle.   [persons]
STEP: Final = 50


@dataclass(frozen=True, slots=True)
class Model:
    """What one method says of all.    [persons]"""

    name: str
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class RoundedBand:
    """An answer that tells of nobody.    [persons]

    lists     how many lists there were
    seen      people on at least one list, rounded down
    floor     at least so many in all, rounded down; None where the overlap is too thin to say
    models    empty where there is no answer above the floor
    apart     pairs of methods that disagree
    refusal   why there is no answer above the floor, see `hidden.Refusal`; or empty
    hits, tried   of the report card: lists whose size the method came right on
    """

    lists: int
    seen: int
    floor: int | None
    models: tuple[Model, ...]
    apart: tuple[tuple[str, str], ...]
    refusal: str
    hits: int
    tried: int

    def as_bytes(self, session: Mapping[str, Any]) -> bytes:
        """As a file; `session` says which round it is of."""
        heading = {"format": MAGIC, "version": VERSION, "session": dict(session)}
        return json.dumps(heading | asdict(self), indent=1).encode() + b"\n"

    @classmethod
    def from_file(cls, raw: bytes, name: str) -> tuple[dict[str, Any], Self]:
        """The session and the band.

        :raises RoundRefused: it is not such a file, or it says more than may leave a tallier.
        """
        try:
            said = json.loads(raw)
            if said["format"] != MAGIC or said["version"] != VERSION:
                raise RoundRefused(f"{name} is not a safecount band of version {VERSION}.")
            return dict(said["session"]), cls.checked(said)
        except RoundRefused:
            raise
        except (KeyError, TypeError, ValueError) as wrong:
            raise RoundRefused(f"{name} is not a safecount band, or has a wrong field.") from wrong

    @classmethod
    def checked(cls, said: Mapping[str, Any]) -> Self:
        """:raises RoundRefused: a figure is finer than what may leave a tallier."""
        band = cls(
            lists=int(said["lists"]),
            seen=int(said["seen"]),
            floor=None if said["floor"] is None else int(said["floor"]),
            models=tuple(Model(**one) for one in said["models"]),
            apart=tuple((str(one), str(other)) for one, other in said["apart"]),
            refusal=str(said["refusal"]),
            hits=int(said["hits"]),
            tried=int(said["tried"]),
        )
        figures = [band.seen, band.floor or 0]
        figures += [figure for one in band.models for figure in (one.low, one.middle, one.high)]
        if any(figure < 0 or figure % STEP for figure in figures):
            raise RoundRefused(f"A figure is not a multiple of {STEP}: it says more than it may.")
        if bool(band.refusal) == bool(band.models):
            raise RoundRefused("There is either an answer or a reason why there is none.")
        return band


def rounded_band(cells: Mapping[str, int], names: Sequence[str]) -> RoundedBand:
    """Estimate on exact cells, and let out what tells of nobody.

    :raises InputError: see `hidden.Overlaps`.
    """
    table = hidden.Overlaps.from_patterns(dict(cells), names)
    several = sum(count for pattern, count in cells.items() if pattern.count("1") > 1)
    seen = _down(table.observed)
    if several < WITHHELD:
        return RoundedBand(table.lists, seen, None, (), (), "few_shared", 0, 0)
    found, card = hidden.estimate(table), hidden.report_card(table)
    floor = max(seen, _down(found.lower_bound.low))
    refusal = "" if found.refusal is None else found.refusal.code
    models = () if refusal else tuple(_model(name, one) for name, one in found.intervals.items())
    apart = () if refusal else found.disagree
    return RoundedBand(table.lists, seen, floor, models, apart, refusal, card.hits, card.tried)


def _model(name: str, span: hidden.Interval) -> Model:
    return Model(name, _down(span.low), round(span.middle / STEP) * STEP, -_down(-span.high))


def _down(figure: float) -> int:
    return int(figure // STEP) * STEP
