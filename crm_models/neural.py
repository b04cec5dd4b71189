"""One node of a neural network: a weighted sum, squeezed by an activation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

Activation = Literal["sigmoid", "none"]


def node(
    inputs: Sequence[float],
    weights: Sequence[float],
    *,
    bias: float = 0.0,
    activation: Activation = "sigmoid",
) -> float:
    """Return what a node hands on: the activation of the sum of inputs times weights.

    Parameters
    ----------
    inputs
        Values of the nodes before.
    weights
        Weight of the link from each of them.
    bias
        Added to the sum.
    activation
        ``"sigmoid"``: 1 / (1 + exp(-sum)), between 0 and 1 (Rumelhart, Hinton and Williams 1986);
        ``"none"``: the sum itself, as a node without activation hands it on. A network of such
        nodes is linear, however many layers it has.

    Examples
    --------
    >>> node([1, 2], [0.5, -0.25], activation="none"), node([1, 2], [0.5, -0.25])
    (0.0, 0.5)
    """
    if len(inputs) != len(weights) or not inputs:
        raise ModelError(
            f"输入和权重要一样多，至少一个：{len(inputs)}，{len(weights)}",
            f"as many inputs as weights, one or more: {len(inputs)}, {len(weights)}",
        )
    total = sum(x * w for x, w in zip(inputs, weights, strict=True)) + bias
    if not math.isfinite(total):
        raise ModelError("输入或权重不是有限数", "inputs or weights are not finite")
    if activation == "none":
        return total
    if activation != "sigmoid":
        raise ModelError(
            f"不认识的激活函数 {activation!r}：请用 sigmoid 或 none",
            f"unknown activation {activation!r}: use sigmoid or none",
        )
    # The two forms are equal; each keeps exp from overflowing on its side.
    return 1 / (1 + math.exp(-total)) if total >= 0 else math.exp(total) / (1 + math.exp(total))
