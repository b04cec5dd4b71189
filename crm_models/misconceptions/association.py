"""Mistakes about support, confidence and lift."""

from __future__ import annotations

from typing import Any

from crm_models import association
from crm_models.misconceptions.registry import misconception


@misconception(
    "association.any_item_counts",
    "association.support",
    zh="数了含有其中任何一种商品的购物篮：支持度要求同时含有全部商品。",
    en="Baskets with any of the items were counted: support asks for all of them together.",
)
def any_item_counts(baskets: Any, items: Any) -> float:
    wanted = frozenset(items)
    return sum(bool(wanted & frozenset(basket)) for basket in baskets) / len(baskets)


@misconception(
    "association.count_for_share",
    "association.support",
    zh="这是购物篮的个数：支持度是占全部购物篮的比例。",
    en="This is a number of baskets: support is their share of all baskets.",
)
def count_for_share(baskets: Any, items: Any) -> float:
    return association.support(baskets, items) * len(baskets)


@misconception(
    "association.confidence_read_as_support",
    "association.confidence",
    zh="除以了全部购物篮，那是支持度：置信度只除以含有前项的购物篮。",
    en="Divided by all baskets, which is support: confidence divides by those with the antecedent.",
)
def confidence_read_as_support(baskets: Any, antecedent: Any, consequent: Any) -> float:
    return association.support(baskets, {*antecedent, *consequent})


@misconception(
    "association.rule_reversed",
    "association.confidence",
    zh="规则方向反了：分母应是含有前项（“如果”一边）的购物篮。",
    en="The rule is turned round: divide by the baskets with the antecedent, the 'if' side.",
)
def rule_reversed(baskets: Any, antecedent: Any, consequent: Any) -> float:
    return association.confidence(baskets, consequent, antecedent)


@misconception(
    "association.confidence_for_lift",
    "association.lift",
    zh="这是置信度：提升度还要除以后项本来的支持度。",
    en="This is the confidence: lift divides it by the support of the consequent.",
)
def confidence_for_lift(baskets: Any, antecedent: Any, consequent: Any) -> float:
    return association.confidence(baskets, antecedent, consequent)


@misconception(
    "association.lift_over_antecedent",
    "association.lift",
    zh="置信度除以了前项的支持度：应除以后项的支持度。",
    en="Confidence is divided by the antecedent's support: divide by that of the consequent.",
)
def lift_over_antecedent(baskets: Any, antecedent: Any, consequent: Any) -> float:
    trust = association.confidence(baskets, antecedent, consequent)
    return trust / association.support(baskets, antecedent)


@misconception(
    "association.lift_from_support",
    "association.lift",
    zh="用支持度除以了后项的支持度：分子应是置信度。",
    en="Support is divided by the consequent's support: the numerator is the confidence.",
)
def lift_from_support(baskets: Any, antecedent: Any, consequent: Any) -> float:
    both = association.support(baskets, {*antecedent, *consequent})
    return both / association.support(baskets, consequent)
