"""CSAT, NPS, the ACSI score and the panel of five indicators."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from crm_models import satisfaction
from crm_models.errors import DataError, ModelError
from crm_models.satisfaction import NetPromoter

answers = st.lists(st.integers(0, 10), min_size=1, max_size=40)
counts = st.tuples(*[st.integers(0, 200)] * 3).filter(lambda c: sum(c) > 0)


def test_nps_published_case():
    """p = 1/2, passives 1/3, d = 1/6: NPS 33.3 and 5/9 for one answer."""
    group = NetPromoter(3, 2, 1)
    assert group.score == pytest.approx(100 / 3)
    assert group.variance == pytest.approx(5 / 9)


def test_sevens_and_eights_do_not_count():
    assert satisfaction.nps([7, 8, 8, 7]) == 0
    assert satisfaction.nps([9, 10]) == 100
    assert satisfaction.nps([0, 6]) == -100
    assert satisfaction.nps([9, 7, 6, 6]) == -25


@settings(max_examples=40, deadline=None)
@given(answers)
def test_nps_is_the_mean_of_plus_and_minus_one(given_answers):
    signs = [1 if a >= 9 else -1 if a <= 6 else 0 for a in given_answers]
    group = satisfaction.nps_groups(given_answers)
    assert group.score == pytest.approx(100 * np.mean(signs))
    assert group.variance == pytest.approx(np.var(signs))
    assert group.standard_error == pytest.approx(100 * np.sqrt(np.var(signs) / len(signs)))


@settings(max_examples=40, deadline=None)
@given(answers, st.lists(st.integers(1, 5), min_size=40, max_size=40))
def test_weights_are_repetitions(given_answers, times):
    times = times[: len(given_answers)]
    repeated = np.repeat(given_answers, times)
    assert satisfaction.nps(given_answers, weights=times) == pytest.approx(
        satisfaction.nps(repeated)
    )
    fives = np.clip(given_answers, 1, 5)
    weighted = satisfaction.csat(fives, weights=times)
    assert weighted == pytest.approx(satisfaction.csat(fives.repeat(times)))


@settings(max_examples=40, deadline=None)
@given(counts, st.floats(0.5, 0.999))
def test_the_score_interval_holds_its_test_and_stays_in_range(group, level):
    found = NetPromoter(*group)
    low, high = found.interval(level, method="score")
    assert -100 <= low <= found.score + 1e-6
    assert found.score - 1e-6 <= high <= 100
    from scipy.stats import norm

    z, n = norm.ppf((1 + level) / 2), found.n
    for bound in (low, high):
        if abs(bound) < 100 - 1e-6 and abs(bound - found.score) > 1e-4:
            value = bound / 100
            grid = np.linspace(abs(value), 1, 20_001)[1:-1]
            with np.errstate(divide="ignore", invalid="ignore"):
                logs = (
                    found.promoters * np.log((grid + value) / 2)
                    + found.detractors * np.log((grid - value) / 2)
                    + found.passives * np.log1p(-grid)
                )
            either = grid[np.nanargmax(logs)]
            statistic = n * (found.score / 100 - value) ** 2 / (either - value**2)
            assert statistic == pytest.approx(z**2, rel=2e-2)


def test_the_textbook_interval_can_leave_the_range():
    nearly_all = NetPromoter(58, 2, 0)
    assert nearly_all.interval(method="wald")[1] > 100
    assert nearly_all.interval(method="score")[1] < 100
    everyone = NetPromoter(20, 0, 0)
    assert everyone.interval(method="wald") == (100, 100)
    low, high = everyone.interval(method="score")
    z2 = 1.959963984540054**2
    assert (low, high) == pytest.approx((100 * (20 - z2) / (20 + z2), 100))


@pytest.mark.parametrize("n", [20, 60])
def test_coverage(n):
    rng = np.random.default_rng(n)
    truth = (0.55, 0.35, 0.10)
    draws, times = np.unique(rng.multinomial(n, truth, size=1500), axis=0, return_counts=True)
    hits = [
        low <= 45 <= high
        for low, high in (NetPromoter(*row).interval(0.9, method="score") for row in draws)
    ]
    assert np.average(hits, weights=times) == pytest.approx(0.9, abs=0.03)


@pytest.mark.parametrize(
    ("bad", "message"),
    [([11], "row: 0"), ([9.5], "whole numbers"), ([-1], "row"), ([np.nan], "missing")],
)
def test_bad_answers(bad, message):
    with pytest.raises(DataError, match=message):
        satisfaction.nps(bad)


def test_bad_groups_and_levels():
    with pytest.raises(ModelError, match="nor all 0"):
        NetPromoter(0, 0, 0)
    with pytest.raises(ModelError, match="between 0 and 1"):
        NetPromoter(1, 1, 1).interval(95)
    with pytest.raises(ModelError, match="no method 'exact'"):
        NetPromoter(1, 1, 1).interval(method="exact")


@pytest.mark.parametrize(
    ("group", "word"),
    [((5, 1, 1), "more promoters"), ((1, 1, 1), "equally"), ((1, 1, 5), "more det")],
)
def test_nps_explanation(group, word):
    shown = satisfaction.explain_nps(NetPromoter(*group))
    assert word in shown.interpretation.en
    assert shown.value == NetPromoter(*group).score


def test_csat():
    assert satisfaction.csat([1, 2, 3, 4, 5]) == 40
    assert satisfaction.csat([1, 2, 3, 4, 5], satisfied_from=5) == 20
    assert satisfaction.csat([1, 8, 10], satisfied_from=8, scale=(1, 10)) == pytest.approx(200 / 3)
    assert satisfaction.explain_csat(2, 5).value == 40
    with pytest.raises(DataError, match="from 1 to 5"):
        satisfaction.csat([0])
    with pytest.raises(ModelError, match="not on the scale"):
        satisfaction.csat([1], satisfied_from=1)
    with pytest.raises(ModelError, match="impossible"):
        satisfaction.explain_csat(6, 5)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 50), st.integers(1, 50), st.floats(0.5, 0.99))
def test_csat_interval_is_wilsons(satisfied, more, level):
    n = satisfied + more
    low, high = satisfaction.csat_interval(100 * satisfied / n, n, level=level)
    expected = proportion_confint(satisfied, n, alpha=1 - level, method="wilson")
    assert (low, high) == pytest.approx((100 * expected[0], 100 * expected[1]), abs=1e-9)
    with pytest.raises(ModelError, match="percentage from 0 to 100"):
        satisfaction.csat_interval(101, n)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(1, 10), st.floats(0.01, 1)), min_size=1, max_size=6),
    st.floats(0.1, 50),
)
def test_acsi_score(rows, factor):
    means, weights = np.array(rows).T
    found = satisfaction.acsi_score(means, weights)
    assert -1e-9 <= found <= 100 + 1e-9
    assert found == pytest.approx(satisfaction.acsi_score(means, weights * factor))
    fornell = 100 * (weights @ means - weights.sum()) / (9 * weights.sum())
    assert found == pytest.approx(fornell)
    assert satisfaction.explain_acsi_score(means, weights).value == found


def test_acsi_score_of_answers_is_that_of_their_means():
    table = pd.DataFrame({"overall": [8, 10], "expectancy": [7, 9], "ideal": [6, 8]})
    found = satisfaction.acsi_score(table, [0.4, 0.3, 0.3])
    assert found == pytest.approx(satisfaction.acsi_score([9, 8, 7], [0.4, 0.3, 0.3]))
    with pytest.raises(DataError, match="row: 1"):
        satisfaction.acsi_score(table.astype(float).replace(10, np.nan))


@pytest.mark.parametrize(
    ("means", "weights", "scale", "message"),
    [
        ([11], None, (1, 10), "on the scale"),
        ([0], None, (1, 10), "on the scale"),
        ([], None, (1, 10), "on the scale"),
        ([5, 5], [1], (1, 10), "each item needs"),
        ([5], [-1], (1, 10), "each item needs"),
        ([5], [0], (1, 10), "each item needs"),
        ([5], None, (10, 1), "end above"),
    ],
)
def test_bad_acsi_input(means, weights, scale, message):
    with pytest.raises(ModelError, match=message):
        satisfaction.acsi_score(means, weights, scale=scale)


@pytest.fixture
def customers():
    return pd.DataFrame(
        {
            "praises": [True, True, False, True],
            "names_brand": [True, False, False, True],
            "purchases": [3, 1, 2, 0],
            "complaints": [0, 2, 0, 0],
            "amount": [90.0, 20, 40, 0],
        }
    )


def test_panel_counts_complainers_among_buyers(customers):
    """Two complaints of one of three buyers are 1/3: neither 2/3 nor 1/4."""
    panel = satisfaction.indicator_panel(customers)
    assert list(panel.index) == list(satisfaction.INDICATORS)
    assert panel["complaint_rate"] == pytest.approx(1 / 3)
    assert panel["repeat_rate"] == pytest.approx(2 / 3)
    assert satisfaction.repeat_purchases(customers["purchases"]) == pytest.approx(1.0)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_panel_weights(times):
    table = pd.DataFrame(
        {
            "praises": [1, 1, 0, 1],
            "names_brand": [1, 0, 0, 1],
            "purchases": [3, 1, 2, 0],
            "complaints": [0, 2, 0, 0],
            "amount": [90, 20, 40, 0],
        }
    )
    times[0] += 1
    pd.testing.assert_series_equal(
        satisfaction.indicator_panel(table, weights=times),
        satisfaction.indicator_panel(table.loc[table.index.repeat(times)]),
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"purchases": [0, 0, 0, 0], "complaints": 0, "amount": 0}, "nobody bought"),
        ({"complaints": [0, 0, 0, 1]}, r"without a purchase \(1 row: 3\)"),
        ({"amount": [-1, 0, 0, 0]}, r"row: 0"),
        ({"praises": [2, 0, 0, 0]}, r"row: 0"),
        ({"amount": [np.nan, 0, 0, 0]}, r"row: 0"),
    ],
)
def test_bad_panels(customers, change, message):
    with pytest.raises(ModelError, match=message):
        satisfaction.indicator_panel(customers.assign(**change))


def test_missing_columns(customers):
    with pytest.raises(ModelError, match="lack the columns: amount"):
        satisfaction.indicator_panel(customers.drop(columns="amount"))
    with pytest.raises(ModelError, match="nobody bought"):
        satisfaction.repeat_purchases([0, 0])


@pytest.mark.parametrize("method", ["wald", "score"])
def test_nps_interval_of_answers_is_that_of_their_groups(method):
    answers = [10] * 50 + [8] * 30 + [4] * 20
    group = satisfaction.NetPromoter(50, 30, 20)
    found = satisfaction.nps_interval(answers, level=0.9, method=method)
    assert found == group.interval(0.9, method=method)
    twice = satisfaction.nps_interval(answers, weights=[2] * 100)
    assert twice == pytest.approx(satisfaction.NetPromoter(100, 60, 40).interval())
