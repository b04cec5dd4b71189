"""Three guests with an expectation and a perception each: C = b/a of the group, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import satisfaction
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_models.satisfaction.confirmation import Aggregation
    from question_bank.draw import Draw, Value

_WAYS: tuple[Aggregation, ...] = ("mean_of_ratios", "ratio_of_means")
_NAMES = ("a", "b", "c")


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw one modest guest who is delighted and two demanding ones who are let down."""
    expected = [draw.integer(4, 5), draw.integer(8, 9), draw.integer(9, 10)]
    # On balance perceptions fall short, so that no index comes near 1, where C and 1/C meet.
    shift = [2, -draw.integer(1, 2), -draw.integer(3, 4)]
    perceived = [a + step for a, step in zip(expected, shift, strict=True)]
    values: dict[str, Value] = {
        **{f"expected_{name}": a for name, a in zip(_NAMES, expected, strict=True)},
        **{f"perceived_{name}": b for name, b in zip(_NAMES, perceived, strict=True)},
        "mean_expected": sum(expected) / len(expected),
        "mean_perceived": sum(perceived) / len(perceived),
    }
    for way in _WAYS:
        mistaken = wrong("satisfaction.cb_index", perceived, expected, aggregation=way)
        values[way] = satisfaction.cb_index(perceived, expected, aggregation=way)
        values |= {f"{way}_{name}": value for name, value in mistaken.items()}
    return values
