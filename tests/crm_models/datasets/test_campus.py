import hashlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models import retention, rfm
from crm_models.datasets import _campus_conditions as conditions
from crm_models.datasets import campus, campus_store
from crm_models.errors import ModelError


@settings(max_examples=6)
@given(st.integers(min_value=0, max_value=2**63))
def test_every_seed_keeps_its_promises(seed):
    store = campus_store(seed)
    margins_are_exact(store)
    transactions_are_clean_and_the_traps_are_there(store)
    codes_are_unambiguous_and_the_shape_is_there(store)


def margins_are_exact(store):
    customers = store.customers
    assert len(customers) == customers["customer_id"].nunique() == 78
    assert customers["sex"].value_counts().to_dict() == {"女": 58, "男": 20}
    assert set(customers["age"]) == {20, 21, 22, 23, 24, 25}
    assert customers["age"].isin([21, 22]).mean() > 0.7
    dormitories = customers["dormitory"].value_counts()
    assert (dormitories[4], dormitories[8]) == (46, 12)
    assert set(dormitories.index) == {4, 8, 9, 10}
    assert (customers["province"] == "广东").sum() == 65
    assert (customers["income"] >= 1000).sum() == 59
    assert (customers["income"] == 1000).sum() == 6, "counting > 1000 must be seen"
    assert (customers["income"] % 50 == 0).all()


def transactions_are_clean_and_the_traps_are_there(store):
    tx = store.transactions
    assert tx["transaction_id"].is_unique
    assert tx["date"].is_monotonic_increasing
    assert tx["date"].between("2025-03-17", "2025-05-15").all()
    assert set(tx["customer_id"]) == set(store.customers["customer_id"])
    assert ((tx["amount"] * 100).round() / 100 == tx["amount"]).all(), "two decimals"
    refunds = tx[tx["amount"] < 0]
    assert len(refunds) == 6
    assert (refunds["items"] == 0).all()
    orders = tx[tx["amount"] > 0].set_index("order_id")
    assert orders.index.is_unique
    paid = orders.loc[refunds["order_id"]]
    assert (paid["customer_id"].to_numpy() == refunds["customer_id"].to_numpy()).all()
    assert (paid["date"].to_numpy() < refunds["date"].to_numpy()).all()
    assert (-refunds["amount"].to_numpy() == paid["amount"].to_numpy()).sum() >= 3
    bought = tx[tx["amount"] > 0].groupby("customer_id")["date"].max()
    last_row = tx.groupby("customer_id")["date"].max()
    assert (last_row > bought).sum() >= 3, "refunds after the last purchase"
    assert orders.duplicated(["customer_id", "date"]).any(), "two purchases on one day"


def codes_are_unambiguous_and_the_shape_is_there(store):
    for table in conditions.all_readings(store.transactions, store.as_of):
        distance = (table - table.mean()).abs().min()
        assert (distance > [0.01, 0.01, 0.005]).all()
    table = rfm.compute(store.transactions, as_of=store.as_of)
    codes = rfm.binary_codes(table)
    assert (codes == rfm.binary_codes(table, ties="low")).all()
    assert set(codes) == set(rfm.SEGMENTS)
    assert codes.value_counts().min() >= 3
    at_median = {ties: rfm.binary_codes(table, "median", ties=ties) for ties in ("high", "low")}
    assert (at_median["high"].str[1] != at_median["low"].str[1]).any(), "ties at the median of F"
    spend = retention.spend_per_period(store.transactions, store.periods).loc["all"]
    ratios = retention.ratio_chain(spend, store.periods["exposure"])
    assert spend["4月"] > spend["3月"], "the raw total rises"
    assert (ratios < 0.95).all(), "spending per day falls"


def test_the_calendar_gives_april_twice_the_exposure():
    store = campus_store(1)
    periods = store.periods
    days = (periods["last"] - periods["first"]).dt.days + 1
    assert days.tolist() == periods["days"].tolist() == [15, 30, 15]
    assert (periods["days"] / 15).tolist() == periods["exposure"].tolist()
    assert periods["last"].iloc[-1] == store.as_of
    assert periods["first"].iloc[0] == store.transactions["date"].min()


def test_the_same_seed_gives_the_same_store():
    first, other = campus_store(7), campus_store(8)
    campus._store.cache_clear()  # drawn anew, not remembered
    again = campus_store(7)
    pd.testing.assert_frame_equal(first.transactions, again.transactions)
    pd.testing.assert_frame_equal(first.customers, again.customers)
    assert not first.customers.equals(other.customers)
    assert not first.transactions.equals(other.transactions)


def test_what_one_does_to_a_store_the_next_does_not_see():
    before = campus_store(7)
    mine = campus_store(7)
    mine.customers.loc[0, "income"] = -1
    mine.transactions["amount"] = 0.0
    mine.periods["exposure"] = 9
    after = campus_store(7)
    for table in ("customers", "transactions", "periods"):
        pd.testing.assert_frame_equal(getattr(after, table), getattr(before, table))
        assert not getattr(after, table).equals(getattr(mine, table))


@pytest.mark.parametrize(("seed", "digest"), [(0, "39e54f11985dc6c1"), (2025, "62e9288f666314e4")])
def test_the_draw_does_not_drift(seed, digest):
    store = campus_store(seed)
    text = store.customers.to_csv(index=False, lineterminator="\n") + store.transactions.to_csv(
        index=False, lineterminator="\n"
    )
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == digest


def test_a_negative_seed_is_refused():
    with pytest.raises(ModelError, match="the seed cannot be negative: -1"):
        campus_store(-1)


def test_each_condition_can_fail():
    store = campus_store(3)
    tx, as_of = store.transactions, store.as_of
    assert conditions.is_well_conditioned(tx, store.periods, as_of)
    march_only = tx[tx["date"] < "2025-04-01"]
    assert not conditions.is_well_conditioned(march_only, store.periods, as_of)
    table = rfm.compute(tx, as_of=as_of)
    on_the_mean = table.assign(frequency=float(table["frequency"].mean()))
    assert not conditions.nobody_is_on_a_mean(on_the_mean)
    assert not conditions.median_is_tied(pd.Series(np.arange(78)))
    spend = retention.spend_per_period(tx, store.periods)
    flat = pd.concat([spend, spend.rename({"all": "111"})]).iloc[1:]
    assert not conditions.has_the_shape(flat, store.periods), "one cell in shape is too few"
    assert not conditions.has_the_shape(flat * 0, store.periods)
