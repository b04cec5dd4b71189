import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import sem
from crm_models.errors import ModelError
from crm_models.text import Text

ACSI_TEXT = """
    # the American index
    Expectation =~ CUEX1..CUEX3
    Quality =~ PERQ1..PERQ3
    Value =~ PERV1, PERV2
    Satisfaction =~ CUSA1..CUSA3
    Complaints =~ CUSCO
    Loyalty =~ CUSL1..2
    Expectation -> Quality, Value, Satisfaction
    Quality → Value, Satisfaction
    Value -> Satisfaction
    Satisfaction -> Complaints + Loyalty
    Complaints -> Loyalty
"""


def test_text_and_python_draw_the_same_figure():
    drawn = sem.specification(ACSI_TEXT)
    assert drawn.indicators == sem.ACSI.indicators
    assert set(drawn.paths) == set(sem.ACSI.paths)
    assert sem.specification(str(drawn)) == drawn


def test_chinese_names_and_punctuation():
    spec = sem.specification("质量 <~ 外观，性能、服务\n满意 =~ 满意1..满意3\n质量 → 满意")
    assert spec["质量"].indicators == ("外观", "性能", "服务")
    assert spec["满意"].indicators == ("满意1", "满意2", "满意3")
    assert [spec[n].mode for n in spec.names] == ["B", "A"]


def test_roles():
    assert sem.ACSI.exogenous == ("Expectation",)
    assert sem.CCSI.exogenous == ("Image",)
    assert len(sem.CCSI.endogenous) == 6
    assert len(sem.CCSI["Image"].indicators) == 4
    assert len(sem.ACSI.paths) == 9
    assert len(sem.ECSI.indicators) == 24
    order = sem.ECSI.causal_order
    assert all(order.index(p.source) < order.index(p.target) for p in sem.ECSI.paths)


@pytest.mark.parametrize("name", sem.READY)
def test_ready_figures_have_names_in_both_languages(name):
    for each in sem.READY[name].constructs:
        assert isinstance(each.label, Text)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in each.label.zh)
        assert each.label.en.isascii()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a =~ x\nb =~ x\na -> b", "'x' is under both"),
        ("a =~ x, x\nb =~ y\na -> b", "'x' is under both"),
        ("a =~ x\na =~ y\na -> a", "defined twice"),
        ("a =~ x\nb =~ y\na -> c", "'c' in path"),
        ("a =~ x\nb =~ y\na -> b\na -> b", "drawn twice"),
        ("a =~ x\nb =~ y\nc =~ z\na -> b", "'c' has no path"),
        ("a =~ x\nb =~ y\nc =~ z\na -> b\nb -> c\nc -> a", "circle"),
        ("a =~ x\na -> a", "circle"),
        ("a = x", "line 1"),
        ("a =~ x\n\nb =~ y,,z", "line 3: nothing between"),
        ("a =~ x3..x1", "runs backwards"),
        ("a =~ x1..y3", "cannot be read"),
    ],
)
def test_a_wrong_figure_is_refused_in_one_line(text, message):
    with pytest.raises(ModelError, match=message) as caught:
        sem.specification(text)
    assert "\n" not in str(caught.value)
    assert caught.value.text.zh != caught.value.text.en


def test_python_errors():
    with pytest.raises(ModelError, match="no indicators"):
        sem.Specification([sem.construct("a", [])], [])
    with pytest.raises(ModelError, match="must be 'A' or 'B'"):
        sem.Specification([sem.construct("a", "x", mode="C")], [])
    with pytest.raises(ModelError, match="are none"):
        sem.items("x", 3, 2)
    with pytest.raises(ModelError, match="has no construct 'Price'"):
        sem.ACSI["Price"]


@given(st.permutations(list(sem.ECSI.paths)))
def test_plain_data_and_pickles_give_the_figure_back(arrows):
    spec = sem.Specification(sem.ECSI.constructs, arrows)
    assert sem.Specification.from_dict(spec.to_dict()) == spec
    again = pickle.loads(pickle.dumps(spec))
    assert again == spec
    assert hash(again) == hash(spec)
    assert again.causal_order == spec.causal_order
    assert spec != "a figure"
