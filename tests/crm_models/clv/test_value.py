"""Lifetime value from cash flows and retention: identities, edges, refusals."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crm_models import clv
from crm_models.errors import DataError, ModelError
from crm_models.units import DiscountRate, Period

rates = st.floats(0.0, 0.5)
shares = st.floats(0.0, 1.0)
flows = st.lists(st.floats(-1000, 1000), min_size=1, max_size=12)


class TestNpv:
    @given(flows, rates)
    def test_spot_and_compound_agree_at_a_constant_rate(self, value, rate):
        spot = clv.npv(value, rate=rate)
        assert spot == pytest.approx(clv.npv(value, rate=rate, discount="compound"), abs=1e-9)

    def test_spot_and_compound_differ_when_rates_change(self):
        value, rate = [0, 100, 100], [0, 0.1, 0.2]
        assert clv.npv(value, rate=rate) == pytest.approx(100 / 1.1 + 100 / 1.2**2)
        compound = clv.npv(value, rate=rate, discount="compound")
        assert compound == pytest.approx(100 / 1.1 + 100 / (1.1 * 1.2))

    @given(st.floats(-1000, 1000), rates)
    def test_money_now_is_not_discounted(self, value, rate):
        assert clv.npv([value], rate=rate) == value

    @given(flows, rates)
    def test_cost_is_negative_value(self, value, rate):
        cost = [abs(v) / 3 for v in value]
        net = [v - c for v, c in zip(value, cost, strict=True)]
        assert clv.npv(value, cost, rate=rate) == pytest.approx(clv.npv(net, rate=rate), abs=1e-9)

    @given(flows, rates, st.data())
    def test_lifetime_cuts_what_comes_after(self, value, rate, data):
        last = data.draw(st.integers(0, len(value) - 1))
        cut = clv.npv(value, rate=rate, lifetime=last)
        assert cut == pytest.approx(clv.npv(value[: last + 1], rate=rate), abs=1e-9)

    @given(st.floats(1, 100), st.floats(0.01, 0.5), st.integers(1, 40))
    def test_annuity(self, margin, rate, years):
        value = clv.npv([0, *[margin] * years], rate=rate)
        assert value == pytest.approx(margin * (1 - (1 + rate) ** -years) / rate)

    @given(st.lists(st.tuples(st.floats(-99, 99), st.floats(-99, 99)), min_size=1, max_size=9))
    def test_equity_is_the_sum_of_customers(self, table):
        total = sum(clv.npv(list(row), rate=0.1) for row in table)
        assert clv.customer_equity(table, rate=0.1) == pytest.approx(total, abs=1e-9)

    def test_equity_cuts_each_customer_at_its_own_lifetime(self):
        equity = clv.customer_equity([[1, 10, 100]] * 3, rate=0.0, lifetime=[0, 1, 2])
        assert equity == 1 + 11 + 111

    @pytest.mark.parametrize(
        ("call", "words"),
        [
            (lambda: clv.npv([[1, 2]], rate=0.1), "customer_equity"),
            (lambda: clv.npv([1, np.nan], rate=0.1), "missing"),
            (lambda: clv.npv([1, 2], [1], rate=0.1), "shape"),
            (lambda: clv.npv([1, 2], rate=[0.1]), "2 rates"),
            (lambda: clv.npv([1, 2], rate=-1), "above -1"),
            (lambda: clv.npv([1, 2], rate=0.1, lifetime=2), "from 0 to 1"),
            (lambda: clv.npv([1, 2], rate=0.1, discount="x"), "spot or compound"),
            (lambda: clv.customer_equity([1, 2], rate=0.1), "one row per customer"),
        ],
    )
    def test_refusals(self, call, words):
        with pytest.raises(ModelError, match=words):
            call()

    def test_refusal_names_the_customers(self):
        with pytest.raises(DataError) as caught:
            clv.customer_equity([[1, 2]] * 3, rate=0.1, lifetime=[0, 2, -1])
        assert caught.value.rows == (1, 2)


class TestRetention:
    @given(st.floats(0.0, 0.95), rates)
    def test_closed_forms_are_the_limit_of_the_sums(self, r, d):
        for first in ("now", "after_one_period"):
            endless = clv.margin_multiple(r, d, first=first)
            assert clv.margin_multiple(r, d, first=first, periods=2000) == pytest.approx(endless)

    @given(st.floats(1, 1000), st.floats(0.0, 0.95), rates)
    def test_the_two_conventions_differ_by_one_margin(self, m, r, d):
        now = clv.retention_value(m, r, d, first="now")
        assert now - clv.retention_value(m, r, d) == pytest.approx(m)

    def test_digits(self):
        # r = .9, d = .12: 4.0909 (the multiple in every text on customer value).
        assert round(clv.margin_multiple(0.9, 0.12), 4) == 4.0909

    @given(st.floats(0.0, 0.95), st.floats(0.01, 0.5), st.integers(1, 30))
    def test_it_is_the_net_present_value_of_expected_margins(self, r, d, n):
        flows = [r**t for t in range(n)]
        assert clv.margin_multiple(r, d, first="now", periods=n) == pytest.approx(
            clv.npv(flows, rate=d)
        )
        curve = clv.retention_curve_value([1.0] * n, [r] * (n - 1), d)
        assert curve == pytest.approx(clv.npv(flows, rate=d))

    def test_no_end_without_discount_or_churn(self):
        with pytest.raises(ModelError, match="does not converge"):
            clv.margin_multiple(1.0, 0.0)
        assert clv.margin_multiple(1.0, 0.0, periods=7) == 7

    @pytest.mark.parametrize(
        "call",
        [
            lambda: clv.margin_multiple(1.2, 0.1),
            lambda: clv.margin_multiple(0.9, -1),
            lambda: clv.margin_multiple(0.9, 0.1, first="later"),
            lambda: clv.margin_multiple(0.9, 0.1, periods=-1),
            lambda: clv.retention_curve_value([1, 1], [0.5, 0.5], 0.1),
            lambda: clv.retention_curve_value([1, 1], [1.5], 0.1),
        ],
    )
    def test_refusals(self, call):
        with pytest.raises(ModelError):
            call()


class TestSplit:
    @given(st.lists(st.tuples(st.integers(-400, 400), st.floats(-99, 99)), min_size=1, max_size=9))
    def test_total_does_not_depend_on_where_now_is(self, dated):
        origin = pd.Timestamp("2024-06-01")
        days, amounts = zip(*dated, strict=True)
        table = pd.DataFrame({"date": origin + pd.to_timedelta(days, unit="D"), "amount": amounts})
        rate = DiscountRate(0.1, "year")
        parts = clv.split(table, as_of=origin, rate=rate)
        later = clv.split(table, as_of=origin + pd.Timedelta(days=50), rate=rate)
        factor = rate.factor(Period(50, "day"))
        assert parts.total == pytest.approx(later.total * factor, abs=1e-9)

    def test_past_flows_grow_and_future_ones_shrink(self):
        table = pd.DataFrame(
            {"date": pd.to_datetime(["2023-01-01", "2025-01-01"]), "amount": [100.0, 100.0]}
        )
        parts = clv.split(table, as_of="2024-01-01", rate=DiscountRate(0.1, "year"))
        assert parts.historic == pytest.approx(110, abs=0.02)
        assert parts.potential == pytest.approx(100 / 1.1, abs=0.03)

    def test_missing_amounts_are_named(self):
        table = pd.DataFrame({"date": pd.to_datetime(["2023-01-01"] * 2), "amount": [1, None]})
        with pytest.raises(DataError) as caught:
            clv.split(table, as_of="2024-01-01", rate=DiscountRate(0.1, "year"))
        assert caught.value.rows == (1,)


class TestMatrix:
    def test_a_value_at_the_cut_is_high(self):
        now, later = pd.Series([50.0, 49.99]), pd.Series([50.0, 50.0])
        assert clv.matrix_class(now, later, cuts=(50, 50)).tolist() == ["I", "III"]

    @given(st.lists(st.tuples(st.floats(0, 99), st.floats(0, 99)), min_size=1, max_size=20))
    def test_everyone_has_one_class(self, values):
        table = pd.DataFrame(values, columns=["now", "later"])
        classes = clv.matrix_class(table["now"], table["later"], cuts=("median", "mean"))
        assert clv.matrix_counts(classes).sum() == len(table)
        assert clv.matrix_migration(classes, classes).to_numpy().trace() == len(table)

    def test_refusals(self):
        one, other = pd.Series([1.0]), pd.Series([1.0], index=["x"])
        with pytest.raises(ModelError, match="not of the same customers"):
            clv.matrix_class(one, other)
        with pytest.raises(ModelError, match="mean, median or an amount"):
            clv.matrix_class(one, one, cuts=("mode", 1))
        with pytest.raises(DataError, match="potential value is missing"):
            clv.matrix_class(one, pd.Series([np.nan]))

    def test_portfolio(self):
        now = pd.Series([100.0, 90, 50, 10, 5, 4, 3, 2, 1, 1])
        later = pd.Series([5.0, 90, 60, 200, 5, 4, 3, 2, 1, 1])
        table = clv.portfolio(now, later, cost_to_serve=now / 10, share=0.1)
        assert table["rank"].iloc[3] == 1
        assert table["significant"].tolist() == [i in {1, 2, 3} for i in range(10)]
        assert table["net_value"].iloc[0] == 95
        with pytest.raises(ModelError):
            clv.portfolio(now, later, share=1.5)


class TestCLTV:
    CUSTOMER = clv.Relationship(
        pgs=100, cs=50, cm=10, mpa=0.5, t=3, nca=2, pe=7, new_customer_value=30,
        retention=0.8, discount=0.1,
    )  # fmt: skip

    def test_default_algebra(self):
        loyal = 1 + 0.8 / 1.1 + (0.8 / 1.1) ** 2 + 0.5
        assert clv.CLTV().value(self.CUSTOMER) == pytest.approx(40 * loyal + 67)

    def test_the_parts_by_hand(self):
        from crm_models.clv import cltv

        assert cltv.revenue(self.CUSTOMER) == 100 - 50 - 10
        step = 0.8 / 1.1
        assert cltv.loyalty(self.CUSTOMER) == pytest.approx(1 + step + step**2 + 0.5)
        assert cltv.influence(self.CUSTOMER) == 2 * 30 + 7

    def test_value_splits_by_source(self):
        parts = clv.CLTV().by_source(self.CUSTOMER)
        assert parts.sum() == pytest.approx(clv.CLTV().value(self.CUSTOMER))
        assert parts.to_dict() == pytest.approx(
            {
                "repeat": 40 * (1 + 0.8 / 1.1 + (0.8 / 1.1) ** 2),
                "cross": 40 * 0.5,
                "referral": 2 * 30,
                "endorsement": 7,
            }
        )
        alone = clv.Relationship(pgs=100, cs=50, cm=10)
        assert clv.CLTV().by_source(alone).tolist() == [40, 0, 0, 0]

    def test_parts_can_be_replaced(self):
        half = clv.CLTV(integrate=lambda r, loyal, influenced: (r * loyal + influenced) / 2)
        assert half.value(self.CUSTOMER) == clv.CLTV().value(self.CUSTOMER) / 2

    def test_sensitivity_changes_one_input_at_a_time(self):
        table = clv.CLTV().sensitivity(self.CUSTOMER, 0.1)
        assert table.index[0] == "pgs"
        loyal = 1 + 0.8 / 1.1 + (0.8 / 1.1) ** 2 + 0.5
        assert table.loc["pgs", "swing"] == pytest.approx(20 * loyal)
        assert table.loc["cm", "swing"] == pytest.approx(-2 * loyal)
        assert table.loc["t", "swing"] == 0  # a tenth of three periods is not a period

    def test_refusal(self):
        with pytest.raises(ModelError):
            clv.Relationship(pgs=1, cs=0, cm=0, retention=1.1)


class TestEconomics:
    @given(st.floats(1, 500), st.floats(1, 100), st.floats(0.3, 1.0), rates)
    def test_payback_is_the_first_period_that_repays(self, cost, margin, r, d):
        t = clv.payback(cost, margin, r, d)
        flows = [margin * r ** (k - 1) / (1 + d) ** k for k in range(1, 1201)]
        if t is None:
            assert sum(flows) < cost
        else:
            assert sum(flows[:t]) >= cost * (1 - 1e-8)
            assert sum(flows[: t - 1]) < cost

    def test_payback_of_nothing_is_at_once(self):
        assert clv.payback(0, [1, 1]) == 0

    @given(st.floats(10, 100), st.floats(0.1, 0.9), st.floats(0.01, 0.3), st.floats(0, 50))
    def test_break_even_uplift_gains_nothing(self, margin, r, d, cost):
        base = {"margin": margin, "retention": r, "discount": d, "retention_cost": cost}
        found = clv.keep_or_acquire(**base, uplift=0.0, acquisition_cost=10)
        assume(np.isfinite(found.break_even_uplift))
        even = clv.keep_or_acquire(**base, uplift=found.break_even_uplift, acquisition_cost=10)
        assert even.keep == pytest.approx(0, abs=1e-6 * margin)

    def test_no_uplift_can_pay_for_everything(self):
        found = clv.keep_or_acquire(
            margin=1, retention=0.9, discount=0.1, retention_cost=1000, uplift=0.1,
            acquisition_cost=0,
        )  # fmt: skip
        assert found.break_even_uplift == np.inf
        assert not found.cheaper_to_keep

    def test_relationship_gain(self):
        gain = clv.relationship_gain(profitability=100, retention_cost=10, customers=50, churned=5)
        assert gain == 50 * 90 - 500
        with pytest.raises(ModelError):
            clv.relationship_gain(profitability=1, retention_cost=0, customers=1, churned=2)


class TestExplanations:
    def test_numbers_are_those_of_the_functions(self):
        value, cost = [0, 60, 60, 60], [150, 5, 5, 5]
        for options in ({}, {"discount": "compound"}, {"lifetime": 2}):
            working = clv.explain_npv(value, cost, rate=[0, 0.1, 0.2, 0.3], **options)
            assert working.value == clv.npv(value, cost, rate=[0, 0.1, 0.2, 0.3], **options)
        for options in ({}, {"first": "now", "acquisition": 20}, {"periods": 3}):
            working = clv.explain_retention_value(100, 0.8, 0.1, **options)
            assert working.value == clv.retention_value(100, 0.8, 0.1, **options)

    def test_the_sum_shows_each_flow_with_its_own_rate(self):
        working = clv.explain_npv([1, 2, 3], rate=[0, 0.1, 0.2], discount="compound")
        assert r"\frac{3}{(1+0.1)(1+0.2)}" in working.substitution
        assert "lifetime value" in working.plain("en")
        assert "现值" in working.plain("zh")

    def test_models_explain_one_customer(self):
        bg = clv.BetaGeoNBD().given(r=0.243, alpha=4.414, a=0.793, b=2.426)
        mbg = clv.ModifiedBetaGeoNBD().given(r=0.525, alpha=6.183, a=0.891, b=1.614)
        for model in (bg, mbg):
            working = clv.explain_p_alive(model, 2, 30.43, 38.86)
            one = pd.DataFrame({"frequency": [2], "recency": [30.43], "T": [38.86]})
            assert working.value == model.p_alive(one).iloc[0]
            # The odds in words are those of the number.
            odds = float(working.interpretation.en.split("having left are ")[1].split()[0])
            assert working.value == pytest.approx(1 / (1 + odds), rel=1e-3)
        assert "an assumption" in clv.explain_p_alive(bg, 0, 0, 38.86).interpretation.en
        assert clv.explain_p_alive(bg, 0, 0, 38.86).value == 1
        assert clv.explain_p_alive(mbg, 0, 0, 38.86).value < 0.5

    def test_spend_is_a_weighted_mean(self):
        model = clv.GammaGamma().given(p=6.25, q=3.74, gamma=15.44)
        working = clv.explain_expected_spend(model, 3, 50.0)
        own, overall = 6.25 * 3 / (6.25 * 3 + 2.74), 6.25 * 15.44 / 2.74
        assert working.value == pytest.approx(own * 50 + (1 - own) * overall)
        with pytest.raises(ModelError, match="does not exist"):
            clv.explain_expected_spend(clv.GammaGamma().given(p=6.25, q=0.9, gamma=15.44), 3, 50.0)

    def test_retention_rate(self):
        model = clv.ShiftedBetaGeometric().given(alpha=0.7, beta=1.2)
        assert clv.explain_retention_rate(model, 3).value == pytest.approx(3.2 / 3.9)
