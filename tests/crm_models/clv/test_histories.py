"""From transactions to frequency, recency, T and monetary value."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models import clv
from crm_models.errors import DataError, ModelError

visits = st.lists(
    st.tuples(st.sampled_from(["甲", "乙", "丙"]), st.integers(0, 30), st.floats(0.5, 99)),
    min_size=1,
    max_size=40,
)


def shop(rows):
    table = pd.DataFrame(rows, columns=["customer_id", "day", "amount"])
    days = pd.Timestamp("2024-03-01") + pd.to_timedelta(table.pop("day"), unit="D")
    return table.assign(date=days)


def by_hand(table, as_of):
    """The definition, customer by customer."""
    end, rows = pd.Timestamp(as_of), {}
    for name, own in table[table["date"] <= end].groupby("customer_id"):
        per_day = own.groupby("date")["amount"].sum()
        first, last = per_day.index[0], per_day.index[-1]
        rows[name] = {
            "frequency": len(per_day) - 1,
            "recency": float((last - first).days),
            "T": float((end - first).days),
            "monetary_value": per_day.iloc[1:].mean() if len(per_day) > 1 else 0.0,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("customer_id")


@given(visits, st.integers(0, 40))
@settings(deadline=None)
def test_it_is_the_definition(rows, end):
    table, as_of = shop(rows), pd.Timestamp("2024-03-01") + pd.Timedelta(days=end)
    expected = by_hand(table, as_of)
    if expected.empty:
        with pytest.raises(ModelError, match="no transactions up to"):
            clv.summarise(table, as_of=as_of, unit="day")
        return
    got = clv.summarise(table, as_of=as_of, unit="day")
    pd.testing.assert_frame_equal(got, expected, rtol=1e-9, check_index_type=False)


@given(visits)
@settings(deadline=None)
def test_row_order_does_not_matter(rows):
    table = shop(rows)
    turned = table.iloc[::-1]
    pd.testing.assert_frame_equal(
        clv.summarise(table, as_of="2024-04-30", unit="week"),
        clv.summarise(turned, as_of="2024-04-30", unit="week"),
    )


def test_cdnow_is_the_published_summary(cdnow, cdnow_exact, cdnow_spending):
    # 2357 customers, 946 with repeats, 2457 repeat purchases, at most 29.
    assert len(cdnow_exact) == 2357
    assert cdnow_exact["frequency"].agg([np.count_nonzero, "sum", "max"]).tolist() == [
        946,
        2457,
        29,
    ]
    np.testing.assert_array_equal(cdnow_exact["frequency"], cdnow["frequency"])
    assert abs(cdnow_exact["recency"].to_numpy() - cdnow["recency"].to_numpy()).max() < 0.005
    assert abs(cdnow_exact["T"].to_numpy() - cdnow["T"].to_numpy()).max() < 0.005
    spent = cdnow_exact.loc[cdnow_spending.index, "monetary_value"]
    assert abs(spent - cdnow_spending["monetary_value"]).max() < 0.0051


def test_customers_of_any_type_keep_their_order():
    for ids in ([3, 1, 3], ["c", "a", "c"], [2**60, -(2**60), 2**60]):
        table = shop([(i, 2 * k, 1.0) for k, i in enumerate(ids)])
        got = clv.summarise(table, as_of="2024-04-01", unit="day")
        assert got.index.tolist() == sorted(set(ids))
        assert got["frequency"].tolist() == [0, 1]


def test_amounts_are_optional():
    table = shop([("a", 0, 1.0), ("a", 3, 1.0)]).drop(columns="amount")
    got = clv.summarise(table, as_of="2024-04-01", unit="day", amount=None)
    assert got.columns.tolist() == ["frequency", "recency", "T"]


def test_refunds():
    table = shop([("a", 0, 10.0), ("a", 3, -4.0), ("a", 5, 8.0), ("b", 1, -1.0)])
    with pytest.raises(DataError, match="refund") as caught:
        clv.summarise(table, as_of="2024-04-01", unit="day")
    assert caught.value.rows == (1, 3)
    dropped = clv.summarise(table, as_of="2024-04-01", unit="day", refunds="drop")
    assert dropped["frequency"].to_dict() == {"a": 1}
    kept = clv.summarise(table, as_of="2024-04-01", unit="day", refunds="keep")
    assert kept.loc["a", ["frequency", "monetary_value"]].tolist() == [2, 2.0]
    with pytest.raises(ModelError, match="error, drop or keep"):
        clv.summarise(table, as_of="2024-04-01", unit="day", refunds="net")


@pytest.mark.parametrize("column", ["customer_id", "date", "amount"])
def test_missing_values_are_named(column):
    table = shop([("a", 0, 1.0), ("b", 1, 1.0), ("c", 2, 1.0)])
    table.loc[1, column] = None
    with pytest.raises(DataError) as caught:
        clv.summarise(table, as_of="2024-04-01", unit="day")
    assert caught.value.rows == (1,)


def test_time_zones_and_mixed_currencies_are_refused():
    table = shop([("a", 0, 1.0), ("b", 1, 1.0), ("c", 2, 1.0)])
    zoned = table.assign(date=table["date"].dt.tz_localize("Asia/Shanghai"))
    with pytest.raises(DataError, match="time zone"):
        clv.summarise(zoned, as_of="2024-04-01", unit="day")
    mixed = table.assign(currency=["CNY", "USD", "CNY"])
    with pytest.raises(DataError, match="currenc") as caught:
        clv.summarise(mixed, as_of="2024-04-01", unit="day", currency="currency")
    assert caught.value.rows == (1,)


def test_input_is_not_changed():
    table = shop([("b", 4, 1.0), ("a", 0, 2.0)])
    before = table.copy(deep=True)
    clv.summarise(table, as_of="2024-03-03", unit="day")
    pd.testing.assert_frame_equal(table, before)
