"""Parquet files summarised by DuckDB: the answers are those of the table in memory."""

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models import clv
from crm_models.errors import DataError, ModelError

AHEAD = {"as_of": "2024-04-15", "unit": "week"}
visits = st.lists(
    st.tuples(st.sampled_from(["甲", "乙", "B"]), st.integers(0, 60), st.floats(0.01, 1e6)),
    min_size=1,
    max_size=30,
)


def shop(rows):
    table = pd.DataFrame(rows, columns=["customer_id", "day", "amount"])
    days = pd.Timestamp("2024-03-01") + pd.to_timedelta(table.pop("day"), unit="D")
    return table.assign(date=days)


@pytest.fixture
def write(tmp_path):
    """Write a table as one Parquet file, or as several; return the pattern."""

    def to_files(table, parts=1):
        for number, part in enumerate(np.array_split(np.arange(len(table)), parts)):
            rows = table.iloc[part].reset_index(drop=True)
            duckdb.from_df(rows).write_parquet(str(tmp_path / f"part-{number}.parquet"))
        return tmp_path / "*.parquet"

    return to_files


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("parquet")


@given(visits, st.sampled_from(["day", "week"]))
@settings(max_examples=12)
def test_same_answers_as_in_memory(scratch, rows, unit):
    table = shop(rows)
    duckdb.from_df(table).write_parquet(str(scratch / "shop.parquet"))
    found = clv.ParquetTransactions(
        scratch / "shop.parquet", as_of="2024-04-15", unit=unit, refunds="keep"
    )
    try:
        expected = clv.summarise(table, as_of="2024-04-15", unit=unit, refunds="keep")
    except ModelError:
        with pytest.raises(ModelError, match="no transactions up to"):
            found.summary()
        return
    pd.testing.assert_frame_equal(found.summary(), expected, rtol=1e-13)


def test_a_large_first_purchase_does_not_wipe_out_the_others(write):
    table = shop([("a", 0, 1e15), ("a", 5, 0.01), ("a", 9, 0.03)])
    found = clv.ParquetTransactions(write(table), **AHEAD).summary()
    assert found.loc["a", "monetary_value"] == pytest.approx(0.02, rel=1e-12)


@pytest.mark.parametrize("refunds", ["drop", "keep"])
def test_cdnow_from_several_files_within_little_memory(write, cdnow_transactions, refunds):
    options = {"as_of": "1997-09-30", "unit": "week", "refunds": refunds}
    expected = clv.summarise(cdnow_transactions, **options)
    found = clv.ParquetTransactions(write(cdnow_transactions, 3), memory="100MB", **options)
    pd.testing.assert_frame_equal(found.summary(), expected, rtol=1e-13)


def test_histories_fit_the_same_model(write, cdnow_transactions, cdnow_exact):
    files = clv.ParquetTransactions(
        write(cdnow_transactions), as_of="1997-09-30", unit="week", refunds="keep", amount=None
    )
    data, weights = files.histories()
    assert len(data) == 1016  # distinct histories of 2357 customers
    assert weights.sum() == 2357
    model = clv.BetaGeoNBD().fit(data, weights=weights)
    whole = clv.BetaGeoNBD().fit(cdnow_exact)
    assert model.loglik_ == pytest.approx(whole.loglik_, rel=1e-12)
    assert model.params_ == pytest.approx(whole.params_, rel=1e-6)
    assert files.summary().columns.tolist() == ["frequency", "recency", "T"]


def test_summaries_too_large_for_memory_go_into_a_file(write, tmp_path):
    table = shop([(f"c{i % 7}", i, 1.0 + i) for i in range(40)])
    files = clv.ParquetTransactions(write(table), **AHEAD)
    assert files.write_summary(tmp_path / "customers.out") == 7
    again = duckdb.read_parquet(str(tmp_path / "customers.out")).df().set_index("customer_id")
    pd.testing.assert_frame_equal(again, files.summary())


@pytest.mark.parametrize("ids", [[3, 1, 3], ["c", "a", "c"], [2**60, -(2**60), 2**60]])
def test_customers_of_any_type_keep_their_order(write, ids):
    table = shop([(i, 2 * k, 1.0) for k, i in enumerate(ids)])
    found = clv.ParquetTransactions(write(table), **AHEAD).summary()
    pd.testing.assert_frame_equal(found, clv.summarise(table, **AHEAD))


def test_other_names_and_texts_for_dates(write):
    table = shop([("a", 0, 1.0), ("a", 3, 2.0)])
    table["date"] = table["date"].dt.strftime("%Y-%m-%dT08:30")
    odd = table.rename(columns={"customer_id": 'who "is"', "date": "when", "amount": "filename"})
    found = clv.ParquetTransactions(
        write(odd), customer='who "is"', date="when", amount="filename", **AHEAD
    )
    expected = clv.summarise(table, **AHEAD).rename_axis('who "is"')
    pd.testing.assert_frame_equal(found.summary(), expected)


BAD = [
    ({"amount": [1.0, None, 1.0]}, "missing values", 1),
    ({"amount": [1.0, np.nan, np.inf]}, "missing values", 1),
    ({"amount": [1.0, 1.0, np.inf]}, "infinite", 2),
    ({"amount": [0.0, 1.0, 2.0]}, "refund", 0),
    ({"customer_id": ["a", None, "c"]}, "missing values", 1),
    ({"date": ["2024-03-01", "2024-03-02", "yesterday"]}, "cannot be read", 2),
    ({"date": ["2024-03-01", "2024-03-02T01:00+08:00", "2024-03-02"]}, "time zone", 1),
    ({"currency": ["CNY", "CNY", "USD"]}, "currenc", 2),
]


@pytest.mark.parametrize(("change", "words", "row"), BAD)
def test_the_rows_at_fault_are_named_as_in_memory(write, change, words, row):
    table = shop([("a", 0, 1.0), ("b", 1, 1.0), ("c", 2, 1.0)]).assign(currency="CNY")
    table = table.assign(**change)
    with pytest.raises(DataError, match=words) as in_memory:
        clv.summarise(table, currency="currency", **AHEAD)
    with pytest.raises(DataError, match=words) as on_disk:
        clv.ParquetTransactions(write(table), currency="currency", **AHEAD)
    assert on_disk.value.rows == in_memory.value.rows == (row,)
    assert str(on_disk.value) == str(in_memory.value)


def test_rows_of_several_files_carry_the_name_of_theirs(write):
    table = shop([("a", k, -1.0 if k == 5 else 1.0) for k in range(6)])
    with pytest.raises(DataError) as caught:
        clv.ParquetTransactions(write(table, 2), **AHEAD)
    assert caught.value.rows == ("part-1.parquet:2",)


def test_thousands_of_faults_are_counted_and_some_named(write):
    table = shop([("a", 1, -1.0)] * 1500)
    with pytest.raises(DataError, match="1500 rows in all") as caught:
        clv.ParquetTransactions(write(table), **AHEAD)
    assert len(caught.value.rows) == 1000


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"date": [1, 2]}, "holds numbers"),
        ({"date": [True, False]}, "cannot be read"),
        ({"date": pd.to_datetime(["2024-03-01"] * 2).tz_localize("Asia/Shanghai")}, "time zone"),
        ({"amount": ["1", "2"]}, "not numeric"),
    ],
)
def test_columns_of_the_wrong_kind_are_refused(write, change, words):
    table = shop([("a", 0, 1.0), ("b", 1, 1.0)]).assign(**change)
    with pytest.raises(ModelError, match=words):
        clv.ParquetTransactions(write(table), **AHEAD)


def test_what_is_not_there_is_told(write, tmp_path, monkeypatch):
    with pytest.raises(ModelError, match="cannot read Parquet"):
        clv.ParquetTransactions(tmp_path / "none.parquet", **AHEAD)
    files = write(shop([("a", 0, 1.0)]))
    with pytest.raises(ModelError, match="no column price; they have: customer_id"):
        clv.ParquetTransactions(files, amount="price", **AHEAD)
    with pytest.raises(ModelError, match="error, drop or keep"):
        clv.ParquetTransactions(files, refunds="net", **AHEAD)
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(ModelError, match=r"crm-course\[scale\]"):
        clv.ParquetTransactions(files, **AHEAD)
