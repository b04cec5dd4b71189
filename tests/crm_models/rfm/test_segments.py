import itertools

import numpy as np
import pandas as pd
import pytest

from crm_models import rfm
from crm_models.datasets import campus_store
from crm_models.errors import DataError, ModelError

# R, F, M high = 2; the eight names by their meaning.
NAMES = {
    "222": "重要价值客户",
    "122": "重要保持客户",
    "212": "重要发展客户",
    "112": "重要挽留客户",
    "221": "一般价值客户",
    "121": "一般保持客户",
    "211": "一般发展客户",
    "111": "一般挽留客户",
}


def test_the_eight_segments_are_data():
    assert {code: segment.name.zh for code, segment in rfm.SEGMENTS.items()} == NAMES
    for code, segment in rfm.SEGMENTS.items():
        assert segment.code == code
        assert segment.name.en.startswith("key" if code[2] == "2" else "general")
        for text in (segment.name, segment.profile, segment.strategy):
            assert text.zh
            assert text.en.isascii()
    assert len({segment.strategy for segment in rfm.SEGMENTS.values()}) == 8
    with pytest.raises(TypeError):
        rfm.SEGMENTS["333"] = None


def test_names_by_customer():
    codes = pd.Series(["222", "121"], index=["a", "b"])
    assert rfm.segments(codes).to_dict() == {"a": "重要价值客户", "b": "一般保持客户"}
    assert rfm.segments(codes, "en")["b"] == "general customers to keep"


@pytest.mark.parametrize("code", ["333", "12", None, "22 "])
def test_codes_that_do_not_exist_are_refused(code):
    with pytest.raises(DataError, match="one of the eight from 111 to 222") as caught:
        rfm.segments(pd.Series(["111", code], index=["a", "b"]))
    assert caught.value.rows == ("b",)


def test_four_segments_leave_23_of_27_without_a_name():
    cells = pd.DataFrame(list(itertools.product([1, 2, 3], repeat=3)), columns=list("RFM"))
    named = rfm.four_segments(cells)
    assert (named == "other").sum() == 23
    by_cell = dict(zip(map(tuple, cells.to_numpy().tolist()), named, strict=True))
    assert by_cell[3, 3, 3] == "high_value"
    assert by_cell[1, 3, 2] == "win_back"
    assert by_cell[3, 1, 1] == "new"
    assert by_cell[1, 1, 1] == "low_value"
    assert rfm.four_segments(cells, "zh").isin([t.zh for t in rfm.FOUR_SEGMENTS.values()]).all()
    with pytest.raises(DataError, match="levels are 1, 2, 3") as caught:
        rfm.four_segments(pd.DataFrame({"R": [3, 5], "F": [1, 1], "M": [1, 1]}))
    assert caught.value.rows == (1,)


def test_four_tiers_overlap_and_have_a_gap():
    """The truth table of the eight combinations, worked by hand."""
    flags = pd.DataFrame(list(itertools.product([True, False], repeat=3)), columns=list("RFM"))
    assert rfm.tier_rules(flags).sum(axis=1).tolist() == [2, 1, 0, 1, 2, 2, 1, 2]
    assert rfm.four_tiers(flags).tolist() == [
        "important_value",
        "potential_value",
        "other",
        "potential_value",
        "high_value",
        "low_value",
        "low_value",
        "low_value",
    ]
    order = ("potential_value", "low_value", "high_value", "important_value")
    reordered = rfm.four_tiers(flags, order)
    assert reordered.tolist() == [
        "high_value",
        "potential_value",
        "other",
        "potential_value",
        "low_value",
        "potential_value",
        "low_value",
        "potential_value",
    ]
    assert "important_value" not in set(reordered), "hidden behind the rule that contains it"
    assert rfm.four_tiers(flags, lang="en").iloc[0] == "important-value customers"


def test_four_tiers_need_flags_and_every_rule():
    with pytest.raises(ModelError, match="must hold True"):
        rfm.tier_rules(pd.DataFrame({"R": [2], "F": [1], "M": [1]}))
    with pytest.raises(ModelError, match="name each of the four rules once"):
        rfm.four_tiers(pd.DataFrame({"R": [True], "F": [True], "M": [True]}), ("low_value",))


def test_recent_buyer_trend_counts_r_up_to_the_days():
    tx = campus_store(2025).transactions
    days = pd.date_range("2025-03-31", "2025-05-15", freq="W")
    trend = rfm.recent_buyer_trend(tx, days=7, as_of=days)
    assert trend.index.tolist() == days.tolist()
    for moment in days:
        bought = tx[(tx["amount"] > 0) & (tx["date"] <= moment)]
        recent = bought[bought["date"] >= moment - pd.Timedelta(days=7)]
        assert trend.loc[moment, "recent"] == recent["customer_id"].nunique()
        assert trend.loc[moment, "known"] == bought["customer_id"].nunique()
    before = rfm.recent_buyer_trend(tx, as_of=["2025-01-01"])
    assert before["recent"].tolist() == [0]
    assert np.isnan(before["share"].iloc[0])
