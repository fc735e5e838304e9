"""Closed-population models for repeated captures: M0, Mt, Mh and Mth as log-linear models."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from safecount.arrays import Floats
from safecount.failures import InputError
from safecount.hidden.lists import Overlaps
from safecount.hidden.profile import Profile, fit_design, profile_interval

Kind = Literal["M0", "Mt", "Mh", "Mth"]
Shape = Literal["chao", "poisson", "darroch", "gamma"]


@dataclass(frozen=True, slots=True)
class CaptureFit:
    """One closed-population model.

    estimate, se   population size and standard error            [animals, persons]
    deviance, aic  of the fit to all capture histories
    size           number of parameters
    """

    estimate: float
    se: float
    deviance: float
    aic: float
    size: int


def capture_model(
    overlaps: Overlaps, kind: Kind, shape: Shape | None = None, a: float | None = None
) -> CaptureFit:
    """Fit a capture model.

    kind   M0: one capture probability; Mt: one for each occasion; Mh: differs between animals;
           Mth: both
    shape  how probabilities differ, for Mh and Mth, k being the number of captures: "chao" frees
           every k >= 3 (a lower bound), "poisson" has a^k - 1 (a = 2), "darroch" k^2 / 2,
           "gamma" log(a) - log(a + k) (a = 3.5)

    Source: Rivest and Baillargeon (2007), Biometrics 63:999-1006; Darroch et al. (1993), JASA
    88:1137-1148.
    """
    design = _design(overlaps.lists, kind, shape, a)
    if shape != "chao":
        return _fit(overlaps, design)
    fixed = design.shape[1] - (overlaps.lists - 2)
    columns = np.arange(design.shape[1])
    while True:
        beta = fit_design(overlaps.counts[1:].astype(float), design[1:, columns]).beta
        negative = (columns >= fixed) & (beta < 0)
        if not negative.any():
            return _fit(overlaps, design[:, columns])
        # A negative effect contradicts heterogeneity; set to zero, as for a bound it must be.
        columns = columns[~negative]


def capture_profile(
    overlaps: Overlaps, kind: Kind, shape: Shape | None = None, a: float | None = None
) -> Profile:
    """Multinomial profile likelihood interval for the same models."""
    return profile_interval(overlaps, _design(overlaps.lists, kind, shape, a))


def _fit(overlaps: Overlaps, design: Floats) -> CaptureFit:
    found = fit_design(overlaps.counts[1:].astype(float), design[1:])
    unseen = float(np.exp(found.beta[0]))
    return CaptureFit(
        estimate=overlaps.observed + unseen,
        se=float(np.sqrt(unseen + unseen**2 * found.variance)),
        deviance=found.deviance,
        aic=-2 * found.loglik + 2 * design.shape[1],
        size=design.shape[1],
    )


def _design(lists: int, kind: Kind, shape: Shape | None, a: float | None) -> Any:
    masks = np.arange(1 << lists)
    bits = np.stack([(masks >> n & 1).astype(float) for n in range(lists)], axis=1)
    captures = bits.sum(axis=1)
    columns = [np.ones((len(masks), 1))]
    columns.append(bits if kind in ("Mt", "Mth") else captures[:, None])
    if kind in ("Mh", "Mth"):
        columns.append(_heterogeneity(captures, lists, shape, a))
    elif shape is not None:
        raise InputError(f"{kind} has no heterogeneity; leave the shape out.")
    return np.concatenate(columns, axis=1)


def _heterogeneity(captures: Floats, lists: int, shape: Shape | None, a: float | None) -> Floats:
    if shape == "chao":
        return np.stack([(captures == k).astype(float) for k in range(3, lists + 1)], axis=1)
    if shape == "poisson":
        return np.asarray((a or 2.0) ** captures - 1)[:, None]
    if shape == "darroch":
        return np.asarray(captures**2 / 2)[:, None]
    if shape == "gamma":
        scale = a or 3.5
        return np.asarray(np.log(scale) - np.log(scale + captures))[:, None]
    raise InputError(f"Unknown shape {shape!r}; use chao, poisson, darroch or gamma.")
