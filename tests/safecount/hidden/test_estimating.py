import json
import math
import xml.etree.ElementTree as ET
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.safecount.hidden.tables import overlaps

from safecount import hidden
from safecount.failures import InputError
from safecount.hidden import Overlaps, pictures


def simulated(people, chances, seed):
    """Overlaps of a population in classes: (share, chance on each list)."""
    random = np.random.default_rng(seed)
    lists = len(chances[0][1])
    counts = np.zeros(1 << lists, dtype=np.int64)
    for share, rates in chances:
        on = random.random((round(people * share), lists)) < np.array(rates)
        np.add.at(counts, (on * (1 << np.arange(lists))).sum(axis=1), 1)
    counts[0] = 0
    return Overlaps(counts, tuple("abcdefgh"[:lists]))


RATES = (0.02, 0.12, 0.25, 0.16, 0.07)
# Seven in ten are a quarter as easy to reach, three in ten correspondingly easier.
TWO_CLASSES = [
    (0.7, tuple(r * 0.35 for r in RATES)),
    (0.3, tuple(min(r * 2.5, 0.9) for r in RATES)),
]


@pytest.mark.parametrize("seed", range(6))
def test_in_a_two_class_population_models_miss_and_the_floor_does_not(seed):
    table = simulated(10_000, TWO_CLASSES, seed)

    chosen, graphs = hidden.stepwise(table), hidden.decomposable(table, grid="log", n0_max=100_000)
    classes = hidden.latent_class(table, sweeps=3_000)  # four chains; at full length the same

    assert chosen.high < 10_000
    assert graphs.q97_5 < 10_000
    assert classes.q97_5 < 10_000
    assert max(classes.medians) < 0.75 * 10_000
    assert hidden.lower_bound(table).low <= 10_000
    models = hidden.fit_models(table, hidden.hierarchical_models(5, 2))
    best, (average, se) = models.best(), models.average()
    assert best.estimate + 2 * best.se < 10_000
    assert average + 2 * se < 10_000


@pytest.mark.parametrize(
    "work",
    [
        hidden.main_effects,
        hidden.stepwise,
        hidden.lower_bound,
        hidden.sample_coverage,
        hidden.model_profile,
        lambda table: hidden.decomposable(table, n0_max=2_000),
        lambda table: hidden.bootstrap(table, replicates=20, seed=1),
        lambda table: hidden.latent_class(table, sweeps=100, chains=2, thin=1),
        lambda table: hidden.capture_model(table, "Mt"),
    ],
)
def test_every_result_can_be_written_as_json(work):
    found = work(overlaps("spina3"))

    assert json.loads(json.dumps(asdict(found), allow_nan=False)).keys() == asdict(found).keys()


@pytest.mark.parametrize("seed", range(10))
def test_the_floor_holds_for_independent_lists_of_unequal_length(seed):
    table = simulated(10_000, [(1.0, RATES)], seed)

    # Chao's own formula takes lists to be equally long and goes over.
    assert hidden.chao(table.captures()[1:].tolist()).low > 10_000
    assert hidden.lower_bound(table).low <= 10_000


def test_independent_lists_are_estimated_well():
    found = [hidden.stepwise(simulated(10_000, [(1.0, RATES)], seed)) for seed in range(12)]

    assert sum(f.low <= 10_000 <= f.high for f in found) >= 10


@pytest.mark.parametrize(("share", "inflation"), [(0.02, 1.02), (0.05, 1.06), (0.10, 1.12)])
def test_missed_links_are_corrected_for(share, inflation):
    truth = overlaps("uk5")
    random = np.random.default_rng(5)
    totals = []
    for _ in range(8):
        counts = np.zeros_like(truth.counts)
        for mask in np.flatnonzero(truth.counts).tolist():
            members = [n for n in range(5) if mask >> n & 1]
            for _ in range(int(truth.counts[mask])):
                left = mask
                for other in members[1:]:
                    if random.random() < share:
                        left &= ~(1 << other)
                        counts[1 << other] += 1
                counts[left] += 1
        totals.append(Overlaps(counts, truth.names))
    plain = np.mean([hidden.main_effects(t).estimate for t in totals])
    corrected = np.mean([hidden.main_effects(hidden.corrected(t, share)).estimate for t in totals])
    goal = hidden.main_effects(truth).estimate

    assert plain / goal == pytest.approx(inflation, abs=0.035)
    assert corrected / goal == pytest.approx(1.0, abs=0.02)


def test_no_missed_links_change_nothing():
    table = overlaps("kosovo")

    assert np.array_equal(hidden.corrected(table, 0.0).counts, table.counts)
    with pytest.raises(InputError):
        hidden.corrected(table, 0.5)


def refusal(cells):
    return hidden.estimate(Overlaps.from_patterns(cells), n0_max=20_000)


def test_thin_overlaps_are_refused_with_the_reason():
    found = refusal({"100": 50, "010": 50, "001": 50, "110": 5, "011": 5, "101": 4})

    assert found.verdict == "refused"
    assert found.reason == "Only 14 people are on two lists or more; at least 15 are needed."


def test_lists_without_a_triangle_of_overlaps_are_refused():
    found = refusal(
        {"1000": 50, "0100": 50, "0010": 50, "0001": 50, "1100": 20, "0110": 20, "0011": 20}
    )

    assert (
        found.reason
        == "No three lists all overlap each other, so dependence cannot be told from size."
    )


def test_two_lists_are_refused_but_have_a_floor():
    found = refusal({"10": 100, "01": 100, "11": 50})

    assert found.verdict == "refused"
    assert found.lower_bound.estimate == pytest.approx(250 + 200**2 / 100)


# Made-up tables whose overlaps are thick enough, and on which methods part: the largest estimate
# over the smallest is 3.40, 4.43 and 11.28.
PARTING = {
    3.40: {"100": 18, "010": 327, "110": 12, "001": 295, "101": 48, "011": 1, "111": 1},
    4.43: {"100": 23, "010": 139, "110": 8, "001": 184, "101": 37, "011": 10},
    11.28: {"100": 292, "010": 279, "110": 3, "001": 57, "101": 6, "011": 35},
}


@pytest.mark.parametrize("ratio", PARTING)
def test_models_more_than_four_times_apart_are_refused_and_others_not(ratio):
    found = refusal(PARTING[ratio])

    assert max(found.estimates.values()) / min(found.estimates.values()) == pytest.approx(
        ratio, abs=0.005
    )
    if ratio <= 4:
        assert (found.verdict, found.reason) == ("estimate", None)
    else:
        assert found.verdict == "refused"
        assert found.reason == (
            f"The models disagree too much: the largest estimate is {ratio:.1f} times the"
            " smallest, and more than 4 is not an answer."
        )


def test_lists_that_share_nobody_are_refused_without_noise():
    found = refusal({"100": 50, "010": 40, "001": 30})

    assert (found.verdict, found.coverage) == ("refused", None)
    assert found.not_done["sample_coverage"] == (
        "Nobody is on two lists, so no list covers any of another."
    )


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), lists=st.integers(2, 4))
def test_any_table_gives_json_without_nan(seed, lists):
    random = np.random.default_rng(seed)
    counts = random.poisson(random.gamma(0.4, 8, 1 << lists))
    counts[0] = 0
    counts[-1] += 1
    table = Overlaps(counts, tuple(f"l{n}" for n in range(lists)))

    found = hidden.estimate(table, n0_max=20_000)

    document = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert document["observed"] == int(counts.sum())
    assert document["lower_bound"]["low"] >= document["observed"]
    assert (document["verdict"] == "refused") == (document["reason"] is not None)
    if found.band:
        assert all(math.isfinite(v) for v in found.estimates.values())


def test_seven_lists_get_the_methods_that_apply():
    table = simulated(2_000, [(1.0, (0.1, 0.2, 0.15, 0.1, 0.2, 0.1, 0.1))], 1)

    found = hidden.estimate(table).to_json()

    assert found["bic_best"] is None
    assert found["decomposable"] is None
    assert found["stepwise"]["estimate"] == pytest.approx(2000, rel=0.1)
    asked = {"latent_class", "bca"}
    assert set(found["not_done"]) - asked == {
        "bic_best",
        "bic_best_all",
        "bic_average",
        "decomposable",
    }


def test_the_report_card_covers_what_the_design_measured():
    covered = {
        name: hidden.report_card(overlaps(name)).covered for name in ("uk5", "kosovo", "hiv_rome")
    }

    assert covered == {"uk5": "5 of 5", "kosovo": "3 of 4", "hiv_rome": "2 of 4"}


def test_the_sentence_puts_the_floor_first_in_three_languages():
    found = hidden.estimate(overlaps("spina3"))

    assert hidden.sentence(found, "nb") == (
        "Listene viser 626 personer, og det er minst 700 i alt. Modellene anslår fra 700 til 800."
    )
    assert hidden.sentence(found, "nn").startswith(
        "Listene viser 626 personar, og det er minst 700"
    )
    assert hidden.sentence(found, "en").startswith(
        "The lists show 626 people, and there are at least 700"
    )


def test_a_refusal_is_said_without_a_number_above_the_floor():
    found = refusal({"10": 100, "01": 100, "11": 50})

    assert hidden.sentence(found, "nb").endswith(
        "Vi gir ikke noe anslag over dette: ingen tre lister overlapper hverandre alle sammen."
    )


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("nb", "det høyeste anslaget er 4,43 ganger det laveste"),
        ("nn", "det høgaste anslaget er 4,43 gonger det lågaste"),
        ("en", "the largest estimate is 4.43 times the smallest"),
    ],
)
def test_the_reason_for_a_refusal_is_said_in_each_language(language, why):
    assert hidden.sentence(refusal(PARTING[4.43]), language).endswith(f": {why}.")


def test_methods_that_do_not_agree_are_named():
    found = hidden.estimate(overlaps("kosovo"))

    assert ("stepwise", "bic_best") in found.disagree
    assert "Metodene er ikke enige: trinnvis og beste modell; " in hidden.sentence(found, "nb")


def test_the_picture_says_in_text_all_it_shows():
    found = hidden.estimate(overlaps("spina3"))
    svg, table = pictures.model_band(found, "en"), pictures.model_table(found, "en")

    rows = pictures.band_rows(found, "en")
    assert [row.name for row in rows[2:]] == [
        "Stepwise", "Best model", "Model average", "Graphs"
    ]  # fmt: skip
    for row in rows:
        assert f">{row.name}<" in svg
        assert f">{pictures.shown(row, 'en')}<" in svg
        cells = "".join(f"<td>{value:,.0f}</td>" for value in (row.low, row.middle, row.high))
        assert f'<th scope="row">{row.name}</th>{cells}' in table
    assert 'role="img"' in svg
    assert hidden.sentence(found, "en") in svg


def test_the_picture_of_a_report_card_marks_the_truth_and_what_could_not_be_had():
    # The third list shares nobody: nothing can be said about it from the others.
    card = hidden.report_card(
        Overlaps.from_patterns({"100": 60, "010": 50, "110": 30, "001": 40}, ("a", "b", "c & d"))
    )

    svg, table = pictures.card_picture(card, "nb"), pictures.card_table(card, "nb")

    ET.fromstring(svg)
    assert svg.count("<path d=") >= len(card.checks)
    assert "Uten c &amp; d" in svg
    assert '<th scope="col">Fasit</th>' in table
    assert table.count('scope="row"') == len(card.checks) + len(card.dropped)
    assert hidden.card_sentence(card, "nb") in svg


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,0\n", "no column 'count'"),
        ("a,b,count\n1,2,5\n", "Row 1 has '2' in column 'b'"),
        ("a,b,count\n1,0,-5\n", "Row 1 has the count '-5'"),
        ("a,b,count\n1,0,x\n", "Row 1 has the count 'x'"),
        ("a,b,count\n1,0,5\n0,0,9\n", "Row 2 counts people on no list"),
        ("a,b,count\n", "no rows"),
        ("a,count\n1,3\n", "from 2 to 12 lists"),
        ("a,b,count\n1,0,0\n", "All counts are zero"),
    ],
)
def test_a_wrong_file_is_refused_with_the_row(tmp_path, text, message):
    path = tmp_path / "t.csv"
    path.write_text(text)

    with pytest.raises(InputError, match=message):
        Overlaps.from_file(path)


def test_the_same_seed_gives_the_same_bootstrap():
    table = overlaps("brighton")

    once, again = (hidden.bootstrap(table, replicates=100, seed=5) for _ in range(2))

    assert once == again


def test_decomposable_on_the_whole_grid_equals_summing_every_number():
    # With a short grid the log part is empty and the sum is exact.
    table = overlaps("spina3")

    found = hidden.decomposable(table, n0_max=5_000)
    other = hidden.decomposable(table, n0_max=10_000)

    assert (found.q2_5, found.q50, found.q97_5) == (other.q2_5, other.q50, other.q97_5)
    # The mean has a longer tail than the quantiles: up to n0 = 10,000 it still moves a little.
    assert found.mean == pytest.approx(other.mean, rel=1e-3)
