"""Cubes, anonymous tables, nodes of a network."""

import math

import pandas as pd
import pytest

from crm_models import neural, olap, privacy
from crm_models.errors import ModelError

CUBE = pd.DataFrame(
    {
        "month": [1, 1, 1, 2, 2, 2],
        "city": list("abcabc"),
        "channel": ["web", "shop", "web", "shop", "web", "shop"],
        "sales": [50, 60, 70, 80, 90, 30],
        "orders": [5, 3, 7, 2, 9, 1],
    }
)

# Sweeney (2002), figure 2: k = 2 by race, birth, gender and ZIP.
PATIENTS = pd.DataFrame(
    [
        ("Black", 1965, "m", "0214*", "short breath"),
        ("Black", 1965, "m", "0214*", "chest pain"),
        ("Black", 1965, "f", "0213*", "hypertension"),
        ("Black", 1965, "f", "0213*", "hypertension"),
        ("Black", 1964, "f", "0213*", "obesity"),
        ("Black", 1964, "f", "0213*", "chest pain"),
        ("White", 1964, "m", "0213*", "chest pain"),
        ("White", 1964, "m", "0213*", "obesity"),
        ("White", 1964, "m", "0213*", "short breath"),
        ("White", 1967, "m", "0213*", "chest pain"),
        ("White", 1967, "m", "0213*", "chest pain"),
    ],
    columns=["race", "birth", "gender", "zip", "problem"],
)


@pytest.mark.parametrize("by", [["month"], ["city"], ["month", "channel"], ["city", "channel"]])
def test_rolling_up_keeps_the_total(by):
    assert olap.roll_up(CUBE, by, "sales").sum() == CUBE["sales"].sum()


def test_a_slice_is_one_member_and_a_dice_several():
    assert olap.take_slice(CUBE, "month", 2)["sales"].sum() == 200
    assert "month" not in olap.take_slice(CUBE, "month", 2)
    some = olap.dice(CUBE, {"city": ["a", "b"], "channel": ["web"]})
    assert some["sales"].tolist() == [50, 90]


def test_rotating_exchanges_rows_and_columns():
    table = olap.rotate(CUBE, "month", "channel", "sales")
    assert table.to_numpy().tolist() == [[60, 120], [110, 90]]
    assert olap.rotate(CUBE, "channel", "month", "sales").equals(table.T)


def test_a_ratio_rolls_up_by_its_parts():
    average = olap.ratio(CUBE, ["month"], "sales", "orders")
    assert average.tolist() == [180 / 15, 200 / 12]
    below = olap.ratio(CUBE, ["month", "city"], "sales", "orders")
    assert below.groupby("month").mean()[1] != pytest.approx(average[1])


def test_sweeneys_table_is_2_anonymous():
    known = ["race", "birth", "gender", "zip"]
    assert privacy.k_anonymity(PATIENTS, known) == 2
    assert privacy.group_sizes(PATIENTS, known).tolist() == [2, 2, 2, 3, 2]
    assert privacy.k_anonymity(PATIENTS, [*known, "problem"]) == 1


def test_coarser_traits_hide_better():
    known = ["birth", "gender"]
    assert privacy.k_anonymity(PATIENTS, known) <= privacy.k_anonymity(PATIENTS, known[1:])


def test_node_of_two_inputs():
    assert neural.node([0.2, 0.6], [0.5, -0.4], activation="none") == pytest.approx(-0.14)
    assert neural.node([0.2, 0.6], [0.5, -0.4]) == pytest.approx(1 / (1 + math.exp(0.14)))
    assert neural.node([1], [1000]) == 1
    assert neural.node([1], [-1000]) == 0


def test_layers_without_activation_are_one_layer():
    x, first, second = [2.0, -1.0], [[0.5, 1.0], [-0.3, 0.2]], [0.7, -1.1]
    hidden = [neural.node(x, weights, activation="none") for weights in first]
    merged = [sum(s * w[i] for s, w in zip(second, first, strict=True)) for i in range(2)]
    assert neural.node(hidden, second, activation="none") == pytest.approx(
        neural.node(x, merged, activation="none")
    )


@pytest.mark.parametrize(
    "call",
    [
        lambda: olap.take_slice(CUBE, "month", 9),
        lambda: olap.dice(CUBE, {"year": [1]}),
        lambda: olap.roll_up(CUBE, [], "sales"),
        lambda: olap.ratio(CUBE.assign(orders=0), ["month"], "sales", "orders"),
        lambda: privacy.k_anonymity(PATIENTS, []),
        lambda: privacy.k_anonymity(PATIENTS, ["income"]),
        lambda: privacy.k_anonymity(PATIENTS[:0], ["race"]),
        lambda: neural.node([], []),
        lambda: neural.node([1], [1, 2]),
        lambda: neural.node([math.inf], [1]),
        lambda: neural.node([1], [1], activation="step"),
    ],
)
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ModelError):
        call()
