"""An online shop whose dated transactions give back the parameters they were drawn with."""

import numpy as np
import pandas as pd
import pytest

from crm_models import clv
from crm_models.datasets import bank_upgrades, online_shop
from crm_models.errors import ModelError

PROCESSES = ["BetaGeoNBD", "ModifiedBetaGeoNBD", "ParetoNBD"]


@pytest.fixture(scope="module", params=PROCESSES)
def shop(request):
    return online_shop(1, n=12_000, process=request.param)


@pytest.fixture(scope="module")
def summary(shop):
    return clv.summarise(shop.transactions, as_of=shop.as_of, unit="week")


def test_the_process_is_found_again(shop, summary):
    model = getattr(clv, shop.process)(unit="week").fit(summary)
    true = pd.Series(dict(shop.params[shop.process]))
    # Purchases of one day are one: buyers seem a few percent slower than drawn.
    assert (abs(pd.Series(dict(model.params_)) - true) < 4 * model.se_ + 0.06 * true).all()
    assert (model.se_ < 0.25 * true).all()
    # The rest of the shop agrees too: who is still there, and how often they bought.
    alive = model.p_alive(summary)
    truth = shop.customers["alive"].loc[alive.index]
    assert alive.mean() == pytest.approx(truth.mean(), abs=0.04)
    assert truth[alive > 0.8].mean() == pytest.approx(alive[alive > 0.8].mean(), abs=0.03)


def test_spending_is_found_again(shop, summary):
    repeat = summary[summary["frequency"] > 0]
    model = clv.GammaGamma().fit(repeat)
    true = pd.Series(dict(shop.params["GammaGamma"]))
    assert (abs(pd.Series(dict(model.params_)) - true) < 4 * model.se_ + 0.06 * true).all()
    expected = model.expected_spend(repeat)
    assert np.corrcoef(expected, shop.customers["mean_spend"].loc[repeat.index])[0, 1] > 0.8


def test_the_shop_is_what_it_says(shop):
    tx, customers = shop.transactions, shop.customers
    assert tx["date"].is_monotonic_increasing
    assert tx["date"].max() <= shop.as_of
    assert (tx["amount"] > 0).all()
    assert ((tx["amount"] * 100).round() / 100 == tx["amount"]).all()
    first = tx.groupby("customer_id")["date"].min()
    pd.testing.assert_series_equal(first, customers["first_purchase"], check_names=False)
    assert set(tx["customer_id"]) == set(customers.index)


def test_seeds_and_parameters():
    one, again, other = (online_shop(seed, n=40) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one.transactions, again.transactions)
    assert not one.transactions.equals(other.transactions)
    eager = online_shop(1, n=400, params={"r": 0.8, "alpha": 2.0, "a": 0.8, "b": 2.5})
    assert len(eager.transactions) > 1.5 * len(online_shop(1, n=400).transactions)


@pytest.mark.parametrize(
    "call",
    [
        lambda: online_shop(1, process="Poisson"),
        lambda: online_shop(1, n=0),
        lambda: online_shop(1, weeks=10, joining=10),
        lambda: bank_upgrades(1, n=0),
        lambda: bank_upgrades(1, coefficients={"luck": 1.0}),
    ],
)
def test_what_cannot_be_drawn_is_refused(call):
    with pytest.raises(ModelError):
        call()
