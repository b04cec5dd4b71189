"""The same numbers from polars as from pandas."""

import datetime as dt

import numpy as np
import pandas as pd
import polars as pl
import pytest

from crm_models import clv, retention, rfm, sem
from crm_models.errors import DataError
from crm_models.frames import as_pandas

COLUMNS = {
    "customer_id": ["李", "王", "李", "李"],
    "date": [dt.date(2024, 1, 5), dt.date(2024, 2, 1), dt.date(2024, 2, 9), dt.date(2024, 3, 1)],
    "amount": [10.0, 5.0, 20.5, 7.0],
}
POLARS = pl.DataFrame(COLUMNS)
PANDAS = pd.DataFrame(COLUMNS).assign(date=pd.to_datetime(COLUMNS["date"]))


@pytest.mark.parametrize(
    "compute",
    [
        lambda tx: clv.summarise(tx, as_of="2024-03-31", unit="week"),
        lambda tx: rfm.compute(tx, as_of="2024-03-31"),
        lambda tx: retention.cohort_triangle(tx, as_of="2024-03-31"),
    ],
    ids=["summarise", "rfm", "triangle"],
)
def test_transactions(compute):
    pd.testing.assert_frame_equal(compute(POLARS), compute(PANDAS))


def test_models():
    plain = (
        clv.BetaGeoNBD().given(r=0.6, alpha=6.0, a=0.8, b=2.5).sample(200, np.random.default_rng(1))
    )
    model = clv.BetaGeoNBD().fit(plain)
    table = pl.DataFrame({name: plain[name].to_numpy() for name in plain})
    assert clv.BetaGeoNBD().fit(table).params_ == model.params_
    assert model.p_alive(table).tolist() == model.p_alive().tolist()
    spend = clv.GammaGamma().given(p=6.25, q=3.74, gamma=15.44)
    some = pl.DataFrame({"frequency": [2, 0], "monetary_value": [22.345, 0.0]})
    assert spend.expected_spend(some).round(2).tolist() == [24.66, 35.22]


def test_answers():
    spec = sem.specification("Q =~ q1..q3\nS =~ s1..s2\nQ -> S")
    plain = sem.simulate(spec, {"Q -> S": 0.6}, n=60, seed=1, scale=(1, 10))
    table = pl.DataFrame({name: plain[name].to_numpy() for name in plain})
    assert sem.PLSPathModel(spec).fit(table).params_ == sem.PLSPathModel(spec).fit(plain).params_


def test_a_pandas_table_is_not_copied():
    assert as_pandas(PANDAS) is PANDAS


def test_time_zones_and_gaps_survive():
    zoned = POLARS.with_columns(
        pl.col("date").cast(pl.Datetime("us")).dt.replace_time_zone("Asia/Shanghai")
    )
    with pytest.raises(DataError, match="time zone"):
        clv.summarise(zoned, as_of="2024-03-31", unit="week")
    gap = pl.DataFrame(COLUMNS | {"customer_id": ["李", None, "李", "李"]})
    with pytest.raises(DataError, match="missing values") as caught:
        clv.summarise(gap, as_of="2024-03-31", unit="week")
    assert caught.value.rows == (1,)


def test_arrow_tables_name_their_columns_otherwise():
    class Column:
        type = None

        def __init__(self, values):
            self.values = values

        def to_numpy(self):
            return self.values

    class Table:
        column_names = ("a",)

        def __getitem__(self, name):
            return Column(pd.array([1, 2]).to_numpy())

    pd.testing.assert_frame_equal(as_pandas(Table()), pd.DataFrame({"a": [1, 2]}))
