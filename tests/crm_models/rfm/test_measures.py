import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import rfm
from crm_models.errors import DataError, ModelError

AS_OF = "2025-04-30"


def table_of(*rows):
    columns = ["customer_id", "date", "amount", "order_id"]
    return pd.DataFrame(rows, columns=columns).assign(date=lambda t: pd.to_datetime(t["date"]))


TX = table_of(
    ("a", "2025-03-31", 10.0, "o1"),
    ("a", "2025-04-01", 20.0, "o2"),
    ("a", "2025-04-01", 5.0, "o3"),
    ("b", "2025-04-30", 8.0, "o4"),
    ("b", "2025-05-01", 99.0, "o5"),
    ("c", "2025-04-10", 30.0, "o6"),
    ("c", "2025-04-12", -30.0, "o6"),
    ("d", "2025-03-01", 7.0, "o7"),
    ("d", "2025-04-02", -2.0, "o7"),
)


def measured(**options):
    table = rfm.compute(TX, as_of=AS_OF, **options)
    return {
        who: tuple(row) for who, row in zip(table.index, table.to_numpy().tolist(), strict=True)
    }


def test_everything_up_to_the_day_of_analysis():
    assert measured() == {"a": (29, 3, 35), "b": (0, 1, 8), "c": (20, 1, 0), "d": (60, 1, 5)}


@pytest.mark.parametrize(
    ("window", "a"),
    [
        (30, (29, 2, 25)),
        (31, (29, 3, 35)),
        ("2025-04-01", (29, 2, 25)),
        ("2025-03-31", (29, 3, 35)),
    ],
)
def test_window_boundaries(window, a):
    """30 days up to 30 April begin on 1 April: both ends count."""
    assert measured(window=window)["a"] == a


def test_one_day_window_is_the_day_of_analysis():
    assert measured(window=1) == {"b": (0, 1, 8)}


def test_a_window_may_be_a_numpy_number_but_not_a_fraction():
    assert measured(window=np.int64(30)) == measured(window=30)
    with pytest.raises(ModelError, match="window is not a date"):
        measured(window=30.0)


@pytest.mark.parametrize("window", [0, -3, "2025-05-01"])
def test_an_empty_window_is_refused(window):
    with pytest.raises(ModelError, match="the window is empty"):
        measured(window=window)


def test_customers_without_a_purchase_in_the_window():
    dropped = measured(window=30)
    assert set(dropped) == {"a", "b", "c"}
    kept = rfm.compute(TX, as_of=AS_OF, window=30, absent="keep", customers=["e", "a"])
    assert kept.index.tolist() == ["a", "b", "c", "d", "e"]
    assert np.isnan(kept.loc["d", "days_since_last"])
    assert kept.loc["d", "frequency"] == 0
    assert kept.loc["d", "monetary_value"] == -2.0, "the refund in the window"
    assert kept.loc["e"].tolist()[1:] == [0, 0]
    means = rfm.compute(TX, as_of=AS_OF, window=30, absent="keep", monetary="mean")
    assert np.isnan(means.loc["d", "monetary_value"])


def test_nobody_is_known_before_their_first_transaction():
    kept = rfm.compute(TX, as_of="2025-03-31", absent="keep")
    assert kept.index.tolist() == ["a", "d"]


@pytest.mark.parametrize(
    ("policy", "c", "d"),
    [
        ("subtract", (20, 1, 0), (60, 1, 5)),
        ("ignore", (20, 1, 30), (60, 1, 7)),
        ("cancel", None, (60, 1, 5)),
        ("count", (18, 2, 0), (28, 2, 5)),
    ],
)
def test_refund_policies(policy, c, d):
    got = measured(refunds=policy)
    assert (got.get("c"), got["d"]) == (c, d)


def test_refunds_can_be_refused():
    with pytest.raises(DataError, match="there are refunds") as caught:
        measured(refunds="error")
    assert caught.value.rows == (6, 8)


def test_a_zero_amount_is_a_purchase():
    free = table_of(("a", "2025-04-20", 0.0, "o1"))
    assert rfm.compute(free, as_of=AS_OF).loc["a"].tolist() == [10, 1, 0]


@pytest.mark.parametrize(("purchases", "f"), [("row", 3), ("day", 2), ("order", 3)])
def test_what_a_purchase_is(purchases, f):
    assert measured(purchases=purchases)["a"][1] == f


def test_rows_of_one_order_are_one_purchase():
    items = table_of(("a", "2025-04-01", 1.0, "o1"), ("a", "2025-04-01", 2.0, "o1"))
    assert rfm.compute(items, as_of=AS_OF, purchases="order").loc["a", "frequency"] == 1
    assert rfm.compute(items, as_of=AS_OF).loc["a", "frequency"] == 2


def test_mean_is_the_net_total_over_f():
    assert measured(monetary="mean")["a"] == (29, 3, 35 / 3)
    assert measured(monetary="mean", purchases="day")["a"] == (29, 2, 17.5)


@pytest.mark.parametrize("option", ["monetary", "purchases", "refunds", "absent"])
def test_unknown_options_list_the_known(option):
    with pytest.raises(ModelError, match=rf"{option} must be one of \w+, \w+.*not 'x'"):
        measured(**{option: "x"})


def test_other_column_names_and_kinds_of_customers():
    renamed = TX.rename(columns={"customer_id": "kunde", "date": "tag", "amount": "betrag"})
    renamed["kunde"] = renamed["kunde"].astype("category")
    got = rfm.compute(renamed, as_of=AS_OF, customer="kunde", date="tag", amount="betrag")
    assert got.index.name == "kunde"
    assert got["frequency"].tolist() == [3, 1, 1, 1]


def test_dtypes_and_empty_results():
    nothing = rfm.compute(TX, as_of="2020-01-01")
    assert nothing.empty
    assert list(nothing) == list(rfm.COLUMNS)
    kinds = ["int64", "int64", "float64"]
    assert [str(kind) for kind in rfm.compute(TX, as_of=AS_OF).dtypes] == kinds
    assert [str(kind) for kind in nothing.dtypes] == kinds
    none_at_all = rfm.compute(TX.iloc[:0], as_of=AS_OF)
    assert none_at_all.empty


rows = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.integers(0, 60),
        st.integers(-2000, 9999).map(lambda fen: fen / 100),
    ),
    min_size=1,
    max_size=25,
)


def drawn(data):
    who, ago, amount = zip(*data, strict=True)
    dates = pd.Timestamp(AS_OF) - pd.to_timedelta(list(ago), unit="D")
    return pd.DataFrame(
        {"customer_id": who, "date": dates, "amount": amount, "order_id": range(len(who))}
    )


@given(rows, st.randoms(use_true_random=False), st.sampled_from(["sum", "mean"]))
def test_row_order_does_not_matter_to_the_last_bit(data, random, monetary):
    tx = drawn(data)
    shuffled = tx.sample(frac=1, random_state=random.randrange(2**31))
    before = shuffled.copy()
    one = rfm.compute(tx, as_of=AS_OF, monetary=monetary)
    other = rfm.compute(shuffled, as_of=AS_OF, monetary=monetary)
    pd.testing.assert_frame_equal(one, other, check_exact=True)
    pd.testing.assert_frame_equal(shuffled, before)


@given(rows)
def test_against_the_definition(data):
    tx = drawn(data)
    got = rfm.compute(tx, as_of=AS_OF)
    for who, own in tx.groupby("customer_id"):
        bought = own[own["amount"] >= 0]
        if bought.empty:
            assert who not in got.index
            continue
        r, f, m = got.loc[who]
        assert r == min((pd.Timestamp(AS_OF) - date).days for date in bought["date"])
        assert f == len(bought)
        assert m == pytest.approx(own["amount"].sum(), abs=1e-9)


@given(rows, st.integers(1, 60))
def test_a_longer_window_never_lowers_f_and_r_is_within_it(data, window):
    tx = drawn(data)
    short = rfm.compute(tx, as_of=AS_OF, window=window)
    longer = rfm.compute(tx, as_of=AS_OF, window=window + 1)
    assert set(short.index) <= set(longer.index)
    assert (longer.loc[short.index, "frequency"] >= short["frequency"]).all()
    assert (longer.loc[short.index, "days_since_last"] == short["days_since_last"]).all()
    assert short["days_since_last"].between(0, window - 1).all()


@given(rows, st.integers(1, 40))
def test_waiting_adds_to_recency_alone(data, later):
    tx = drawn(data)
    now = rfm.compute(tx, as_of=AS_OF)
    then = rfm.compute(tx, as_of=pd.Timestamp(AS_OF) + pd.Timedelta(days=later))
    assert (then["days_since_last"] - now["days_since_last"] == later).all()
    pd.testing.assert_frame_equal(now.iloc[:, 1:], then.iloc[:, 1:])
