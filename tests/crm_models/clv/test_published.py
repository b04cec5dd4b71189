"""Digits in print, each with its source. Parameters come from our own fits unless given."""

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.special import hyp2f1

from crm_models import clv
from crm_models.units import DiscountRate


def history(x, t_x, T):
    return pd.DataFrame({"frequency": x, "recency": t_x, "T": T})


class TestCDNOW:
    """Fader, Hardie and Lee, Marketing Science 24 (2005), and packages that reproduce it."""

    def test_bg_nbd(self, cdnow_exact):
        # CLVTools tests/test_correctness_bgnbd.R, BG/NBD on CDNOW: estimates and LL.
        model = clv.BetaGeoNBD().fit(cdnow_exact)
        expected = {"r": 0.2425945, "alpha": 4.4136019, "a": 0.7929199, "b": 2.4258881}
        assert model.params_ == pytest.approx(expected, rel=1e-5)
        assert model.loglik_ == pytest.approx(-9582.429, abs=5e-4)
        assert model.status_.kind == "interior"

    def test_bg_nbd_walkthrough(self, cdnow_exact):
        # BTYD walkthrough: its optimiser stopped at a tolerance of about 1e-4.
        model = clv.BetaGeoNBD().fit(cdnow_exact)
        btyd = {"r": 0.2425982, "alpha": 4.4136842, "a": 0.7929899, "b": 2.4261667}
        assert model.params_ == pytest.approx(btyd, rel=2e-4)
        assert round(model.loglik_, 3) == -9582.429

    def test_bg_nbd_paper(self, cdnow_exact):
        # Fader, Hardie and Lee (2005), table 2: three decimals, LL to one.
        model = clv.BetaGeoNBD().fit(cdnow_exact)
        rounded = [round(value, 3) for value in model.params_.values()]
        assert rounded == [0.243, 4.414, 0.793, 2.426]
        assert round(model.loglik_, 1) == -9582.4

    def test_bg_nbd_rounded_weeks(self, cdnow):
        # The CSV's rounding of weeks to two decimals moves the LL by 0.004.
        model = clv.BetaGeoNBD().fit(cdnow)
        expected = {"r": 0.2425929, "alpha": 4.4135316, "a": 0.7928861, "b": 2.4257534}
        assert model.params_ == pytest.approx(expected, rel=1e-6)
        assert model.loglik_ == pytest.approx(-9582.425561, abs=1e-6)
        errors = {"r": 0.012557, "alpha": 0.378221, "a": 0.185719, "b": 0.705346}
        assert model.se_.round(6).to_dict() == errors

    def test_covariance_is_what_lifetimes_gets_wrong(self, cdnow):
        # lifetimes 0.11.3 gives cov(r, alpha) = .067431 but cov(alpha, r) = .000204.
        cov = clv.BetaGeoNBD().fit(cdnow).cov_
        assert cov.loc["r", "alpha"] == pytest.approx(0.003706, abs=1e-6)
        assert cov.loc["alpha", "r"] == cov.loc["r", "alpha"]

    def test_pareto_nbd(self, cdnow_exact):
        # CLVTools tests/test_correctness_pnbd_nocovstaticcov.R: estimates, SE, LL (its optimiser
        # stopped at a tolerance of about 1e-4).
        model = clv.ParetoNBD().fit(cdnow_exact)
        expected = {"r": 0.55315, "alpha": 10.57633, "s": 0.60625, "beta": 11.67150}
        assert model.params_ == pytest.approx(expected, rel=3e-4)
        errors = {"r": 0.0476264, "alpha": 0.8427222, "s": 0.1872594, "beta": 6.2105448}
        assert model.se_.to_dict() == pytest.approx(errors, rel=2e-4)
        assert model.loglik_ == pytest.approx(-9594.976, abs=5e-4)

    def test_pareto_nbd_paper(self, cdnow_exact):
        # Fader, Hardie and Lee (2005), table 2: three decimals, LL to one.
        model = clv.ParetoNBD().fit(cdnow_exact)
        assert [round(v, 3) for v in model.params_.values()] == [0.553, 10.578, 0.606, 11.669]
        assert round(model.loglik_, 1) == -9595.0

    def test_pareto_nbd_rounded_weeks(self, cdnow):
        model = clv.ParetoNBD().fit(cdnow)
        expected = {"r": 0.553276, "alpha": 10.577618, "s": 0.606214, "beta": 11.667919}
        assert model.params_ == pytest.approx(expected, rel=2e-6)
        assert model.loglik_ == pytest.approx(-9594.973930, abs=1e-6)
        errors = {"r": 0.0476288, "alpha": 0.842724, "s": 0.1872796, "beta": 6.2110307}
        assert model.se_.to_dict() == pytest.approx(errors, rel=1e-5)

    def test_mbg_nbd(self, cdnow):
        # BTYDplus (mbgcnbd, k = 1), quoted in the tests of lifetimes.
        model = clv.ModifiedBetaGeoNBD().fit(cdnow)
        rounded = [round(value, 3) for value in model.params_.values()]
        assert rounded == [0.525, 6.183, 0.891, 1.614]
        more = {"r": 0.52484, "alpha": 6.18299, "a": 0.89136, "b": 1.61400}
        assert model.params_ == pytest.approx(more, abs=6e-6)
        assert model.loglik_ == pytest.approx(-9582.1327, abs=1e-4)

    def test_gamma_gamma(self, cdnow_exact):
        # Fader and Hardie, note 025 (2013): p 6.25, q 3.74, gamma 15.44; LL from CLVTools
        # test_correctness_gg.R; first ten customers from the note.
        model = clv.GammaGamma().fit(cdnow_exact[cdnow_exact["frequency"] > 0])
        assert [round(v, 2) for v in model.params_.values()] == [6.25, 3.74, 15.44]
        assert model.loglik_ == pytest.approx(-4055.9177, abs=1e-4)
        spend = model.expected_spend(cdnow_exact.loc[1:10]).round(2).tolist()
        expected = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
        assert spend == expected

    def test_gamma_gamma_rounded_spend(self, cdnow_spending):
        model = clv.GammaGamma().fit(cdnow_spending)
        expected = {"p": 6.248802, "q": 3.744588, "gamma": 15.447748}
        assert model.params_ == pytest.approx(expected, rel=1e-6)
        assert model.loglik_ == pytest.approx(-4055.923244, abs=1e-6)


class TestPredictions:
    def test_customer_one(self):
        # Fader, Hardie and Lee (2005): E[Y(39) | x = 2, t_x = 30.43, T = 38.86] = 1.226.
        model = clv.BetaGeoNBD().given(r=0.243, alpha=4.414, a=0.793, b=2.426)
        value = model.expected_purchases(39, history([2], [30.43], [38.86])).iloc[0]
        assert round(value, 3) == 1.226

    def test_expected_purchases_of_new_customers(self, cdnow):
        # lifetimes test_estimation.py, from the BG/NBD Excel workbook of Hardie (note 004).
        model = clv.BetaGeoNBD().fit(cdnow)
        value = model.expected_purchases_new([0.1429, 1, 3, 31.8571, 32, 78])
        expected = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576]
        assert value == pytest.approx(expected, abs=4e-4)

    def test_pmf(self):
        # lifetimes test_estimation.py (from BTYD's bgnbd.pmf), parameters .243 4.414 .793 2.426.
        model = clv.BetaGeoNBD().given(r=0.243, alpha=4.414, a=0.793, b=2.426)
        assert model.pmf(10, 2) == pytest.approx(1.07869e-07, rel=1e-5)
        assert model.pmf(0, 39) == pytest.approx(0.5737864, abs=1e-7)
        expected = """.0019995214 .0015170236 .0011633150 .0009003148 .0007023638
                      .0005517902 .0004361913 .0003467171 .0002769613 .0002222260"""
        probability = model.pmf(range(11, 21), 30)
        assert probability == pytest.approx(list(map(float, expected.split())), abs=1e-10)

    def test_walkthrough_new_customers(self, cdnow_exact):
        # BTYD walkthrough (Dziurzynski, Wadsworth, McCarthy): E[X(52)].
        assert clv.BetaGeoNBD().fit(cdnow_exact).expected_purchases_new(52) == pytest.approx(
            1.444004, abs=1e-5
        )
        assert clv.ParetoNBD().fit(cdnow_exact).expected_purchases_new(52) == pytest.approx(
            1.473434, abs=1e-5
        )

    def test_walkthrough_customer_1516(self, cdnow_exact):
        customer = cdnow_exact.loc[[1516]]
        assert customer[["frequency", "recency", "T"]].round(3).to_numpy().tolist() == [
            [26, 30.857, 31]
        ]
        pareto, bg = clv.ParetoNBD().fit(cdnow_exact), clv.BetaGeoNBD().fit(cdnow_exact)
        assert pareto.expected_purchases(52, customer).iloc[0] == pytest.approx(25.45647, rel=1e-4)
        assert pareto.p_alive(customer).iloc[0] == pytest.approx(0.997874, abs=1e-6)
        assert bg.expected_purchases(52, customer).iloc[0] == pytest.approx(25.75659, abs=1e-3)
        assert bg.p_alive(customer).iloc[0] == pytest.approx(0.9688523, abs=1e-5)

    def test_increasing_frequency_paradox(self, cdnow_exact):
        # BTYD walkthrough: the more often one bought before falling silent, the less is expected.
        table = history([10, 15, 20, 25], 20, 39)
        pareto = clv.ParetoNBD().fit(cdnow_exact).expected_purchases(52, table)
        bg = clv.BetaGeoNBD().fit(cdnow_exact).expected_purchases(52, table)
        assert pareto.to_numpy() == pytest.approx(
            [0.7062289, 0.1442396, 0.02250658, 0.00309267], rel=1e-3
        )
        assert bg.to_numpy() == pytest.approx(
            [0.3474606, 0.04283391, 0.004158973, 0.0003583685], rel=2e-4
        )
        assert pareto.is_monotonic_decreasing
        assert bg.is_monotonic_decreasing


class TestNumericProbes:
    def test_many_purchases_do_not_overflow(self):
        # Hardie, note 027 (2022), as in the tests of pymc-marketing.
        model = clv.BetaGeoNBD().given(r=0.25, alpha=4.0, a=0.80, b=2.50)
        logp = model.log_likelihood(history([0, 200], [0, 38], [40, 40]))
        assert logp.to_numpy() == pytest.approx([-0.59947382, 100.7957], rel=1e-6)

    def test_pareto_p_alive_with_hundreds_of_purchases(self):
        # CLVTools: these customers once gave NaN.
        model = clv.ParetoNBD().given(r=0.5143, alpha=2.8845, s=0.2856, beta=14.1087)
        table = history(
            [221, 254, 161, 204],
            [103.42857, 97.14286, 94.71429, 98.57143],
            [103.57143, 97.28571, 98, 99.42857],
        )
        alive = model.p_alive(table)
        assert np.isfinite(alive).all()
        assert ((alive > 0.5) & (alive < 1)).all()

    @pytest.mark.parametrize("a", [1.0, 1 + 1e-13, 1 - 1e-9, 1 + 1e-4])
    def test_bg_nbd_at_a_equal_1(self, a):
        # At a = 1 the textbook formula is 0/0; lifetimes gives infinity, and .0028 at 1 + 1e-13.
        # E[X(t)] is also the integral of the purchase rate of those still active.
        r, alpha, b, t = 0.243, 4.414, 2.426, 30
        model = clv.BetaGeoNBD().given(r=r, alpha=alpha, a=a, b=b)
        rate, _ = quad(lambda u: r / alpha * hyp2f1(r + 1, a, a + b, -u / alpha), 0, t)
        assert model.expected_purchases_new(t) == pytest.approx(rate, rel=1e-10)

    @pytest.mark.parametrize("s", [1.0, 1 + 1e-13, 1 - 1e-9])
    def test_pareto_is_smooth_at_s_equal_1(self, s):
        # E[X(t)] at s = 1 is r beta/alpha log(1 + t/beta), by l'Hopital.
        model = clv.ParetoNBD().given(r=0.55, alpha=10.0, s=s, beta=11.0)
        expected = 0.55 * 11 / 10 * np.log1p(30 / 11)
        assert model.expected_purchases_new(30) == pytest.approx(expected, rel=1e-8)

    @pytest.mark.parametrize("model", [
        clv.BetaGeoNBD().given(r=0.243, alpha=4.414, a=0.793, b=2.426),
        clv.ModifiedBetaGeoNBD().given(r=0.525, alpha=6.183, a=0.891, b=1.614),
        clv.ParetoNBD().given(r=0.553, alpha=10.578, s=0.606, beta=11.669),
    ])  # fmt: skip
    def test_pmf_of_200_purchases(self, model):
        # lifetimes overflows in the gamma function and gives NaN.
        assert 0 < model.pmf(200, 39) < 1e-9

    def test_gamma_gamma_mean_does_not_exist_for_q_below_1(self):
        # lifetimes silently gives a mean of -300.
        model = clv.GammaGamma().given(p=6.0, q=0.9, gamma=15.0)
        assert model.expected_spend_new() == np.inf


class TestDonations:
    """Fader, Hardie and Shang, Marketing Science 29 (2010)."""

    @pytest.fixture(scope="class")
    @staticmethod
    def model(donations):
        data, weights = donations
        return clv.BetaGeoBetaBinomial().fit(data, weights=weights)

    def test_estimates(self, model):
        # The paper (three decimals), and BTYD 2.4 with LL -33225.58.
        rounded = [round(value, 3) for value in model.params_.values()]
        assert rounded == pytest.approx([1.204, 0.750, 0.657, 2.783], abs=1.01e-3)
        btyd = {"alpha": 1.203507, "beta": 0.7497667, "gamma": 0.6567568, "delta": 2.783887}
        assert model.params_ == pytest.approx(btyd, rel=2e-4)
        # lifetimes 0.11.3 on the same 22 rows.
        lifetimes = {"alpha": 1.2035224, "beta": 0.7497164, "gamma": 0.6567182, "delta": 2.7834420}
        assert model.params_ == pytest.approx(lifetimes, rel=1e-5)
        assert model.loglik_ == pytest.approx(-33225.5813, abs=1e-4)

    def test_alive_in_2002(self, model):
        # Table 6: gave in 1995 only .11; last in 1999, twice .59; every year .93.
        alive = model.p_alive(history([0, 2, 6], [0, 4, 6], 6), horizon=1)
        assert alive.round(2).tolist() == [0.11, 0.59, 0.93]

    def test_expectations(self, model, donations):
        # BTYD walkthrough: sum over donors for the next five years; in-sample counts.
        _, weights = donations
        assert model.expected_purchases(5) @ weights == pytest.approx(12884.2, abs=0.06)
        counts = model.pmf([0, 6], 6) * weights.sum()
        assert counts.round(1).tolist() == [3454.9, 1253.1]


class TestContracts:
    """Fader and Hardie, Journal of Interactive Marketing 21 (2007)."""

    HIGH_END = (1000, 869, 743, 653, 593, 551, 517, 491)
    REGULAR = (1000, 631, 468, 382, 326, 289, 262, 241)

    @pytest.mark.parametrize(
        ("survivors", "alpha", "beta", "loglik"),
        [(HIGH_END, 0.6681, 3.8061, -1611.16), (REGULAR, 0.7041, 1.1820, -1680.27)],
    )
    def test_seven_renewals(self, survivors, alpha, beta, loglik):
        data, weights = clv.from_survivors(survivors)
        model = clv.ShiftedBetaGeometric().fit(data, weights=weights)
        assert {k: round(v, 4) for k, v in model.params_.items()} == {"alpha": alpha, "beta": beta}
        assert round(model.loglik_, 2) == loglik

    @pytest.mark.parametrize(
        ("survivors", "alpha", "beta"), [(HIGH_END, 1.281, 7.790), (REGULAR, 0.764, 1.296)]
    )
    def test_four_renewals(self, survivors, alpha, beta):
        data, weights = clv.from_survivors(survivors[:5])
        model = clv.ShiftedBetaGeometric().fit(data, weights=weights)
        assert {k: round(v, 3) for k, v in model.params_.items()} == {"alpha": alpha, "beta": beta}

    def test_projection_and_residual_lifetime(self):
        # README of jdmaturen/shifted_beta_geometric_py: years 8 to 12, and DERL at d = .10 after
        # eight payments (Fader and Hardie 2010).
        data, weights = clv.from_survivors(self.HIGH_END)
        model = clv.ShiftedBetaGeometric(unit="year").fit(data, weights=weights)
        ahead = model.survival(np.arange(8, 13)).round(3).tolist()
        assert ahead == [0.460, 0.436, 0.414, 0.395, 0.378]
        assert model.derl(DiscountRate(0.10, "year"), paid=8) == pytest.approx(7.52963, abs=1e-5)
