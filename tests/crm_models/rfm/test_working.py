import pandas as pd
import pytest

from crm_models import rfm
from crm_models.datasets import campus_store
from crm_models.errors import ModelError


@pytest.fixture(scope="module")
def store():
    return campus_store(2025)


@pytest.mark.parametrize("monetary", ["sum", "mean"])
@pytest.mark.parametrize("purchases", ["row", "day", "order"])
def test_the_working_gives_the_numbers_of_compute(store, monetary, purchases):
    options = {"as_of": "2025-04-30", "monetary": monetary, "purchases": purchases, "window": 30}
    table = rfm.compute(store.transactions, **options)
    for who in table.index[:6]:
        steps = rfm.explain(store.transactions, who, **options)
        assert [step.value for step in steps] == [float(value) for value in table.loc[who]]
        for step in steps:
            assert step.plain("zh")
            assert "：" not in step.plain("en")


def test_the_substitution_can_be_added_up(store):
    table = rfm.compute(store.transactions, as_of=store.as_of)
    who = table.index[table["frequency"] <= 7][0]
    r, f, m = rfm.explain(store.transactions, who, as_of=store.as_of)
    assert sum(float(term) for term in m.substitution.removeprefix("M = ").split()) == (
        pytest.approx(m.value)
    )
    assert f.substitution.count("text") == f.value
    assert r.substitution.startswith(r"R = \text{2025-05-15} - \text{2025-")


def test_long_sums_are_cut(store):
    table = rfm.compute(store.transactions, as_of=store.as_of)
    _, f, m = rfm.explain(store.transactions, table["frequency"].idxmax(), as_of=store.as_of)
    assert r"\dots" in f.substitution
    assert r"\dots" in m.substitution


def test_somebody_without_purchases_is_refused(store):
    with pytest.raises(ModelError, match="customer C999 made no purchase"):
        rfm.explain(store.transactions, "C999", as_of=store.as_of)


@pytest.mark.parametrize("ties", ["high", "low"])
@pytest.mark.parametrize("cut", ["mean", "median", "quantile", dict.fromkeys(rfm.COLUMNS, "mean")])
def test_the_digits_are_those_of_the_code(store, cut, ties):
    table = rfm.compute(store.transactions, as_of=store.as_of)
    codes = rfm.binary_codes(table, cut, ties=ties)
    for who in table.index[:6]:
        digits = rfm.explain_code(table, who, cut, ties=ties)
        assert "".join(digit.number for digit in digits) == codes[who]
        assert codes[who] in digits[0].interpretation.en
        for digit, column in zip(digits, rfm.COLUMNS, strict=True):
            value, relation, point = digit.substitution.split()
            assert float(value) == pytest.approx(table.loc[who, column], rel=1e-4)
            holds = {"<": float(value) < float(point), ">": float(value) > float(point)}
            assert holds.get(relation, value == point)


def test_a_stranger_and_a_cut_without_a_point_are_refused(store):
    table = rfm.compute(store.transactions, as_of=store.as_of)
    with pytest.raises(ModelError, match="no customer C999"):
        rfm.explain_code(table, "C999")
    with pytest.raises(ModelError, match="unknown way to cut 'rank'"):
        rfm.explain_code(table, table.index[0], "rank")
    assert isinstance(table, pd.DataFrame)


def test_the_working_says_whether_refunds_count(store):
    for refunds, says in (("subtract", "do not count"), ("count", "count too")):
        _, f, _ = rfm.explain(store.transactions, "C001", as_of=store.as_of, refunds=refunds)
        assert f"refunds {says}" in f.interpretation.en
