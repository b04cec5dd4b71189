import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import rfm, stats
from crm_models.datasets import campus_store
from crm_models.errors import DataError, ModelError

# Student (1908): hours of extra sleep of ten patients under two drugs.
DRUG_1 = pd.Series([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
DRUG_2 = pd.Series([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
SLEEP = pd.concat([DRUG_1, DRUG_2], ignore_index=True)
DRUG = pd.Series(["1"] * 10 + ["2"] * 10)

# Dried weight of plants, control and two treatments (Dobson 1983).
PLANTS = pd.Series(
    [
        4.17,
        5.58,
        5.18,
        6.11,
        4.5,
        4.61,
        5.17,
        4.53,
        5.33,
        5.14,
        4.81,
        4.17,
        4.41,
        3.59,
        5.87,
        3.83,
        6.03,
        4.89,
        4.32,
        4.69,
        6.31,
        5.12,
        5.54,
        5.5,
        5.37,
        5.29,
        4.92,
        6.15,
        5.8,
        5.26,
    ]
)
TREATMENT = pd.Series(["ctrl"] * 10 + ["trt1"] * 10 + ["trt2"] * 10)


def test_welch_on_students_sleep_data():
    result = stats.two_groups(SLEEP, DRUG)
    assert (round(result.statistic, 4), round(result.p_value, 5)) == (-1.8608, 0.07939)
    assert round(result.df[0], 3) == 17.776
    assert not result.significant()
    assert result.effect == pytest.approx(-0.832 * (1 - 3 / 71), abs=1e-3)
    assert result.size == "medium"
    student = stats.two_groups(SLEEP, DRUG, equal_variances=True)
    assert (round(student.statistic, 4), round(student.p_value, 5)) == (-1.8608, 0.07919)
    assert student.df == (18,)


def test_paired_on_students_sleep_data():
    result = stats.paired(DRUG_1, DRUG_2)
    assert (round(result.statistic, 4), round(result.p_value, 6)) == (4.0621, 0.002833)
    assert result.significant(), "pairing finds what two groups do not"
    assert result.effect == pytest.approx(4.0621 / np.sqrt(10), abs=1e-4)


def test_analysis_of_variance_of_plant_growth():
    result = stats.several_groups(PLANTS, TREATMENT)
    assert (round(result.statistic, 4), round(result.p_value, 5)) == (4.8461, 0.01591)
    assert result.df == (2, 27)
    # SS between 3.76634, within 10.49209: omega^2 from them.
    ms = 10.49209 / 27
    assert result.effect == pytest.approx((3.76634 - 2 * ms) / (3.76634 + 10.49209 + ms), abs=1e-5)
    ranks = stats.several_groups(PLANTS, TREATMENT, ranks=True)
    assert (round(ranks.statistic, 4), round(ranks.p_value, 5)) == (7.9882, 0.01842)


def test_two_groups_are_a_special_case_of_several():
    t = stats.two_groups(SLEEP, DRUG, equal_variances=True)
    f = stats.several_groups(SLEEP, DRUG)
    assert f.statistic == pytest.approx(t.statistic**2)
    assert f.p_value == pytest.approx(t.p_value)


def test_chi_squared_by_hand_and_effect():
    one = pd.Series(["x"] * 30 + ["y"] * 30)
    other = pd.Series(["p"] * 20 + ["q"] * 10 + ["p"] * 10 + ["q"] * 20)
    result = stats.independence(one, other)
    assert result.statistic == pytest.approx(60 * (20 * 20 - 10 * 10) ** 2 / 30**4)
    assert result.effect == pytest.approx(1 / 3)
    assert result.name.en == "chi-squared test of independence"
    assert not result.warnings


def test_the_lady_tasting_tea_is_tested_exactly():
    """Fisher (1935): 3 of 4 cups right, two-sided p = 0.4857."""
    truth = pd.Series(["milk"] * 4 + ["tea"] * 4)
    said = pd.Series(["milk"] * 3 + ["tea"] + ["milk"] + ["tea"] * 3)
    result = stats.independence(truth, said)
    assert result.name.en == "Fisher's exact test"
    assert round(result.p_value, 4) == 0.4857


def test_few_expected_in_a_larger_table_warn():
    one = pd.Series(list("aabbccaabbcc"))
    result = stats.independence(one, pd.Series(list("xyxyxyyxyxyx")))
    assert "Some expected counts are below 5" in result.warnings[0].en
    assert result.warnings[0].zh in result.explain().interpretation.zh


@given(
    st.lists(st.integers(0, 20), min_size=3, max_size=15),
    st.lists(st.integers(0, 20), min_size=3, max_size=15),
    st.floats(0.1, 10),
    st.floats(-100, 100),
)
def test_unit_and_origin_do_not_matter_and_sides_swap(one, other, unit, origin):
    values = pd.Series([*one, *other], dtype=float)
    groups = pd.Series(["a"] * len(one) + ["b"] * len(other))
    if len(set(one)) == 1 and len(set(other)) == 1:
        with pytest.raises(ModelError, match="nothing varies"):
            stats.two_groups(values, groups)
        return
    result = stats.two_groups(values, groups)
    moved = stats.two_groups(values * unit + origin, groups)
    assert moved.statistic == pytest.approx(result.statistic, rel=1e-6, abs=1e-6)
    assert moved.effect == pytest.approx(result.effect, rel=1e-6, abs=1e-6)
    swapped = stats.two_groups(values, groups.map({"a": "b", "b": "a"}))
    assert swapped.statistic == pytest.approx(-result.statistic)
    assert swapped.p_value == pytest.approx(result.p_value)


def test_the_order_of_the_customers_does_not_matter():
    order = np.random.default_rng(1).permutation(30)
    shuffled = stats.several_groups(PLANTS.iloc[order], TREATMENT.iloc[order])
    assert shuffled.p_value == pytest.approx(stats.several_groups(PLANTS, TREATMENT).p_value)


def test_segments_of_the_campus_store_differ_in_what_made_them():
    store = campus_store(2025)
    table = rfm.compute(store.transactions, as_of=store.as_of)
    codes = rfm.binary_codes(table)
    result = stats.several_groups(table["monetary_value"], codes, ranks=True)
    assert result.significant(0.001)
    assert result.size == "large"
    assert ") is large" in result.explain().interpretation.en
    customers = store.customers.set_index("customer_id")
    sexes = stats.independence(customers["sex"], codes.reindex(customers.index))
    assert sexes.n == 78


def test_no_evidence_is_not_evidence_of_none():
    step = stats.two_groups(SLEEP, DRUG).explain()
    assert "not evidence of none" in step.interpretation.en
    assert "不等于证明了没有" in step.interpretation.zh
    assert step.substitution.startswith("t(17.78) = -1.861")


def test_what_cannot_be_tested_is_refused():
    with pytest.raises(ModelError, match="does not fit the test: 1, 2, 3"):
        stats.two_groups(pd.Series([1.0, 2, 3]), pd.Series([1, 2, 3]))
    with pytest.raises(ModelError, match="at least two customers: b"):
        stats.two_groups(pd.Series([1.0, 2, 3]), pd.Series(list("aab")))
    with pytest.raises(ModelError, match="same customers in the same order"):
        stats.two_groups(SLEEP, DRUG.iloc[::-1])
    with pytest.raises(DataError, match="values are infinite") as caught:
        stats.two_groups(pd.Series([1.0, np.inf, 2, 3]), pd.Series(list("aabb")))
    assert caught.value.rows == (1,)
    with pytest.raises(ModelError, match="not all the same"):
        stats.paired(pd.Series([1.0, 2]), pd.Series([2.0, 3]))
    with pytest.raises(ModelError, match="at least two categories"):
        stats.independence(pd.Series(list("aa")), pd.Series(list("xy")))
