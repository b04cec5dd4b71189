"""Tables: what counts and what does not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.check import Check

EXPECTED = pd.DataFrame(
    {"customer_id": ["C1", "C2", "C3"], "frequency": [1, 2, 3], "monetary": [1.5, 2.5, np.nan]}
).set_index("customer_id")


def frame(got, expected=EXPECTED, **options):
    check = Check("t", 1)
    passed = check.frame(got, expected, **options)
    return passed, check._parts[0]


@pytest.mark.parametrize(
    "got",
    [
        EXPECTED.iloc[::-1],
        EXPECTED.reset_index(),
        EXPECTED.rename_axis(None),
        EXPECTED.astype({"frequency": float}),
        EXPECTED.astype({"frequency": "Int64"}),
        EXPECTED[["monetary", "frequency"]],
        EXPECTED.assign(note="x"),
        EXPECTED.reset_index().set_index(["customer_id", "frequency"]),
    ],
)
def test_the_same_table_in_other_clothes_passes(got):
    passed, part = frame(got)
    assert passed, part


@pytest.mark.parametrize("name", [None, "input"])
def test_an_index_that_is_to_have_no_name_may_have_any(name):
    unnamed = EXPECTED.rename_axis(None)
    assert frame(EXPECTED.rename_axis(name).iloc[::-1], unnamed)[0]
    assert not frame(EXPECTED.rename_axis(name).rename(index={"C1": "C9"}), unnamed)[0]
    # a name that is asked for is looked for
    assert frame(EXPECTED.rename_axis(name))[0] is (name is None)


@pytest.mark.parametrize(
    ("got", "name"),
    [
        (EXPECTED.assign(frequency=[1, 2, 4]), "cells"),
        (EXPECTED.drop(columns="monetary"), "columns"),
        (EXPECTED.iloc[:2], "missing_labels"),
        (pd.concat([EXPECTED, EXPECTED]), "repeated_labels"),
        (EXPECTED.rename(index={"C1": "C9"}), "extra_labels"),
        (EXPECTED.reset_index(drop=True), "labels"),
        (EXPECTED["frequency"], "kind"),
        (EXPECTED.to_dict(), "kind"),
        (EXPECTED.fillna(0), "cells"),
        (EXPECTED.astype(str), "cells"),
        (pd.concat([EXPECTED, EXPECTED], axis=1), "repeated_labels"),
        (None, "none"),
    ],
)
def test_another_table_loses_the_part(got, name):
    passed, part = frame(got)
    assert not passed
    assert part.name == name


@pytest.mark.parametrize(
    ("options", "got", "name"),
    [
        ({"ordered": True}, EXPECTED.iloc[::-1], "row_order"),
        ({"dtypes": True}, EXPECTED.astype({"frequency": float}), "dtype"),
        ({"extra_columns": False}, EXPECTED.assign(x=1), "extra_columns"),
        ({"column_order": True}, EXPECTED[["monetary", "frequency"]], "column_order"),
    ],
)
def test_layout_counts_when_asked(options, got, name):
    assert frame(got)[0]
    assert frame(EXPECTED, **options)[0]
    passed, part = frame(got, **options)
    assert not passed
    assert part.name == name


def test_ignore_index_drops_both():
    assert frame(EXPECTED.reset_index(drop=True), ignore_index=True)[0]
    assert not frame(EXPECTED.reset_index(drop=True) * 2, ignore_index=True)[0]


def test_series_by_label_whatever_its_name():
    expected = EXPECTED["frequency"]
    assert frame(expected.iloc[::-1].rename("other"), expected)[0]
    assert frame(EXPECTED[["frequency"]], expected)[0]
    assert not frame(expected + 1, expected)[0]
    assert not frame(EXPECTED, expected)[0]


def test_dates_and_categories():
    expected = pd.DataFrame({"d": pd.to_datetime(["2024-03-01", "2024-03-02"]), "c": ["a", "b"]})
    got = expected.astype({"c": "category", "d": "datetime64[s]"})
    assert frame(got.iloc[::-1], expected)[0]
    assert not frame(got.assign(d=got["d"] + pd.Timedelta("1D")), expected)[0]
    assert not frame(got.assign(d=["2024-03-01", "2024-03-02"]), expected)[0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.floats(-10, 10), st.floats(-10, 10)),
        min_size=1,
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_rows_without_labels_are_a_bag(rows, random):
    expected = pd.DataFrame(rows, columns=["a", "b", "c"])
    order = list(range(len(rows)))
    random.shuffle(order)
    noisy = expected.assign(b=expected["b"] + 1e-12).iloc[order].reset_index(drop=True)
    assert frame(noisy, expected)[0]
    wrong = noisy.copy()
    wrong.loc[0, "c"] += 1
    assert not frame(wrong, expected)[0]
