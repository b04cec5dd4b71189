"""What each type makes of answers, good and bad."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank import types
from question_bank.loading import load
from question_bank.marking.rules import rule
from question_bank.variants import realise

ONE = Fraction(1)
BANK = load()
EVERY = [realise(item, 7) for item in BANK]


def mark(item, answer, name=None):
    return BANK_ITEMS[item].mark(answer, out_of=ONE, rule=rule(name) if name else None)


BANK_ITEMS = {item.id: item for item in EVERY}


def test_every_type_is_in_the_bank():
    assert {item.type for item in BANK} == set(types.names())


@pytest.mark.parametrize("answer", ["B", "b", "Ｂ", " b. ", "（B）", ["B"], "B、"])
def test_single_choice_is_read_kindly(answer):
    assert mark("C3-006", answer).points == 1


@pytest.mark.parametrize(
    "answer", ["A", "AB", "E", "中途夭折型", 2, True, {"B": 1}, ["B", 1], "B" * 2000]
)
def test_single_choice_gives_nothing_for_anything_else(answer):
    result = mark("C3-006", answer)
    assert result.points == 0
    assert result.reason.zh


def test_blank_answers_are_called_blank():
    for item in EVERY:
        for blank in (None, ""):
            result = item.mark(blank, out_of=ONE)
            assert result.points == 0
            assert result.reason.en == "Not answered."


def test_a_chosen_option_is_explained_and_no_other():
    item = BANK_ITEMS["C3-006"]
    notes = item.mark("A", out_of=ONE).notes
    assert len(notes) == 1
    assert notes[0].zh.startswith("A：")
    others = [option.why.zh for option in item.options[1:]]
    assert not any(why in notes[0].zh for why in others)


def test_a_blank_multiple_choice_earns_nothing_even_if_the_rule_would_credit_it():
    assert mark("C3-005", [], "each_answer").points == 0
    assert mark("C3-005", ["A"], "each_answer").points == Fraction(3, 5)


def test_multiple_choice_without_a_rule_is_all_or_nothing():
    assert mark("C3-005", "ACE").points == 1
    assert mark("C3-005", "AC").points == 0


def test_a_misconception_is_named():
    assert mark("C3-033", ["A", "E"]).mistake == "rfm.recency_not_inverted"
    assert mark("C3-033", ["A", "C"]).mistake is None


def test_parallel_blanks_take_any_order_but_no_answer_twice():
    right = ["消费金额", "最近一次消费", "消费频率"]
    assert mark("C3-031", right).points == 1
    assert mark("C3-031", ["消费频率", "购买次数", "消费金额"]).points == Fraction(2, 3)
    assert mark("C3-031", "消费频率；消费金额；R").points == Fraction(2, 3)


def test_a_near_miss_says_why():
    result = mark("C3-004", ["成长期", "稳定期", "退化期"])
    assert result.points == Fraction(2, 3)
    assert any("产品生命周期" in note.zh for note in result.notes)


def test_too_many_blanks_cannot_be_read():
    assert mark("C3-023", ["历史", "潜在", "多余"]).points == 0
    assert "2" in mark("C3-023", ["历史", "潜在", "多余"]).reason.zh


def test_prose_waits_for_a_person():
    result = mark("C3-022", "客户终身价值是……")
    assert result.points == 0
    assert "教师" in result.reason.zh


def test_key_points_share_all_the_points():
    item = BANK_ITEMS["C3-022"]
    assert sum(item.shares(Fraction(8))) == 8


def test_numeric_key_text_has_the_decimals_asked_for():
    assert BANK_ITEMS["C3-037"].key_text().en.count(".") == 1
    assert len(BANK_ITEMS["C3-037"].key_text().en.partition(".")[2]) == 4


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(answer=anything)
def test_no_answer_breaks_marking(answer):
    for item in EVERY:
        used = rule("cn_half") if item.takes_rule else None
        result = item.mark(answer, out_of=Fraction(5), rule=used)
        assert 0 <= result.points <= 5
        assert result.reason.zh
        assert result.reason.en


def test_the_public_part_tells_nothing():
    for item in EVERY:
        public = str(item.public())
        assert "correct" not in public
        assert "why" not in public
        assert "mistake" not in public
