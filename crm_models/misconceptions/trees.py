"""Mistakes about the impurity of nodes and the gain of splits."""

from __future__ import annotations

import math
from typing import Any

from crm_models import trees
from crm_models.misconceptions.registry import misconception


@misconception(
    "trees.natural_logarithm",
    "trees.entropy",
    zh="用了自然对数：以比特为单位的熵取以 2 为底的对数。",
    en="The natural logarithm was taken: entropy in bits takes logarithms to base 2.",
)
def natural_logarithm(counts: Any) -> float:
    return trees.entropy(counts) * math.log(2)


@misconception(
    "trees.purity_for_gini",
    "trees.gini",
    zh="只求了比例的平方和，那是纯度：基尼不纯度要用 1 减去它。",
    en="This is the sum of squared shares, a purity: Gini impurity is 1 less that sum.",
)
def purity_for_gini(counts: Any) -> float:
    return 1.0 - trees.gini(counts)


@misconception(
    "trees.children_unweighted",
    "trees.gain",
    zh="子节点的不纯度取了简单平均：要按各子节点的人数加权。",
    en="The children's impurities were averaged plainly: weight them by their size.",
)
def children_unweighted(children: Any, measure: Any = "entropy") -> float:
    parent, each = _impurities(children, measure)
    return parent - sum(each) / len(each)


@misconception(
    "trees.impurity_for_gain",
    "trees.gain",
    zh="这是分裂后的不纯度：增益还要用分裂前的减去它。",
    en="This is the impurity after the split: the gain is that before less that after.",
)
def impurity_for_gain(children: Any, measure: Any = "entropy") -> float:
    parent, _ = _impurities(children, measure)
    return parent - trees.gain(children, measure)


@misconception(
    "trees.other_measure",
    "trees.gain",
    zh="用错了不纯度：熵和基尼各有各的公式，不能混用。",
    en="The wrong measure was used: entropy and Gini are two different formulas.",
)
def other_measure(children: Any, measure: Any = "entropy") -> float:
    return trees.gain(children, "gini" if measure == "entropy" else "entropy")


def _impurities(children: Any, measure: Any) -> tuple[float, list[float]]:
    impurity = trees.gini if measure == "gini" else trees.entropy
    parent = [sum(column) for column in zip(*children, strict=True)]
    return impurity(parent), [impurity(child) for child in children]
