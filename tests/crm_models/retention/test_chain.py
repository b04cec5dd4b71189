import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import retention
from crm_models.errors import DataError, ModelError

# Two cells of the campus supermarket project, spending of March, April, May, April counting
# double: the printed ratios.
PRINTED = {
    (576.45, 1123.2, 218.1): (0.9742, 0.3884),
    (261.3, 425.0, 136.9): (0.8132, 0.6442),
}
amounts = st.floats(0.01, 1e6)


@pytest.mark.parametrize(("spend", "ratios"), PRINTED.items())
def test_the_printed_digits(spend, ratios):
    assert tuple(retention.ratio_chain(spend, (1, 2, 1)).round(4)) == ratios


def test_without_exposure_the_conclusion_turns_round():
    raw = [retention.ratio_chain(spend, (1, 1, 1)).iloc[0] for spend in PRINTED]
    assert np.round(raw, 3).tolist() == [1.948, 1.626]


@pytest.mark.parametrize(("first", "further_fall"), [(0.5323, 0.23), (0.6786, 0.22)])
def test_chains_known_by_their_text_only(first, further_fall):
    march = 100.0
    april, may = march * first * 2, march * first * (1 - further_fall)
    chain = retention.ratio_chain([march, april, may], (1, 2, 1))
    assert chain.tolist() == pytest.approx([first, 1 - further_fall])


def test_a_table_keeps_groups_and_labels():
    spend = pd.DataFrame(PRINTED.keys(), index=["111", "221"], columns=["3月", "4月", "5月"])
    before = spend.copy()
    chain = retention.ratio_chain(spend, (1, 2, 1))
    assert spend.equals(before)
    assert list(chain.columns) == ["4月", "5月"]
    assert chain.round(4).to_numpy().tolist() == [list(row) for row in PRINTED.values()]
    one = retention.ratio_chain(spend.loc["111"], (1, 2, 1))
    assert one.name == "111"
    assert one.equals(chain.loc["111"])


@given(st.lists(st.tuples(amounts, st.floats(0.1, 100)), min_size=2, max_size=6), amounts)
def test_units_do_not_matter_and_the_chain_closes(periods, unit):
    spend, exposure = (list(column) for column in zip(*periods, strict=True))
    chain = retention.ratio_chain(spend, exposure)
    scaled = retention.ratio_chain([s * unit for s in spend], [e * 7 for e in exposure])
    assert scaled.tolist() == pytest.approx(chain.tolist())
    whole = (spend[-1] / exposure[-1]) / (spend[0] / exposure[0])
    assert chain.prod() == pytest.approx(whole)


@given(st.lists(amounts, min_size=2, max_size=5), st.data())
def test_more_spending_in_the_last_period_raises_the_last_ratio(spend, data):
    more = [*spend[:-1], spend[-1] * data.draw(st.floats(1.01, 10))]
    ones = [1] * len(spend)
    one, other = retention.ratio_chain(spend, ones), retention.ratio_chain(more, ones)
    assert other.iloc[-1] > one.iloc[-1]
    assert other.iloc[:-1].equals(one.iloc[:-1])


def test_no_spending_before_is_undefined_not_infinite():
    chain = retention.ratio_chain([0, 5, 0], (1, 1, 1))
    assert np.isnan(chain.iloc[0])
    assert chain.iloc[1] == 0
    assert "undefined" in retention.explain_chain([0, 5], (1, 1))[0].interpretation.en


@pytest.mark.parametrize(
    ("spend", "exposure", "message"),
    [
        ([1, 2, 3], (1, 2), "3 of spending, 2 of exposure"),
        ([1], (1,), "at least two periods"),
        ([1, 2], (1, 0), "exposures must be positive"),
        ([[1, 2], [3, 4]], (1, 1), "several as a DataFrame"),
        ([1, 2], (1, float("nan")), "exposures must be positive"),
    ],
)
def test_exposures_are_checked(spend, exposure, message):
    with pytest.raises(ModelError, match=message):
        retention.ratio_chain(spend, exposure)


def test_the_groups_at_fault_are_named():
    spend = pd.DataFrame([[1, 2], [1, -2], [np.nan, 2]], index=["a", "b", "c"])
    with pytest.raises(DataError, match="missing or negative") as caught:
        retention.ratio_chain(spend, (1, 1))
    assert caught.value.rows == ("b", "c")


@pytest.mark.parametrize(
    ("spend", "words"),
    [([1, 2], "rose by 100.00 %"), ([2, 1], "fell by 50.00 %"), ([2, 2], "stayed the same")],
)
def test_the_working_says_what_the_ratio_means(spend, words):
    (step,) = retention.explain_chain(spend, (1, 1))
    assert words in step.interpretation.en
    assert step.value == spend[1] / spend[0]


def test_the_working_of_the_printed_row():
    first, second = retention.explain_chain((576.45, 1123.2, 218.1), (1, 2, 1))
    assert first.substitution == r"\rho_{2} = \frac{1123.2 / 2}{576.45 / 1}"
    assert (first.number, second.number) == ("0.9742", "0.3884")
    assert "少 2.58 %" in first.plain("zh")
