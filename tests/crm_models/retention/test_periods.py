import pandas as pd
import pytest

from crm_models import retention, rfm
from crm_models.datasets import campus_store
from crm_models.errors import DataError, ModelError


@pytest.fixture(scope="module")
def store():
    return campus_store(2025)


def test_every_yuan_is_in_one_cell(store):
    codes = rfm.binary_codes(rfm.compute(store.transactions, as_of=store.as_of))
    before = store.transactions.copy()
    spend = retention.spend_per_period(store.transactions, store.periods, codes)
    assert store.transactions.equals(before)
    assert list(spend.index) == sorted(rfm.SEGMENTS)
    assert list(spend.columns) == ["3月", "4月", "5月"]
    assert spend.sum().sum() == pytest.approx(store.transactions["amount"].sum())
    march = store.transactions[store.transactions["date"] < "2025-04-01"]
    by_code = march.groupby(march["customer_id"].map(codes))["amount"].sum()
    assert spend["3月"].tolist() == pytest.approx(by_code.tolist())


def test_row_order_does_not_matter(store):
    shuffled = store.transactions.sample(frac=1, random_state=1)
    one = retention.spend_per_period(store.transactions, store.periods)
    other = retention.spend_per_period(shuffled, store.periods)
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_a_period_without_spending_is_zero_and_strangers_are_left_out(store):
    periods = store.periods.copy()
    periods.loc["6月", ["first", "last"]] = [pd.Timestamp("2025-06-01"), pd.Timestamp("2025-06-30")]
    groups = pd.Series({"C001": "x"})
    spend = retention.spend_per_period(store.transactions, periods, groups)
    assert spend.index.tolist() == ["x"]
    assert spend.loc["x", "6月"] == 0
    own = store.transactions.query("customer_id == 'C001'")["amount"].sum()
    assert spend.sum().sum() == pytest.approx(own)


def test_overlapping_periods_are_refused(store):
    periods = store.periods.assign(last=store.periods["last"] + pd.Timedelta(days=1))
    with pytest.raises(ModelError, match="periods must not overlap"):
        retention.spend_per_period(store.transactions, periods)
    backwards = store.periods.assign(last=store.periods["first"] - pd.Timedelta(days=1))
    with pytest.raises(ModelError, match="nor end before they begin"):
        retention.spend_per_period(store.transactions, backwards)


def test_bad_rows_are_named(store):
    tx = store.transactions.copy()
    tx.loc[4, "amount"] = None
    with pytest.raises(DataError, match="column amount has missing values"):
        retention.spend_per_period(tx, store.periods)
