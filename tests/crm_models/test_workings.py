"""What a working shows can be computed: the substitution gives the number, the function too."""

import math
import re

import numpy as np
import pandas as pd
import pytest

from crm_models import clv, pareto, retention, satisfaction, sem
from crm_models.errors import ModelError
from crm_models.satisfaction import kano, word_of_mouth
from crm_models.units import DiscountRate, Period


def evaluate(latex):
    """Compute the LaTeX that a reader sees."""
    text = latex
    while True:
        new = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
        new = re.sub(r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)", new)
        new = re.sub(r"\^\{([^{}]*)\}", r"**(\1)", new)
        if new == text:
            break
        text = new
    text = text.replace(r"\times", "*")
    return eval(text, {"__builtins__": {}, "sqrt": math.sqrt})  # noqa: S307  our own text


BG = clv.BetaGeoNBD().given(r=0.243, alpha=4.414, a=0.793, b=2.426)
PARETO = clv.ParetoNBD().given(r=0.553, alpha=10.578, s=0.606, beta=11.669)
DONATIONS = clv.BetaGeoBetaBinomial().given(alpha=1.204, beta=0.750, gamma=0.657, delta=2.783)
WEEKLY = clv.BetaGeoNBD(unit="week").given(r=0.243, alpha=4.414, a=0.793, b=2.426)
AHEAD = {
    "margin": 0.3,
    "horizon": Period(12, "month"),
    "discount": DiscountRate(0.12, "year"),
    "step": Period(1, "month"),
}
SBG = clv.ShiftedBetaGeometric(unit="year").given(alpha=0.668, beta=3.806)
ONE = pd.DataFrame({"frequency": [2], "recency": [30.43], "T": [38.86]})
FLOWS = pd.DataFrame(
    {"date": pd.date_range("2024-01-01", periods=5), "amount": [10.0, 20, -5, 40, 8]}
)
RATE = DiscountRate(0.05, "day")
CUSTOMER = clv.Relationship(
    pgs=100, cs=50, cm=10, mpa=0.5, t=3, nca=2, pe=7, new_customer_value=30, retention=0.8
)
TRIANGLE = pd.DataFrame({0: [10.0, 20, 7], 1: [6.0, 8, np.nan], 2: [3.0, np.nan, np.nan]})
NAMES = ("low", "middle", "high")
BEFORE = retention.tiers(pd.Series([1, 5, 9, 9, 9], index=list("abcde")), (4, 8), NAMES)
AFTER = retention.tiers(pd.Series([5, 5, 1, 9], index=list("abcd")), (4, 8), NAMES)
KANO = pd.DataFrame([[95, 123, 45, 33, 0, 0]], columns=list("MOAIRQ"), index=["colour"])
VALUE = pd.Series([5.0, 70, 20, 1, 9, 8, 7, 6], index=list("abcdefgh"))
BUYERS = pd.DataFrame(
    {
        "praises": [True, True, False, True],
        "names_brand": [True, False, False, True],
        "purchases": [3, 1, 2, 0],
        "complaints": [0, 2, 0, 0],
        "amount": [90, 20, 40, 0],
    }
)
GAIN = {"profitability": 100.0, "retention_cost": 10.0, "customers": 50.0, "churned": 5.0}

CASES = {
    "split": (
        clv.explain_split(FLOWS, as_of="2024-01-03", rate=RATE),
        clv.split(FLOWS, as_of="2024-01-03", rate=RATE).total,
        0.02,
    ),
    "cltv": (clv.explain_cltv(CUSTOMER), clv.CLTV().value(CUSTOMER), 1e-3),
    "gain": (clv.explain_relationship_gain(**GAIN), clv.relationship_gain(**GAIN), 1e-9),
    "expected, BG/NBD": (
        clv.explain_expected_purchases(BG, 39, 2, 30.43, 38.86),
        BG.expected_purchases(39, ONE).iloc[0],
        2e-4,
    ),
    "expected, Pareto/NBD": (
        clv.explain_expected_purchases(PARETO, 39, 2, 30.43, 38.86),
        PARETO.expected_purchases(39, ONE).iloc[0],
        2e-4,
    ),
    "alive, Pareto/NBD": (
        clv.explain_p_alive(PARETO, 2, 30.43, 38.86),
        PARETO.p_alive(ONE).iloc[0],
        1e-6,
    ),
    "alive, Pareto/NBD, never again": (
        clv.explain_p_alive(PARETO, 0, 0.0, 38.86),
        PARETO.p_alive(pd.DataFrame({"frequency": [0], "recency": [0.0], "T": [38.86]})).iloc[0],
        1e-6,
    ),
    "alive, BG/BB": (
        clv.explain_p_alive(DONATIONS, 3, 4, 6),
        DONATIONS.p_alive(pd.DataFrame({"frequency": [3], "recency": [4], "T": [6]})).iloc[0],
        1e-6,
    ),
    "equity": (
        clv.explain_customer_equity([[-100, 50, 75], [-50, 100, 0]], rate=0.25),
        clv.customer_equity([[-100, 50, 75], [-50, 100, 0]], rate=0.25),
        1e-9,
    ),
    "future value": (
        clv.explain_future_value(WEEKLY, 25.0, (2, 30.43, 38.86), **AHEAD),
        clv.future_value(WEEKLY, 25.0, ONE, **AHEAD).iloc[0],
        5e-3,
    ),
    "residual lifetime": (
        clv.explain_residual_lifetime(SBG, DiscountRate(0.1, "year"), 8),
        SBG.derl(DiscountRate(0.1, "year"), 8),
        1e-3,
    ),
    "still there": (retention.explain_still_there(0.2, 3), retention.still_there(0.2, 3), 1e-9),
    "mean retention": (
        retention.explain_mean_retention(TRIANGLE, 1),
        retention.mean_retention(TRIANGLE)[1],
        1e-9,
    ),
    "downgrade": (
        retention.explain_downgrade(BEFORE, AFTER, "high"),
        retention.downgrade_rates(BEFORE, AFTER).loc["high", "lost"],
        1e-9,
    ),
    "Fong": (
        satisfaction.explain_fong(KANO, "colour"),
        kano.fong(KANO).loc["colour", "critical"],
        1e-9,
    ),
    "reach": (
        satisfaction.explain_reach(1000, 0.7),
        word_of_mouth.reach(1000, 0.7).loc["net", "middle"],
        1e-9,
    ),
    "complaints": (
        satisfaction.explain_complaint_rate(BUYERS),
        satisfaction.indicator_panel(BUYERS)["complaint_rate"],
        1e-9,
    ),
    "contribution": (pareto.explain_contribution(VALUE, "c"), 90 / 126, 1e-9),
}


@pytest.fixture(scope="module")
def path_model():
    spec = sem.specification("Q =~ q1..q3\nV =~ v1..v2\nS =~ s1..s3\nQ -> V, S\nV -> S")
    paths = {"Q -> V": 0.5, "Q -> S": 0.4, "V -> S": 0.3}
    return sem.PLSPathModel(spec).fit(sem.simulate(spec, paths, n=150, seed=2, scale=(1, 10)))


@pytest.mark.parametrize("case", CASES)
def test_the_substitution_gives_the_number(case):
    working, value, within = CASES[case]
    assert working.value == pytest.approx(value, rel=1e-12)
    assert evaluate(working.substitution) == pytest.approx(value, abs=within)
    for lang in ("zh", "en"):
        assert working.name.of(lang) in working.plain(lang)
        assert working.interpretation.of(lang)
    assert working.interpretation.zh != working.interpretation.en


def test_measures_of_a_path_model(path_model):
    table = path_model.reliability()
    for working, value in [
        (sem.explain_composite_reliability(path_model, "Q"), table.loc["Q", "rho_c"]),
        (sem.explain_ave(path_model, "S"), table.loc["S", "ave"]),
        (sem.explain_htmt(path_model, "Q", "S"), path_model.htmt().loc["Q", "S"]),
        (sem.explain_f_squared(path_model, "V", "S"), path_model.f_squared().loc["V", "S"]),
    ]:
        assert working.value == value
        assert evaluate(working.substitution) == pytest.approx(value, abs=2e-4)
        assert working.interpretation.zh
    with pytest.raises(ModelError, match="no arrow"):
        sem.explain_f_squared(path_model, "S", "Q")


@pytest.mark.parametrize(("customer", "shown"), [(0, "I"), (1, "II"), (2, "III"), (3, "IV")])
def test_a_class_of_the_value_matrix(customer, shown):
    now, later = pd.Series([90.0, 80, 10, 20]), pd.Series([70.0, 5, 70, 1])
    working = clv.explain_matrix_class(now, later, customer)
    assert working.number == shown == clv.matrix_class(now, later)[customer]
    for part, high in zip(
        working.substitution.split(","), (shown in ["I", "II"], shown in ("I", "III")), strict=True
    ):
        own, limit = (float(x.replace(r"\quad", "")) for x in re.split(r"\\ge|<", part))
        assert (own >= limit) is high
    with pytest.raises(ModelError, match="no customer 9"):
        clv.explain_matrix_class(now, later, 9)


def test_payback():
    working = clv.explain_payback(100, 40, 0.9, 0.1)
    assert working.value == clv.payback(100, 40, 0.9, 0.1)
    left, right = working.substitution.split(r"\ge")
    assert evaluate(left) >= float(right)
    assert evaluate(left) - 40 * 0.9 ** (working.value - 1) / 1.1**working.value < float(right)
    assert r"\dots" in clv.explain_payback(100, 10).substitution
    assert clv.explain_payback(0, 10).number == "0"
    with pytest.raises(ModelError, match="never repay"):
        clv.explain_payback(100, 10, 0.5)


def test_what_cannot_be_explained():
    for call in (
        lambda: retention.explain_mean_retention(TRIANGLE, 9),
        lambda: retention.explain_downgrade(BEFORE, AFTER, "top"),
        lambda: satisfaction.explain_fong(KANO, "size"),
        lambda: pareto.explain_contribution(VALUE, "z"),
    ):
        with pytest.raises(ModelError):
            call()
