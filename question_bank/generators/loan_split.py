"""Loan applicants by income and risk: what the root of a decision tree gains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import trees
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw low and high risks above and below the cut; give gains by entropy and by Gini."""
    return until_apart(
        lambda: _once(draw),
        ["gain", *(f"gain_{slip}" for slip in _SLIPS)],
        ["gini", *(f"gini_{slip}" for slip in _SLIPS)],
        by=0.009,
    )


_SLIPS = ("children_unweighted", "impurity_for_gain", "other_measure")


def _once(draw: Draw) -> Mapping[str, Value]:
    above = [draw.integer(44, 66), draw.integer(4, 14)]
    below = [draw.integer(6, 18), draw.integer(14, 34)]
    split = [above, below]
    return {
        "above_low": above[0],
        "above_high": above[1],
        "below_low": below[0],
        "below_high": below[1],
        "above": sum(above),
        "below": sum(below),
        "everybody": sum(above) + sum(below),
        "low": above[0] + below[0],
        "high": above[1] + below[1],
        **_values("gain", split, "entropy"),
        **_values("gini", split, "gini"),
    }


def _values(name: str, split: list[list[int]], measure: trees.Measure) -> dict[str, float]:
    impurity = trees.gini if measure == "gini" else trees.entropy
    above, below = split
    slips = wrong("trees.gain", split, measure)
    return {
        name: trees.gain(split, measure),
        f"{name}_root": impurity([x + y for x, y in zip(above, below, strict=True)]),
        f"{name}_of_above": impurity(above),
        f"{name}_of_below": impurity(below),
        **{f"{name}_{slip}": value for slip, value in slips.items()},
    }
