import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_models import association
from crm_models.errors import ModelError

# Tan, Steinbach and Kumar, Introduction to Data Mining, table 6.1 (first edition).
SHOP = [
    ["Bread", "Milk"],
    ["Bread", "Diapers", "Beer", "Eggs"],
    ["Milk", "Diapers", "Beer", "Cola"],
    ["Bread", "Milk", "Diapers", "Beer"],
    ["Bread", "Milk", "Diapers", "Cola"],
]
BASKETS = st.lists(st.sets(st.sampled_from("abcd"), min_size=1), min_size=1, max_size=12)


def test_the_rule_of_the_textbook():
    assert association.support(SHOP, ["Milk", "Diapers", "Beer"]) == pytest.approx(0.4)
    trust = association.confidence(SHOP, ["Milk", "Diapers"], ["Beer"])
    assert trust == pytest.approx(2 / 3)


def test_tea_drinkers_drink_less_coffee_though_the_confidence_is_high():
    """Tan, Steinbach and Kumar, table 6.8: confidence 0.75, lift 0.9375."""
    baskets = [["tea", "coffee"]] * 150 + [["tea"]] * 50 + [["coffee"]] * 650 + [["water"]] * 150
    assert association.confidence(baskets, ["tea"], ["coffee"]) == pytest.approx(0.75)
    assert association.lift(baskets, ["tea"], ["coffee"]) == pytest.approx(0.9375)


def test_frequent_sets_of_the_textbook():
    found = association.itemsets(SHOP, 0.6)
    assert {tuple(sorted(items)) for items in found if len(items) == 2} == {
        ("Bread", "Milk"),
        ("Bread", "Diapers"),
        ("Diapers", "Milk"),
        ("Beer", "Diapers"),
    }
    assert max(map(len, found)) == 2
    assert len(found) == 8


@given(BASKETS, st.sampled_from([0.1, 0.25, 0.5, 1.0]))
def test_apriori_finds_what_trying_every_set_finds(baskets, least):
    every = (frozenset(items) for n in range(1, 5) for items in itertools.combinations("abcd", n))
    shares = {items: association.support(baskets, items) for items in every}
    expected = {items: share for items, share in shares.items() if share >= least - 1e-9}
    assert association.itemsets(baskets, least) == pytest.approx(expected)


@given(BASKETS)
def test_lift_is_the_same_in_both_directions(baskets):
    if {"a", "b"} <= set().union(*baskets):
        lift = association.lift(baskets, ["a"], ["b"])
        assert lift == pytest.approx(association.lift(baskets, ["b"], ["a"]))


def test_rules_carry_their_own_measures():
    table = association.rules(SHOP, 0.4, 0.6)
    assert table["lift"].is_monotonic_decreasing
    for row in table.itertuples():
        both = {*row.antecedent, *row.consequent}
        assert row.support == pytest.approx(association.support(SHOP, both))
        trust = association.confidence(SHOP, row.antecedent, row.consequent)
        assert row.confidence == pytest.approx(trust)
        assert row.lift == pytest.approx(association.lift(SHOP, row.antecedent, row.consequent))
    assert association.rules(SHOP, 1.0, 0.5).empty


@pytest.mark.parametrize(
    "call",
    [
        lambda: association.support([], ["a"]),
        lambda: association.support(["milk"], ["milk"]),
        lambda: association.support([["a"]], "a"),
        lambda: association.support([["a"]], []),
        lambda: association.confidence([["a"]], ["b"], ["a"]),
        lambda: association.confidence([["a"]], ["a"], ["a"]),
        lambda: association.lift([["a"]], ["a"], ["b"]),
        lambda: association.itemsets([["a"]], 0),
        lambda: association.rules([["a"]], 0.5, 1.5),
    ],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ModelError):
        call()
