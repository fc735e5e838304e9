"""The answer: at least so many, a band of models, or a refusal. Never one number."""

import itertools
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

import numpy as np

from safecount.failures import CountingError
from safecount.hidden.bootstrap import Bootstrap, bootstrap
from safecount.hidden.bounds import (
    Coverage,
    LowerBound,
    log_normal_factor,
    lower_bound,
    sample_coverage,
)
from safecount.hidden.decomposable import Posterior, decomposable
from safecount.hidden.latent import LatentClass, latent_class
from safecount.hidden.linkage import corrected
from safecount.hidden.lists import Overlaps
from safecount.hidden.loglinear import ModelFit, ModelTable, fit_models, main_effects
from safecount.hidden.models import hierarchical_models
from safecount.hidden.sparse import Stepwise, has_estimate, stepwise
from safecount.progress import Progress

#: Fewer people than this on two lists or more carry no estimate.
LEAST_OVERLAP = 15
#: Models that differ more than this, largest over smallest, do not agree on anything.
WIDEST = 4.0
#: All hierarchical models are fitted up to this many lists; second order only above.
ALL_MODELS_LISTS = 4
BEST_LISTS = 6

#: Models within this of the lowest BIC are looked at closely, and no more than so many of them.
NEAR, LEADING = 14.0, 200
#: A figure beyond this is no finite answer, whatever the arithmetic says.   [persons]
BOUNDLESS = 1e12

Verdict = Literal["estimate", "refused"]
Because = Literal["few_shared", "no_triangle", "no_model", "models_apart"]

_REASONS: dict[Because, str] = {
    "few_shared": "Only {figure:.0f} people are on two lists or more; at least"
    f" {LEAST_OVERLAP} are needed.",
    "no_triangle": "No three lists all overlap each other, so dependence cannot be told from size.",
    "no_model": "No model has a finite estimate for these overlaps.",
    "models_apart": "The models disagree too much: the largest estimate is {figure:.1f} times the"
    f" smallest, and more than {WIDEST:g} is not an answer.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer above the floor.

    figure  people on two lists or more, or the largest estimate over the smallest; otherwise 0
    """

    code: Because
    figure: float = 0.0

    def __str__(self) -> str:
        return _REASONS[self.code].format(figure=self.figure)


@dataclass(frozen=True, slots=True)
class Band:
    """The smallest and the largest estimate of N among the models used.    [persons]"""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Interval:
    """What one method says: a 95 % interval and its middle.    [persons]"""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """All that was found about one table; what does not apply is None.

    observed      people on at least one list                                   [persons]
    lower_bound   at least so many; its `low` is the floor to publish
    band          from the smallest to the largest model estimate, never below observed
    intervals     of every method that makes the band                           [persons]
    disagree      pairs of methods whose intervals do not overlap
    refusal       why there is no answer above the lower bound, which still stands; or None
    not_done      methods that gave nothing, and why
    """

    observed: int
    lower_bound: LowerBound
    main_effects: ModelFit
    bic_best: ModelFit | None
    bic_best_all: ModelFit | None
    bic_average: tuple[float, float] | None
    stepwise: Stepwise
    decomposable: Posterior | None
    latent_class: LatentClass | None
    bca: Bootstrap | None
    coverage: Coverage | None
    band: Band | None
    intervals: dict[str, Interval]
    disagree: tuple[tuple[str, str], ...]
    refusal: Refusal | None
    not_done: dict[str, str]
    overlaps: Overlaps = field(repr=False)

    @property
    def estimates(self) -> dict[str, float]:
        """The middle of each interval, by method.    [persons]"""
        return {name: span.middle for name, span in self.intervals.items()}

    @property
    def verdict(self) -> Verdict:
        return "estimate" if self.refusal is None else "refused"

    @property
    def reason(self) -> str | None:
        return None if self.refusal is None else str(self.refusal)

    def to_json(self) -> dict[str, Any]:
        """The contract of `safecount estimate --json`: numbers, or null and why in `not_done`."""
        answer = {
            "observed": self.observed,
            "lower_bound": _pick(self.lower_bound, "estimate", "low"),
            "main_effects": {"estimate": self.main_effects.estimate, "se": self.main_effects.se},
            "bic_best": _best(self.bic_best),
            "bic_best_all": _best(self.bic_best_all),
            "bic_average": _average(self.bic_average),
            "stepwise": _pick(self.stepwise, "estimate", "low", "high", "pairs"),
            "decomposable": _pick(self.decomposable, "q2_5", "q50", "q97_5", "n0_max"),
            "latent_class": _pick(self.latent_class, "q2_5", "q50", "q97_5", "rhat"),
            "bca": _pick(self.bca, "q2_5", "q10", "q90", "q97_5"),
            "sample_coverage": None if self.coverage is None else asdict(self.coverage),
            "envelope": {
                "low": self.band.low if self.band else None,
                "high": self.band.high if self.band else None,
            },
            "estimates": self.estimates,
            "intervals": {name: asdict(span) for name, span in self.intervals.items()},
            "disagree": [list(pair) for pair in self.disagree],
            "verdict": self.verdict,
            "reason": self.reason,
            "not_done": self.not_done,
        }
        cleaned: dict[str, Any] = _finite(answer)
        for name, value in cleaned.items():
            if name != "reason" and _holds_null(value):
                cleaned["not_done"].setdefault(name, "the lists overlap too little for it")
        return cleaned


def estimate(
    overlaps: Overlaps,
    *,
    bootstraps: int = 0,
    seed: int = 1,
    latent: bool = False,
    missed_links: float = 0.0,
    n0_max: int | None = None,
    sweeps: int = 102_500,
    progress: Progress | None = None,
) -> Estimate:
    """Estimate how many there are in all, and whether the question can be answered.

    bootstraps    replicates of the BCa bootstrap; 0 leaves it out
    seed          for everything drawn at random
    latent        also run the latent class sampler (slow; an alarm for several modes)
    missed_links  share of true links between two lists that the linkage missed; the table is
                  corrected for it first                                          [0 to 1)
    n0_max        end of the grid of unseen people for the decomposable graphs
    sweeps        of each of the sampler's four chains
    progress      told how many per cent of the sampler is done

    Refused when the pairs of lists that overlap form no triangle (some list would stand alone, or
    two lists would carry all), when fewer than 15 people are on two lists or more, or when the
    largest model estimate is over four times the smallest.

    :raises InputError: see `Overlaps`.
    """
    table = corrected(overlaps, missed_links) if missed_links else overlaps
    not_done: dict[str, str] = {}
    best, best_all, average = _best_models(table, not_done)
    chosen = stepwise(table)
    main = main_effects(table)
    graphs = _try(not_done, "decomposable", lambda: decomposable(table, n0_max=n0_max))
    classes = boot = coverage = None
    if latent:
        classes = _try(
            not_done,
            "latent_class",
            lambda: latent_class(table, seed=seed, sweeps=sweeps, progress=progress),
        )
    else:
        not_done["latent_class"] = "not asked for"
    if bootstraps:
        boot = _try(not_done, "bca", lambda: bootstrap(table, replicates=bootstraps, seed=seed))
    else:
        not_done["bca"] = "not asked for"
    if table.lists >= 3:
        coverage = _try(not_done, "sample_coverage", lambda: sample_coverage(table, seed=seed))
    else:
        not_done["sample_coverage"] = "needs three lists"
    intervals = _intervals(table, chosen, average, best, graphs, classes)
    middles = [span.middle for span in intervals.values()]
    band = Band(min(middles), max(middles)) if middles else None
    return Estimate(
        observed=table.observed,
        lower_bound=lower_bound(table),
        main_effects=main,
        bic_best=best,
        bic_best_all=best_all,
        bic_average=average,
        stepwise=chosen,
        decomposable=graphs,
        latent_class=classes,
        bca=boot,
        coverage=coverage,
        band=band,
        intervals=intervals,
        disagree=_disagreements(intervals),
        refusal=_why_refused(table, band, chosen),
        not_done=not_done,
        overlaps=table,
    )


def _best_models(
    table: Overlaps, not_done: dict[str, str]
) -> tuple[ModelFit | None, ModelFit | None, tuple[float, float] | None]:
    if table.lists > BEST_LISTS:
        not_done["bic_best"] = not_done["bic_average"] = f"only up to {BEST_LISTS} lists"
    if table.lists != ALL_MODELS_LISTS + 1:
        not_done["bic_best_all"] = "only for five lists: with fewer, bic_best is of all models"
    if table.lists > BEST_LISTS:
        return None, None, None
    second = _settled(fit_models(table, hierarchical_models(table.lists, 2)))
    average = _averaged(second, not_done)
    if table.lists > ALL_MODELS_LISTS + 1:
        return second.best(), None, average
    every = _settled(fit_models(table)).best()
    if table.lists <= ALL_MODELS_LISTS:
        return every, None, average
    return second.best(), every, average


def _settled(table: ModelTable) -> ModelTable:
    """Ask the linear programme about leading models that Newton's method left in doubt."""
    overlaps = table.overlaps
    filled = tuple((overlaps.counts > 0).tolist())
    exists = table.exists.copy()
    near = np.flatnonzero(table.bic < np.nanmin(table.bic) + NEAR)
    for number in near[np.argsort(table.bic[near])][:LEADING].tolist():
        exists[number] = exists[number] or has_estimate(
            overlaps.lists, table.models[number], filled
        )
    return replace(table, exists=exists)


def _averaged(table: ModelTable, not_done: dict[str, str]) -> tuple[float, float] | None:
    if not table.weights().any():
        not_done["bic_average"] = "no model has a finite estimate"
        return None
    return table.average()


def _try(not_done: dict[str, str], name: str, work: Any) -> Any:
    try:
        return work()
    except CountingError as failure:
        not_done[name] = str(failure)
        return None


def _intervals(  # noqa: PLR0917  # arrays that belong together
    table: Overlaps,
    chosen: Stepwise,
    average: tuple[float, float] | None,
    best: ModelFit | None,
    graphs: Posterior | None,
    classes: LatentClass | None,
) -> dict[str, Interval]:
    """Every method that makes the band."""
    found: dict[str, Interval] = {}
    if chosen.exists:
        found["stepwise"] = Interval(chosen.low, chosen.estimate, chosen.high)
    if best is not None and best.exists:
        found["bic_best"] = _around(table, best.estimate, best.se)
    if average is not None:
        found["bic_average"] = _around(table, *average)
    if graphs is not None:
        found["decomposable"] = Interval(graphs.q2_5, graphs.q50, graphs.q97_5)
    if classes is not None:
        found["latent_class"] = Interval(classes.q2_5, classes.q50, classes.q97_5)
    return {name: span for name, span in found.items() if 0 <= span.high < BOUNDLESS}


def _around(table: Overlaps, middle: float, se: float) -> Interval:
    """A 95 % interval, log-normal in the number unseen so that it never goes below the seen."""
    unseen = max(middle - table.observed, 1e-9)
    factor = log_normal_factor(unseen, se**2)
    return Interval(table.observed + unseen / factor, middle, table.observed + unseen * factor)


def _disagreements(intervals: dict[str, Interval]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one, other)
        for one, other in itertools.combinations(intervals, 2)
        if intervals[one].high < intervals[other].low or intervals[other].high < intervals[one].low
    )


def _why_refused(table: Overlaps, band: Band | None, chosen: Stepwise) -> Refusal | None:
    overlap = table.observed - int(table.captures()[1])
    if overlap < LEAST_OVERLAP:
        return Refusal("few_shared", overlap)
    if not _has_triangle(table):
        return Refusal("no_triangle")
    if band is None or not chosen.exists:
        return Refusal("no_model")
    if band.high > WIDEST * band.low:
        return Refusal("models_apart", band.high / band.low)
    return None


def _has_triangle(table: Overlaps) -> bool:
    return any(
        all(table.shared(i, j) for i, j in itertools.combinations(three, 2))
        for three in itertools.combinations(range(table.lists), 3)
    )


def _best(fit: ModelFit | None) -> dict[str, Any] | None:
    return None if fit is None else _pick(fit, "estimate", "se", "terms")


def _average(pair: tuple[float, float] | None) -> dict[str, float] | None:
    return None if pair is None else {"estimate": pair[0], "se": pair[1]}


def _pick(result: Any, *names: str) -> dict[str, Any] | None:
    return None if result is None else {name: getattr(result, name) for name in names}


def _finite(value: Any) -> Any:
    """JSON has no NaN and no infinity: they and what is as good as infinite become null."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Iterable):
        return [_finite(item) for item in value]
    if isinstance(value, bool | int):
        return value
    number = float(value)
    return number if abs(number) < BOUNDLESS else None


def _holds_null(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_null, value.values()))
    return value is None
