"""A node with two inputs: the weighted sum and what the sigmoid makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import neural
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw two inputs and their weights, one of them negative."""
    return until_apart(
        lambda: _once(draw),
        ["output", "activation_left_out", "weights_ignored", "activation_before_weights"],
        by=0.02,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    inputs = [draw.decimal(0.2, 1.0, 1), draw.decimal(0.2, 1.0, 1)]
    weights = [draw.decimal(0.6, 2.4, 1), -draw.decimal(0.3, 1.5, 1)]
    return {
        "x1": inputs[0],
        "x2": inputs[1],
        "w14": weights[0],
        "w24": weights[1],
        "output": neural.node(inputs, weights),
        **wrong("neural.node", inputs, weights),
    }
