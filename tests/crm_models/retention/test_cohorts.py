import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import retention
from crm_models.datasets import campus_store
from crm_models.errors import DataError, ModelError


def tx_of(*rows):
    return pd.DataFrame(rows, columns=["customer_id", "date", "amount"]).assign(
        date=lambda t: pd.to_datetime(t["date"])
    )


TX = tx_of(
    ("a", "2025-01-31", 10.0),
    ("b", "2025-01-01", 10.0),
    ("b", "2025-02-28", 5.0),
    ("b", "2025-02-27", 5.0),
    ("c", "2025-02-01", 8.0),
    ("c", "2025-03-01", -8.0),
    ("d", "2025-03-31", 4.0),
    ("a", "2025-03-05", 1.0),
    ("e", "2025-01-05", -3.0),
    ("a", "2025-04-01", 99.0),
)


def test_counts_by_hand():
    got = retention.cohort_triangle(TX, as_of="2025-03-31")
    assert got.index.astype(str).tolist() == ["2025-01", "2025-02", "2025-03"]
    assert got.columns.tolist() == [0, 1, 2]
    np.testing.assert_array_equal(got, [[2, 1, 1], [1, 0, np.nan], [1, np.nan, np.nan]])


def test_nobody_is_zero_and_the_future_is_missing():
    got = retention.cohort_triangle(TX, as_of="2025-05-31")
    assert got.loc["2025-02"].tolist()[:4] == [1, 0, 0, 0]
    assert got.loc["2025-02"].isna().tolist() == [False] * 4 + [True]
    assert got.loc["2025-01", 3] == 1


def test_spending_is_net_of_refunds():
    got = retention.cohort_triangle(TX, as_of="2025-03-31", measure="spending")
    np.testing.assert_array_equal(got, [[20, 10, 1], [8, -8, np.nan], [4, np.nan, np.nan]])


def test_retention_and_its_weighted_mean():
    triangle = retention.cohort_triangle(TX, as_of="2025-03-31")
    shares = retention.retention_triangle(triangle)
    assert shares.iloc[0].tolist() == [1, 0.5, 0.5]
    # Age 1: one of two in January, none of one in February.
    assert retention.mean_retention(triangle).tolist() == pytest.approx([1, 1 / 3, 1 / 2])
    assert shares[1].mean() == 0.25, "the mean of rates would be another number"


@pytest.mark.parametrize(("every", "ages"), [("W", 9), ("M", 3), ("Q", 1), ("Y", 1)])
def test_other_periods(every, ages):
    store = campus_store(2025)
    got = retention.cohort_triangle(store.transactions, as_of=store.as_of, every=every)
    assert got[0].sum() == 78
    assert got.shape[1] == ages + (every == "Q")
    bought = store.transactions.query("amount > 0")
    periods = bought["date"].dt.to_period(every)
    assert got.sum().sum() == pd.MultiIndex.from_arrays([bought["customer_id"], periods]).nunique()


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.integers(0, 200), st.integers(1, 9)), min_size=1
    ),
    st.randoms(use_true_random=False),
)
def test_a_cohort_never_exceeds_its_start(rows, random):
    def table(data):
        who, ago, amount = zip(*data, strict=True)
        dates = pd.Timestamp("2025-01-10") + pd.to_timedelta(list(ago), unit="D")
        return pd.DataFrame({"customer_id": who, "date": dates, "amount": amount})

    tx = table(rows)
    before = tx.copy()
    got = retention.cohort_triangle(tx, as_of="2025-08-15")
    assert tx.equals(before)
    other = retention.cohort_triangle(table(random.sample(rows, len(rows))), as_of="2025-08-15")
    pd.testing.assert_frame_equal(got, other)
    shares = retention.retention_triangle(got)
    assert ((shares <= 1) | shares.isna()).all(axis=None)
    assert got[0].sum() == tx["customer_id"].nunique()
    for place, row in enumerate(got.index):
        known = got.columns <= (pd.Period("2025-08", "M") - row).n
        assert (got.iloc[place].notna() == known).all()


def test_what_cannot_be_done_is_refused():
    with pytest.raises(ModelError, match="no purchase up to 2020-01-01"):
        retention.cohort_triangle(TX, as_of="2020-01-01")
    with pytest.raises(ModelError, match="customers or spending"):
        retention.cohort_triangle(TX, as_of="2025-03-31", measure="money")
    with pytest.raises(DataError, match="has no shares") as caught:
        retention.retention_triangle(pd.DataFrame([[1.0], [0.0]], index=["x", "y"]))
    assert caught.value.rows == ("y",)
