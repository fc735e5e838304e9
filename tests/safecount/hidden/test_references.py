"""Figures computed by others: Rcapture 1.4-4, SparseMSE 2.0.1 and dga 2.0.2 on R 4.2.2."""

import pytest
from tests.safecount.hidden.tables import NAMES, REFERENCES, hares, overlaps

from safecount import hidden
from safecount.hidden import Overlaps

EXACT = 1e-4


@pytest.mark.parametrize("name", NAMES)
def test_main_effects_are_rcaptures(name):
    fit = hidden.main_effects(overlaps(name))

    estimate, se = REFERENCES[name]["main"]
    assert fit.estimate == pytest.approx(estimate, rel=EXACT)
    assert fit.se == pytest.approx(se, rel=EXACT, abs=0.006)  # printed to two decimals


@pytest.mark.parametrize("name", [n for n in NAMES if "bic_best" in REFERENCES[n]])
def test_the_bic_best_of_all_models_is_rcaptures(name):
    best = hidden.fit_models(overlaps(name)).best()

    expected = REFERENCES[name]["bic_best"]
    assert best.terms == sorted(
        ([int(d) for d in term] for term in expected["terms"]), key=lambda t: (len(t), t)
    )
    assert best.estimate == pytest.approx(expected["N"], rel=EXACT)
    assert best.se == pytest.approx(expected["se"], rel=EXACT, abs=0.06)  # printed to one decimal
    assert best.deviance == pytest.approx(expected["dev"], abs=2e-3)
    assert (best.aic, best.bic) == pytest.approx((expected["aic"], expected["bic"]), abs=2e-3)


def test_kosovo_is_the_published_10356():
    # Ball et al. (2002): 10,356 killed; here with one more digit and its standard error.
    best = hidden.fit_models(overlaps("kosovo")).best()

    assert (round(best.estimate, 1), round(best.se, 1)) == (10356.5, 785.9)


def test_the_uks_five_lists_depend_on_the_order_of_the_models():
    table = overlaps("uk5")

    second = hidden.fit_models(table, hidden.hierarchical_models(5, 2)).best()
    every = hidden.fit_models(table).best()

    assert second.estimate == pytest.approx(22991.3, rel=EXACT)  # Rcapture
    assert second.se == pytest.approx(3021.6, rel=EXACT)
    assert round(every.estimate) == 25311  # the design's prototype


def test_there_are_as_many_models_as_there_should_be():
    sizes = [len(hidden.hierarchical_models(n)) for n in (3, 4, 5)]

    assert sizes == [8, 113, 6893]
    assert len(hidden.hierarchical_models(5, 2)) == 1024


@pytest.mark.parametrize("threshold", ["0.001", "0.02", "0.05"])
@pytest.mark.parametrize("name", NAMES)
def test_stepwise_is_sparsemses(name, threshold):
    found = hidden.stepwise(overlaps(name), float(threshold))

    expected = REFERENCES[name][f"stepwise_{threshold}"]
    assert found.pairs == expected["pairs"]
    assert (found.low, found.estimate, found.high) == pytest.approx(
        (expected["q2.5"], expected["est"], expected["q97.5"]), rel=EXACT
    )


@pytest.mark.parametrize("name", NAMES)
def test_decomposable_quantiles_are_dgas(name):
    expected = REFERENCES[name]["dga_delta2^-t_prior1/N"]

    found = hidden.decomposable(overlaps(name), n0_max=expected["n0max"])

    quantiles = (found.q2_5, found.q50, found.q97_5)
    assert quantiles == pytest.approx(
        (expected["q2.5"], expected["q50"], expected["q97.5"]), rel=0.003
    )
    assert found.mean == pytest.approx(expected["mean"], rel=0.003)


def test_spina_bifida_is_madigan_and_yorks():
    # Madigan and York (1997): the model with only the second and third list dependent has
    # probability 0.37 and estimate 731, the next two 756 and 712.
    found = hidden.decomposable(overlaps("spina3"), delta=1.0)

    pairs, probability, middle = found.graphs[0]
    assert (pairs, round(probability, 2), middle) == (((2, 3),), 0.37, 731)
    assert [round(middle) for _, _, middle in found.graphs[1:3]] == [756, 711]


@pytest.mark.parametrize(
    ("model", "estimate", "se"),
    [
        (("M0",), 75.4, 3.5),
        (("Mt",), 75.1, 3.4),
        (("Mh", "chao"), 79.8, 6.4),
        (("Mh", "poisson"), 81.5, 5.7),
        (("Mh", "darroch"), 90.4, 11.6),
        (("Mh", "gamma"), 100.6, 21.7),
        (("Mth", "chao"), 79.6, 6.3),
        (("Mth", "poisson"), 81.1, 5.6),
        (("Mth", "darroch"), 90.5, 11.7),
    ],
)
def test_hares_are_counted_as_by_rcapture(model, estimate, se):
    fit = hidden.capture_model(hares(), *model)

    assert (round(fit.estimate, 1), round(fit.se, 1)) == (estimate, se)


def test_the_hares_profile_interval_is_rcaptures():
    assert round(hidden.capture_model(hares(), "Mth", "poisson").aic, 1) == 146.3

    found = hidden.capture_profile(hares(), "Mth", "poisson")

    assert (found.estimate, found.low, found.high) == pytest.approx((80.1, 71.8, 93.8), abs=0.1)


def test_cottontails_have_chaos_bound():
    # Chao (1987), Table 3: f1 to f7 of the cottontail data.
    bound = hidden.chao([43, 16, 8, 6, 0, 2, 1])

    assert [round(x) for x in (bound.estimate, bound.se, bound.low, bound.high)] == [
        134,
        24,
        102,
        202,
    ]


def test_diabetes_has_the_sample_coverage_of_care():
    # CARE-1 (Chao and Tsay): 2,272 (24), 2,609 (81), 2,458 (47).
    found = hidden.sample_coverage(overlaps("diabetes"))

    assert [round(x) for x in (found.independent, found.high, found.one_step)] == [2272, 2609, 2458]
    assert [found.independent_se, found.high_se, found.one_step_se] == pytest.approx(
        [24, 81, 47], rel=0.35
    )


def test_hepatitis_has_the_sample_coverage_of_the_paper():
    # Chao, Tsay, Lin, Shau and Chao (2001), Statistics in Medicine 20:3123-3157: 971 and 508.
    table = {"111": 28, "110": 21, "101": 17, "100": 69, "011": 18, "010": 55, "001": 63}

    found = hidden.sample_coverage(Overlaps.from_patterns(table))

    assert (round(found.high), round(found.one_step)) == (971, 508)


def test_the_acceleration_is_the_skewness_of_leaving_out_one_person_at_a_time():
    # Efron (1987), formula 6.6: a = sum(gap^3) / (6 sum(gap^2)^1.5), which is minus the skewness
    # of the estimates over 6 sqrt(n); the skewness is scipy's, over the persons themselves.
    from scipy.stats import skew

    table = overlaps("spina3")
    estimates = []
    for cell in range(1, 8):
        counts = table.counts.copy()
        counts[cell] -= 1
        left = hidden.stepwise(Overlaps(counts, table.names)).estimate
        estimates += [left] * int(table.counts[cell])

    found = hidden.bootstrap(table, replicates=50, seed=1)

    assert len(set(estimates)) > 3
    assert found.acceleration == pytest.approx(
        -float(skew(estimates)) / (6 * len(estimates) ** 0.5), abs=1e-6
    )


@pytest.mark.parametrize("seed", [1, 2, 1234])
def test_bca_is_sparsemses_for_the_uks_five_lists(seed):
    # SparseMSE, seed 1234, 1,000 replicates.
    found = hidden.bootstrap(overlaps("uk5"), replicates=1000, seed=seed)

    quantiles = (found.q2_5, found.q10, found.q90, found.q97_5)
    assert quantiles == pytest.approx((8785, 9624, 12531, 14701), rel=0.1)


@pytest.mark.parametrize(("name", "median"), [("hiv_rome", 10940), ("kosovo", 10403)])
def test_latent_class_medians_are_lcmcrs(name, median):
    # LCMCR (C++), K = 10; HIV 10,934 to 10,952 and Kosovo 10,398 to 10,492 over seeds.
    found = hidden.latent_class(overlaps(name), chains=4, sweeps=12_000, seed=3)

    assert found.q50 == pytest.approx(median, rel=0.03)
