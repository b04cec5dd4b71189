"""Marking rules: the published table, and what must hold for any rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.marking.rounding import exact, round_up
from question_bank.marking.rule import Tally
from question_bank.marking.rules import names, rule
from question_bank.problems import BankError

ANSWERS = ("ABC", "AB", "A", "AD", "ABCD", "ABCDE", "")
# Right are A, B, C of A to E: points of each answer, then the mean over all 32 answers.
TABLE = {
    "all_or_nothing": (1, 0, 0, 0, 0, 0, 0, 0.03),
    "cn_half": (1, 0.5, 0.5, 0, 0, 0, 0, 0.13),
    "cn_proportional": (1, 0.67, 0.33, 0, 0, 0, 0, 0.13),
    "net_correct": (1, 0.67, 0.33, 0, 0.67, 0.33, 0, 0.24),
    "false2": (1, 0.67, 0.33, 0, 0.5, 0, 0, 0.19),
    "each_answer": (1, 0.8, 0.6, 0.4, 0.8, 0.6, 0.4, 0.50),
    "coverage": (1, 0.67, 0.33, 0.17, 0.75, 0.6, 0, 0.35),
    "plus_minus": (1, 0.6, 0.2, 0, 0.6, 0.2, 0, 0.19),
    "halves": (1, 0.5, 0.25, 0, 0.5, 0.25, 0, 0.19),
}


def half_up(value):
    return int(value * 100 + Fraction(1, 2)) / 100


@pytest.mark.parametrize("name", TABLE)
def test_the_table_of_each_rule(name):
    table = {row.chosen: row.points for row in rule(name).table("ABC", "ABCDE")}
    assert tuple(half_up(table[answer]) for answer in ANSWERS) == TABLE[name][:-1]
    assert half_up(rule(name).random_mean("ABC", "ABCDE")) == TABLE[name][-1]


def test_every_rule_is_in_the_table_or_has_a_test_of_its_own():
    assert set(names()) == {*TABLE, "cn_fixed"}


def test_fixed_points_per_option():
    fixed = rule({"name": "cn_fixed", "each": 0.5})
    table = {row.chosen: row.points for row in fixed.table("ABC", "ABCDE", Fraction(2))}
    assert [table[answer] for answer in ANSWERS] == [2, 1, Fraction(1, 2), 0, 0, 0, 0]
    # An incomplete answer never earns more than a complete one.
    assert rule({"name": "cn_fixed", "each": 2}).points(Tally(2, 0, 3, 5), Fraction(3)) == 3


def test_half_of_an_odd_mark_is_rounded_up_where_the_paper_says_so():
    tally = Tally(1, 0, 3, 5)
    assert rule("cn_half").points(tally, Fraction(5)) == Fraction(5, 2)
    assert rule({"name": "cn_half", "step": 1}).points(tally, Fraction(5)) == 3
    assert rule({"name": "cn_half", "step": 0.5}).points(tally, Fraction(5, 2)) == Fraction(3, 2)
    assert rule({"name": "cn_half", "above": 1}).points(tally, Fraction(1)) == 0
    assert rule({"name": "cn_half", "above": 1}).points(tally, Fraction(2)) == 1


tallies = st.integers(2, 8).flatmap(
    lambda n: st.tuples(st.just(n), st.integers(1, n)).flatmap(
        lambda pair: st.builds(
            Tally,
            hits=st.integers(0, pair[1]),
            wrong=st.integers(0, pair[0] - pair[1]),
            right=st.just(pair[1]),
            options=st.just(pair[0]),
        )
    )
)
points = st.fractions(Fraction(1, 4), 20, max_denominator=4)


@pytest.mark.parametrize("name", names())
@given(tally=tallies, out_of=points)
def test_points_lie_within_bounds_and_only_the_key_need_earn_all(name, tally, out_of):
    earned = rule(name).points(tally, out_of)
    assert 0 <= earned <= out_of
    if tally.complete:
        assert earned == out_of


@pytest.mark.parametrize("name", names())
@given(tally=tallies, out_of=points)
def test_one_more_right_option_never_costs_and_one_more_wrong_never_pays(name, tally, out_of):
    chosen = rule(name)
    earned = chosen.points(tally, out_of)
    if tally.hits < tally.right:
        assert chosen.points(tally._replace(hits=tally.hits + 1), out_of) >= earned
    if tally.wrong < tally.distractors:
        assert chosen.points(tally._replace(wrong=tally.wrong + 1), out_of) <= earned


@given(chosen=st.sets(st.sampled_from("ABCDE")), order=st.permutations("ABCDE"))
def test_rules_do_not_see_which_option_it_was(chosen, order):
    moved = dict(zip("ABCDE", order, strict=True))
    before = Tally.of(chosen, "ABC", "ABCDE")
    after = Tally.of({moved[c] for c in chosen}, {moved[c] for c in "ABC"}, "ABCDE")
    assert before == after


@pytest.mark.parametrize("name", names())
def test_a_paper_gets_the_same_rule_again_from_what_it_writes(name):
    assert rule(rule(name).spec()) == rule(name)


def test_parameters_survive_too():
    spec = rule({"name": "cn_half", "step": "0.5"}).spec()
    assert spec == {"name": "cn_half", "step": "1/2"}
    assert rule(spec) == rule({"name": "cn_half", "step": 0.5})


@pytest.mark.parametrize(
    "spec", ["no_such_rule", {"name": "cn_half", "step": "x"}, {"name": "halves", "each": 1}, {}]
)
def test_an_unknown_rule_or_parameter_is_one_clear_line(spec):
    with pytest.raises(BankError) as caught:
        rule(spec)
    assert len(caught.value.problems) == 1
    assert "\n" not in caught.value.of("en")


def test_exact_numbers():
    assert exact(0.1) == Fraction(1, 10)
    assert round_up(Fraction(5, 2), Fraction(1)) == 3
    assert round_up(Fraction(5, 2), Fraction(0)) == Fraction(5, 2)
    for bad in (-1, True, "one", None):
        with pytest.raises(ValueError):  # noqa: PT011 - any message
            exact(bad)
