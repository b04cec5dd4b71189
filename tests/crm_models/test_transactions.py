import datetime as dt

import numpy as np
import pandas as pd
import pytest

from crm_models.errors import DataError, ModelError
from crm_models.transactions import check, day


@pytest.fixture
def tx():
    return pd.DataFrame(
        {
            "transaction_id": ["t1", "t2", "t3"],
            "order_id": ["o1", "o2", "o2"],
            "customer_id": ["a", "b", "b"],
            "date": pd.to_datetime(
                ["2025-04-01 00:00:00", "2025-04-02 23:59:59", "2025-04-03 00:00:00"]
            ),
            "amount": [1.0, 2.0, -2.0],
            "currency": ["CNY", "CNY", "CNY"],
        },
        index=[10, 20, 30],
    )


def test_plain_form(tx):
    before = tx.copy()
    plain = check(tx, order="order_id", transaction="transaction_id", currency="currency")
    pd.testing.assert_frame_equal(tx, before)
    assert list(plain) == ["customer", "day", "amount", "order"]
    assert plain.index.tolist() == [10, 20, 30]
    assert plain.loc[20, "day"] == pd.Timestamp("2025-04-02")


@pytest.mark.parametrize(
    "dates",
    [
        ["2025-04-01", "2025-04-02", "2025-04-03"],
        [dt.date(2025, 4, 1), dt.date(2025, 4, 2), dt.date(2025, 4, 3)],
        ["2025-04-01T08:00", "2025-04-02", "2025-04-03"],
    ],
)
def test_dates_may_be_texts_or_dates(tx, dates):
    plain = check(tx.assign(date=dates))
    assert plain["day"].tolist() == list(pd.date_range("2025-04-01", periods=3))


@pytest.mark.parametrize(
    ("change", "message", "rows"),
    [
        ({"amount": [1.0, np.nan, 2.0]}, "column amount has missing values", (20,)),
        ({"customer_id": [None, "b", None]}, "column customer_id has missing values", (10, 30)),
        ({"date": [pd.NaT, *pd.to_datetime(["2025-04-02"] * 2)]}, "date has missing", (10,)),
        ({"date": ["2025-04-01", "1.4.2025", "yesterday"]}, "cannot be read", (20, 30)),
        ({"date": ["2025-02-30", "2025-04-01", "2025-04-01"]}, "cannot be read", (10,)),
        (
            {"date": pd.to_datetime(["2025-04-01"] * 3).tz_localize("Asia/Shanghai")},
            "carries a time zone",
            (10, 20, 30),
        ),
        (
            {
                "date": pd.Series(
                    [
                        pd.Timestamp("2025-04-01"),
                        pd.Timestamp("2025-04-01", tz="UTC"),
                        "2025-04-01",
                    ],
                    index=[10, 20, 30],
                    dtype=object,
                )
            },
            "carries a time zone",
            (20,),
        ),
        (
            {"date": ["2025-04-01T08:00+08:00", "2025-04-01 08:00:00Z", "2025-04-01T08:00"]},
            "carries a time zone",
            (10, 20),
        ),
        ({"amount": [1.0, np.inf, 2.0]}, "infinite amounts", (20,)),
        ({"transaction_id": ["t1", "t2", "t1"]}, "repeats identifiers", (30,)),
        ({"currency": ["CNY", "USD", "CNY"]}, r"mixes currencies \(mostly CNY\)", (20,)),
    ],
)
def test_the_rows_at_fault_are_named(tx, change, message, rows):
    with pytest.raises(DataError, match=message) as caught:
        check(tx.assign(**change), transaction="transaction_id", currency="currency")
    assert caught.value.rows == rows
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"amount": ["1", "2", "3"]}, "column amount is not numeric"),
        ({"amount": [True, False, True]}, "column amount is not numeric"),
        ({"date": [20250401, 20250402, 20250403]}, "column date holds numbers"),
    ],
)
def test_columns_of_the_wrong_kind_are_refused(tx, change, message):
    with pytest.raises(ModelError, match=message):
        check(tx.assign(**change))


def test_a_missing_column_is_named_with_those_there(tx):
    with pytest.raises(ModelError, match="no column kunde; they have: transaction_id, order_id"):
        check(tx, customer="kunde")


def test_the_first_of_a_repeated_identifier_is_not_at_fault(tx):
    assert len(check(tx)) == 3, "identifiers are checked only where a column is named"


@pytest.mark.parametrize("value", ["2025-04-30", dt.date(2025, 4, 30), pd.Timestamp("2025-04-30")])
def test_days(value):
    assert day(value) == pd.Timestamp("2025-04-30")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("30 juin", "as_of is not a date"),
        (None, "as_of is not a date"),
        (20250430, "as_of is not a date"),
        (pd.NaT, "as_of is not a date"),
        ("2025-04-30 12:00", "without time of day"),
        (pd.Timestamp("2025-04-30", tz="UTC"), "without time of day or time zone"),
    ],
)
def test_what_is_no_day_is_refused(value, message):
    with pytest.raises(ModelError, match=message):
        day(value)
