import numpy as np
import pandas as pd
import pytest

from crm_models import clv
from crm_models.plots import clv as plots
from crm_models.plots import purchases

both = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(scope="module")
def model():
    return clv.BetaGeoNBD(unit="week").given(r=0.243, alpha=4.414, a=0.793, b=2.426)


@pytest.fixture(scope="module")
def customers(model):
    rng = np.random.default_rng(7)
    return model.sample(400, rng, T=rng.integers(27, 40, 400))


@both
@pytest.mark.parametrize("show", ["p_alive", "expected_purchases"])
def test_matrix_shows_the_model(model, show, lang, drawn_clean):
    ax, data = purchases.matrix(model, 39, frequency=12, show=show, t=13, lang=lang)
    drawn_clean(ax)
    one = pd.DataFrame({"frequency": [5], "recency": [data.index[30]], "T": [39.0]})
    expected = model.p_alive(one) if show == "p_alive" else model.expected_purchases(13, one)
    assert data.loc[data.index[30], 5] == pytest.approx(expected.iloc[0])
    # Only customers who can be: x = 0 exactly where recency is 0.
    assert np.isnan(data.iloc[1, 0])
    assert np.isnan(data.iloc[0, 1:]).all()
    assert data.iloc[0, 0] > 0


@both
def test_history_falls_in_silence_and_jumps_at_purchases(model, lang, drawn_clean):
    ax, data = purchases.alive_history(model, [5, 9, 20], 39, lang=lang)
    drawn_clean(ax)
    assert data["frequency"].iloc[-1] == 3
    assert data["recency"].max() == 20
    after = data[data["T"] > 20]
    assert after["p_alive"].is_monotonic_decreasing
    jump = data[data["T"] == 20]
    assert jump["frequency"].tolist()[0] == 2
    assert jump["frequency"].tolist()[-1] == 3
    assert jump["p_alive"].iloc[-1] > jump["p_alive"].iloc[0]
    assert len(ax.lines) == 4


@both
def test_frequency_fit_counts_every_customer_twice(model, customers, lang, drawn_clean):
    ax, data = purchases.frequency_fit(model, customers, most=5, lang=lang)
    drawn_clean(ax)
    assert data["actual"].sum() == len(customers)
    assert data["model"].sum() == pytest.approx(len(customers))
    assert data.loc["0", "actual"] == (customers["frequency"] == 0).sum()
    assert data.loc["0", "model"] == pytest.approx(
        sum(model.pmf(0, T) for T in customers["T"]), rel=1e-9
    )
    assert len(ax.patches) == 12
    close = abs(data["actual"] - data["model"]) < 4 * np.sqrt(data["model"])
    assert close.all()


@both
def test_exposure_lines_end_today(customers, lang, drawn_clean):
    ax, data = purchases.exposure(customers, most=20, lang=lang)
    drawn_clean(ax)
    assert len(data) == 20
    assert (data["first"] <= data["last"]).all()
    assert (data["last"] <= 0).all()
    assert data["first"].is_monotonic_decreasing


@both
def test_cash_flows_add_up_to_the_value(lang, drawn_clean):
    ax, data = plots.cash_flows([-100, 50, 75, 20], 0.1, lang=lang)
    drawn_clean(ax)
    assert data["total"].iloc[-1] == pytest.approx(clv.npv([-100, 50, 75, 20], rate=0.1))
    assert len(ax.patches) == 8


@both
def test_contract_draws_model_and_actual(lang, drawn_clean):
    survivors = [1000, 631, 468, 382, 326]
    table, weights = clv.from_survivors(survivors)
    model = clv.ShiftedBetaGeometric().fit(table, weights=weights)
    ax, data = plots.contract(model, survivors, periods=8, lang=lang)
    drawn_clean(ax)
    assert data["actual"].dropna().tolist() == [1, 0.631, 0.468, 0.382, 0.326]
    assert data["survival"].iloc[:5].to_numpy() == pytest.approx(
        data["actual"].iloc[:5].to_numpy(), abs=0.02
    )
    assert data["retention"].iloc[1:].is_monotonic_increasing
    assert len(plots.contract(model, lang=lang)[0].lines) == 2


@both
@pytest.mark.parametrize("part", [0, 1])
def test_heterogeneity_is_a_density(model, part, lang, drawn_clean):
    ax, data = plots.heterogeneity(model, part, lang=lang)
    drawn_clean(ax)
    area = np.trapezoid(data["density"], data["value"])
    assert 0.5 < area < 1.01
    spending = clv.GammaGamma().given(p=6.25, q=3.74, gamma=15.44)
    with pytest.raises(TypeError):
        plots.heterogeneity(spending)


@both
def test_tracking_follows_the_cohort(model, lang, drawn_clean):
    rng = np.random.default_rng(8)
    customers = model.sample(2000, rng, T=39.0)
    ahead = model.expected_purchases_new(39) * 2000
    times = rng.uniform(0, 39, customers["frequency"].sum())
    ax, data = plots.tracking(model, customers, times, 52, lang=lang)
    drawn_clean(ax)
    assert data["actual"].iloc[-1] == customers["frequency"].sum()
    at_end = np.interp(39, data["t"], data["model"])
    assert at_end == pytest.approx(ahead, rel=1e-3)
    assert data["model"].is_monotonic_increasing
