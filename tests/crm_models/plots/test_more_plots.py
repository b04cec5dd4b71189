"""Holdout, purchases per period, iso-value curves, treemap, pairs, measurement, gains."""

import numpy as np
import pandas as pd
import pytest

from crm_models import clv, prediction, sem
from crm_models.errors import ModelError
from crm_models.plots import forecast, measurement, rfm_shape
from crm_models.plots import prediction as ranking
from crm_models.units import DiscountRate

both = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(scope="module")
def model():
    return clv.BetaGeoNBD(unit="week").given(r=0.6, alpha=6.0, a=0.8, b=2.5)


@pytest.fixture(scope="module")
def customers(model):
    return model.sample(1500, np.random.default_rng(7), T=39.0)


@both
def test_holdout_compares_means_by_frequency(model, customers, lang, drawn_clean):
    columns = tuple(customers[c].to_numpy(float) for c in model.columns)
    drawn = model._draw_future(26, *columns, np.random.default_rng(8))
    bought = pd.Series(drawn, index=customers.index)
    ax, data = forecast.holdout(model, customers, bought, 26, most=4, lang=lang)
    drawn_clean(ax)
    assert data.index.tolist() == ["0", "1", "2", "3", "4+"]
    assert data["customers"].sum() == len(customers)
    once = customers["frequency"] == 1
    assert data.loc["1", "actual"] == pytest.approx(bought[once].mean())
    assert data.loc["1", "model"] == pytest.approx(
        model.expected_purchases(26, customers[once]).mean()
    )
    assert np.corrcoef(data["actual"], data["model"])[0, 1] > 0.95
    with pytest.raises(ModelError, match="index of data"):
        forecast.holdout(model, customers, bought.reset_index(drop=True), 26)


@both
def test_per_period_adds_up_to_the_tracking(model, customers, lang, drawn_clean):
    times = np.random.default_rng(9).uniform(0, 39, customers["frequency"].sum())
    ax, data = forecast.per_period(model, customers, times, 52, lang=lang)
    drawn_clean(ax)
    assert data["t"].tolist() == list(range(1, 53))
    assert data["actual"].sum() == times.size
    expected = len(customers) * model.expected_purchases_new(52)
    assert data["model"].sum() == pytest.approx(expected)
    assert data["model"].is_monotonic_decreasing


@both
def test_curves_of_equal_value_bend_back(model, lang, drawn_clean):
    rate = DiscountRate(0.15, "year")
    ax, data = forecast.iso_value(model, 78, rate, frequency=8, lang=lang)
    drawn_clean(ax)
    assert data.shape == (8, 40)
    one = pd.DataFrame({"frequency": [3], "recency": [data.columns[30]], "T": [78.0]})
    assert data.loc[3, data.columns[30]] == pytest.approx(model.dert(rate, one).iloc[0])
    early = data[data.columns[15]]
    assert early.idxmax() < 8, "the more often before falling silent, the less"
    assert data[data.columns[-1]].is_monotonic_increasing


@both
def test_treemap_areas_are_customers(codes, lang, drawn_clean):
    ax, data = rfm_shape.treemap(codes, lang=lang)
    drawn_clean(ax)
    areas = data["width"] * data["height"]
    assert areas.sum() == pytest.approx(1)
    np.testing.assert_allclose(areas, data["customers"] / len(codes))
    assert data["customers"].is_monotonic_decreasing
    assert data.loc["222", "customers"] == (codes == "222").sum()
    corners = data["x"] + data["width"], data["y"] + data["height"]
    assert max(c.max() for c in corners) == pytest.approx(1)
    assert len(ax.patches) == len(data)


@both
def test_pairs_draw_every_customer(table, lang):
    figure, data = rfm_shape.pairs(table, lang=lang)
    figure.draw_without_rendering()
    assert len(figure.axes) == 3
    assert all(len(ax.lines[0].get_xdata()) == len(table) for ax in figure.axes)
    expected = table[list(data.index)].corr(method="spearman")
    pd.testing.assert_frame_equal(data, expected)


@pytest.fixture(scope="module")
def path_model():
    spec = sem.specification("Q =~ q1..q3\nV <~ v1..v2\nS =~ s1..s3\nQ -> V, S\nV -> S")
    paths = {"Q -> V": 0.5, "Q -> S": 0.4, "V -> S": 0.3}
    return sem.PLSPathModel(spec).fit(sem.simulate(spec, paths, n=150, seed=2, scale=(1, 10)))


@both
def test_reliability_dots(path_model, lang, drawn_clean):
    ax, data = measurement.reliability(path_model, lang=lang)
    drawn_clean(ax)
    pd.testing.assert_frame_equal(data, path_model.reliability())
    alpha = ax.lines[0].get_xdata()
    np.testing.assert_array_equal(np.asarray(alpha), data["alpha"])
    assert [line.get_xdata()[0] for line in ax.lines[-2:]] == [0.5, 0.7]


@both
def test_htmt_dots(path_model, lang, drawn_clean):
    ax, data = measurement.htmt(path_model, limit=0.6, lang=lang)
    drawn_clean(ax)
    pair = data.iloc[0]
    assert pair["htmt"] == path_model.htmt().loc[pair["one"], pair["other"]]
    assert data["htmt"].is_monotonic_decreasing
    assert (data["apart"] == (data["htmt"] < 0.6)).all()


@both
def test_gains_curve(lang, drawn_clean):
    rng = np.random.default_rng(1)
    actual = rng.random(200) < 0.3
    score = rng.random(200) + 0.4 * actual
    ax, data = ranking.gains(actual, score, lang=lang)
    drawn_clean(ax)
    pd.testing.assert_frame_equal(data, prediction.gains(actual, score))
    assert f"{prediction.auc(actual, score):.3f}" in ax.get_title()
