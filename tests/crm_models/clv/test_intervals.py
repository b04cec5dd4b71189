"""Intervals by weighted bootstrap, and value over a horizon."""

from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from crm_models import clv
from crm_models.errors import ModelError
from crm_models.units import DiscountRate, Period


@pytest.fixture(scope="module")
def model(cdnow):
    return clv.BetaGeoNBD(unit="week").fit(cdnow)


def test_bootstrap_errors_are_those_of_the_likelihood(model):
    found = clv.bootstrap_params(model, replicates=100, rng=np.random.default_rng(1))
    assert len(found) == 100
    spread = np.log(found).std()
    expected = model.se_ / pd.Series(dict(model.params_))
    assert spread.to_numpy() == pytest.approx(expected.to_numpy(), rel=0.4)
    assert model.params_["r"] == pytest.approx(0.2425929, rel=1e-6)  # the model is left alone


def test_prediction_intervals_hold(cdnow_transactions, cdnow_exact):
    # Fit on 39 weeks, look at the next 39: nine in ten customers should fall inside.
    model = clv.BetaGeoNBD(unit="week").fit(cdnow_exact)
    table = clv.forecast_interval(
        model, 39, level=0.9, replicates=100, rng=np.random.default_rng(2)
    )
    later = cdnow_transactions[cdnow_transactions["date"] > "1997-09-30"]
    bought = later.drop_duplicates(["customer_id", "date"]).groupby("customer_id").size()
    actual = bought.reindex(cdnow_exact.index, fill_value=0)
    inside = actual.between(table["lower"], table["upper"])
    assert inside.mean() > 0.9
    assert (table["upper"] > table["lower"]).mean() > 0.2
    pd.testing.assert_index_equal(table.index, cdnow_exact.index)


def test_the_mean_is_surer_than_the_number(model, cdnow):
    some = cdnow.iloc[:40]
    options = {"replicates": 40, "rng": np.random.default_rng(3)}
    mean = clv.forecast_interval(model, 39, some, of="expectation", **options)
    number = clv.forecast_interval(model, 39, some, of="purchases", **options)
    width = (mean["upper"] - mean["lower"]).sum()
    assert 0 < width < (number["upper"] - number["lower"]).sum()
    assert mean["expected"].between(mean["lower"] * 0.9, mean["upper"] * 1.1).all()
    pd.testing.assert_series_equal(mean["expected"], number["expected"])


def test_intervals_of_every_purchase_model(donations, cdnow):
    donors, weights = donations
    for name, data, weight in [
        ("ModifiedBetaGeoNBD", cdnow.iloc[::20], None),
        ("ParetoNBD", cdnow.iloc[::20], None),
        ("BetaGeoBetaBinomial", donors, weights),
    ]:
        fitted = getattr(clv, name)().fit(data, weights=weight)
        table = clv.forecast_interval(
            fitted, 5, replicates=10, rng=np.random.default_rng(4), level=0.8
        )
        assert (table["lower"] <= table["upper"]).all()
        assert len(table) == len(data)


@pytest.mark.parametrize("options", [{"level": 1.0}, {"of": "money"}])
def test_refusals(model, options):
    with pytest.raises(ModelError):
        clv.forecast_interval(model, 39, rng=np.random.default_rng(5), **options)


class TestFutureValue:
    AHEAD = MappingProxyType(
        {
            "horizon": Period(12, "month"),
            "discount": DiscountRate(0.12, "year"),
            "step": Period(1, "month"),
        }
    )

    def test_it_is_margin_times_spend_times_purchases(self, model, cdnow):
        some = cdnow.iloc[:5]
        value = clv.future_value(model, 20.0, some, margin=0.25, **self.AHEAD)
        weeks = [Period(k, "month").to("week").value for k in range(13)]
        ahead = model.expected_purchases(weeks, some).to_numpy()
        expected = 5 * sum(
            (ahead[:, k] - ahead[:, k - 1]) * 1.12 ** (-k / 12) for k in range(1, 13)
        )
        assert value.to_numpy() == pytest.approx(expected)

    def test_spend_from_a_model(self, model, cdnow_spending):
        spend = clv.GammaGamma().fit(cdnow_spending)
        value = clv.future_value(model, spend, cdnow_spending, margin=0.25, **self.AHEAD)
        plain = clv.future_value(
            model, spend.expected_spend(), cdnow_spending, margin=0.25, **self.AHEAD
        )
        pd.testing.assert_series_equal(value, plain)

    def test_the_unit_of_the_model_matters(self, model, cdnow):
        in_days = cdnow.assign(T=cdnow["T"] * 7, recency=cdnow["recency"] * 7)
        days = clv.BetaGeoNBD(unit="day").fit(in_days)
        one = clv.future_value(model, 20.0, cdnow.iloc[:5], margin=0.25, **self.AHEAD)
        other = clv.future_value(days, 20.0, in_days.iloc[:5], margin=0.25, **self.AHEAD)
        assert other.to_numpy() == pytest.approx(one.to_numpy(), rel=1e-4)

    def test_no_discount_no_margin(self, model, cdnow):
        some = cdnow.iloc[:5]
        options = dict(self.AHEAD) | {"discount": DiscountRate(0.0, "year")}
        value = clv.future_value(model, 1.0, some, margin=1.0, **options)
        year = Period(1, "year").to("week").value
        assert value.to_numpy() == pytest.approx(model.expected_purchases(year, some).to_numpy())
        assert (clv.future_value(model, 1.0, some, margin=0.0, **options) == 0).all()

    def test_refusals(self, model, cdnow):
        with pytest.raises(ModelError, match="unit"):
            clv.future_value(clv.BetaGeoNBD().fit(cdnow), 1.0, cdnow, margin=0.5, **self.AHEAD)
        with pytest.raises(ModelError, match="share"):
            clv.future_value(model, 1.0, cdnow, margin=30, **self.AHEAD)
        wrong = dict(self.AHEAD) | {"step": Period(5, "month")}
        with pytest.raises(ModelError, match="whole number of steps"):
            clv.future_value(model, 1.0, cdnow, margin=0.3, **wrong)
        with pytest.raises(ModelError, match="above 0"):
            model.dert(DiscountRate(0.0, "year"))
