"""The formulas against plain quadrature, over the range of parameters and data."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.special import betaln, hyp2f1, hyperu

from crm_models import clv
from crm_models.clv.bfgs import minimise
from crm_models.clv.departure import departure
from crm_models.clv.rows import compress
from crm_models.clv.special import across, log_rising, softplus_sigmoid
from crm_models.units import DiscountRate

positive = st.floats(0.1, 20)
counts = st.sampled_from([0, 1, 3, 10, 100, 1000])
spans = st.floats(0.1, 300)


def one(x, t_x, T):
    return pd.DataFrame({"frequency": [x], "recency": [t_x], "T": [T]})


@given(positive, positive, positive, positive, counts, spans, spans)
@example(r=1.0, alpha=1.0, a=2.0, b=1.0, x=100, T=1.0, t=19.0)  # scipy's series overflows here
@settings(max_examples=100)
def test_bg_nbd_expectation_is_the_mean_over_customers(r, alpha, a, b, x, T, t):
    t_x = T * 0.999 if x else 0.0
    model = clv.BetaGeoNBD().given(r=r, alpha=alpha, a=a, b=b)
    n, time, stay = r + x, alpha + T, b + x

    def integrand(logit):
        # E[(1 - exp(-lambda p t))/p] over lambda, then over p on a logit scale.
        log_p, log_q = -np.logaddexp(0, -logit), -np.logaddexp(0, logit)
        p = np.exp(log_p)
        bought = -np.expm1(-n * np.log1p(p * t / time)) / p
        return bought * np.exp(a * log_p + stay * log_q - betaln(a, stay))

    middle, wide = np.log(a / stay), 60 / min(a, stay, 1)
    knots = np.unique(middle + np.array([-wide, -60, -20, -8, -3, 0, 3, 8, 60, wide + 1]))
    # Gauss-Legendre on forty panels between any two knots.
    node, weight = np.polynomial.legendre.leggauss(10)
    edges = np.concatenate([np.linspace(*ends, 41)[:-1] for ends in itertools.pairwise(knots)])
    width = np.diff(np.append(edges, knots[-1]))
    at = edges[:, None] + width[:, None] * (node + 1) / 2
    mean = float((integrand(at) * weight * width[:, None] / 2).sum())
    expected = mean * model.p_alive(one(x, t_x, T)).iloc[0]
    assert model.expected_purchases(t, one(x, t_x, T)).iloc[0] == pytest.approx(expected, rel=1e-7)


@given(positive, positive, positive, positive, counts, spans, st.floats(0, 1))
@settings(max_examples=80)
def test_pareto_integral(r, alpha, s, beta, x, T, when):
    t_x = T * when if x else 0.0
    got = departure(np.array([r + x]), alpha, s, beta, np.array([t_x]), np.array([T]))
    node, weight = np.polynomial.legendre.leggauss(8)
    span = np.log1p((T - t_x) / (min(alpha, beta) + t_x))
    edges = np.concatenate([[0], np.geomspace(1e-8, 1, 500)]) * span
    v = (edges[:-1, None] + np.diff(edges)[:, None] * (node + 1) / 2).ravel()
    w = (np.diff(edges)[:, None] * weight / 2).ravel()
    tau = (min(alpha, beta) + t_x) * np.exp(v) - min(alpha, beta)
    log_gone = (
        np.log(s) + np.log(min(alpha, beta) + tau) - np.log(beta + tau)
        - s * np.log((beta + tau) / (beta + T)) - (r + x) * np.log((alpha + tau) / (alpha + T))
    )  # fmt: skip
    top = max(log_gone.max(initial=0), 0)
    gone = w @ np.exp(log_gone - top)
    total = gone + np.exp(-top)
    assert got.log_total[0] == pytest.approx(top + np.log(total), abs=1e-9)
    assert got.left[0] == pytest.approx(gone / total, abs=1e-9)
    in_alpha = (w * np.exp(log_gone - top)) @ (1 / (alpha + tau)) + np.exp(-top) / (alpha + T)
    assert got.in_alpha[0] == pytest.approx(in_alpha / total, rel=1e-8)


def test_pareto_likelihood_is_the_hypergeometric_one():
    # Fader and Hardie (2005), for alpha above beta.
    r, alpha, s, beta, x, t_x, T = 0.55, 10.6, 0.6, 3.2, 4, 21.0, 30.0
    n, gap = r + s + x, alpha - beta

    def term(time):
        return hyp2f1(n, s + 1, n + 1, gap / (alpha + time)) / (alpha + time) ** n

    log_gamma = np.log(r * (r + 1) * (r + 2) * (r + 3))
    bracket = 1 / ((alpha + T) ** (r + x) * (beta + T) ** s) + s / n * (term(t_x) - term(T))
    expected = log_gamma + r * np.log(alpha) + s * np.log(beta) + np.log(bracket)
    model = clv.ParetoNBD().given(r=r, alpha=alpha, s=s, beta=beta)
    assert model.log_likelihood(one(x, t_x, T)).iloc[0] == pytest.approx(expected, rel=1e-12)


class TestResidualTransactions:
    RATE = DiscountRate(0.15, "year")

    def test_pareto_is_the_confluent_form(self):
        # Fader, Hardie and Lee, JMR 42 (2005), with Tricomi's function.
        model = clv.ParetoNBD(unit="week").given(r=0.553, alpha=10.578, s=0.606, beta=11.669)
        delta = self.RATE.continuous("week")
        for x, t_x, T in [(7, 35, 39), (0, 0, 39), (2, 5.0, 39), (60, 38, 39)]:
            alive = model.p_alive(one(x, t_x, T)).iloc[0]
            rest = 11.669 + T
            psi = hyperu(0.606, 0.606, delta * rest) * delta ** (0.606 - 1) * rest**0.606
            expected = alive * (0.553 + x) / (10.578 + T) * psi
            assert model.dert(self.RATE, one(x, t_x, T)).iloc[0] == pytest.approx(
                expected, rel=1e-7
            )

    @pytest.mark.parametrize("name", ["BetaGeoNBD", "ModifiedBetaGeoNBD", "ParetoNBD"])
    def test_it_is_the_sum_of_discounted_purchases(self, name):
        params = {"r": 0.5, "alpha": 6.0} | (
            {"s": 0.6, "beta": 11.0} if name == "ParetoNBD" else {"a": 0.8, "b": 2.4}
        )
        model = getattr(clv, name)(unit="week").given(**params)
        delta = self.RATE.continuous("week")
        edges = np.concatenate([np.linspace(0, 200, 801), np.geomspace(201, 15000, 400)])
        ahead = model.expected_purchases(edges, one(3, 30, 39)).to_numpy()[0]
        middle = (edges[1:] + edges[:-1]) / 2
        expected = np.diff(ahead) @ np.exp(-delta * middle)
        assert model.dert(self.RATE, one(3, 30, 39)).iloc[0] == pytest.approx(expected, rel=1e-4)

    def test_bg_bb_is_the_sum_over_chances(self):
        model = clv.BetaGeoBetaBinomial(unit="year").given(
            alpha=1.204, beta=0.75, gamma=0.657, delta=2.783
        )
        ahead = model.expected_purchases(np.arange(400), one(3, 5, 6)).to_numpy()[0]
        expected = np.diff(ahead) @ 1.1 ** -np.arange(1, 400.0)
        value = model.dert(DiscountRate(0.1, "year"), one(3, 5, 6)).iloc[0]
        assert value == pytest.approx(expected, rel=1e-10)


@given(st.floats(1e-3, 1e6), st.integers(0, 300))
def test_rising_products(a, top):
    value, slope = log_rising(a, top)
    factors = a + np.arange(top)
    assert value[-1] == pytest.approx(np.log(factors).sum(), rel=1e-12)
    assert slope[-1] == pytest.approx((1 / factors).sum(), rel=1e-12)
    assert value[0] == slope[0] == 0


def test_softplus_at_the_ends():
    value, slope = softplus_sigmoid(np.array([-np.inf, -800.0, 0.0, 800.0]))
    assert value.tolist() == pytest.approx([0, 0, np.log(2), 800])
    assert slope.tolist() == pytest.approx([0, 0, 0.5, 1])


@given(st.floats(-1e-2, 1e-2))
def test_across_a_removable_hole(gap):
    got = across(1 + gap, 1.0, lambda a: np.expm1(2 * (a - 1)) / (a - 1))
    exact = np.expm1(2 * gap) / gap if gap else 2.0
    assert got == pytest.approx(exact, rel=1e-9)


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([0.0, -0.0, 0.5])), min_size=1))
def test_compression_keeps_every_row(table):
    columns = [np.array(column, dtype=float) for column in zip(*table, strict=True)]
    rows = compress(columns, None, pd.RangeIndex(len(table)))
    for distinct, column in zip(rows.columns, columns, strict=True):
        assert np.array_equal(distinct[rows.inverse], column)
    assert rows.weight.sum() == len(table)
    assert len({tuple(row) for row in zip(*rows.columns, strict=True)}) == rows.weight.size


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3))
@example([-2.4140625, -2.4140625, -2.4375])  # once stopped a hair before an end of the box
def test_minimiser_on_rosenbrock_in_a_box(start):
    def cost(w):
        value = sum(30 * (w[i + 1] - w[i] ** 2) ** 2 + (1 - w[i]) ** 2 for i in range(2))
        slope = np.zeros(3)
        for i in range(2):
            slope[i] += -120 * w[i] * (w[i + 1] - w[i] ** 2) - 2 * (1 - w[i])
            slope[i + 1] += 60 * (w[i + 1] - w[i] ** 2)
        return value, slope

    free = minimise(cost, np.array(start), np.array([[-5.0, 5.0]] * 3))
    assert free[1] < 1e-6 or abs(free[2]).max() < 1e-3
    boxed, _, slope = minimise(cost, np.array(start), np.array([[-5.0, 0.5]] * 3))
    assert (boxed <= 0.5).all()
    assert ((abs(slope) < 1e-2) | (boxed == 0.5)).all()
