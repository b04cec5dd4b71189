"""Association rules: which goods are bought together more often than chance would have it.

Support and confidence as Agrawal, Imielinski and Swami (1993) define them; frequent itemsets by
the Apriori idea of Agrawal and Srikant (1994); lift as Brin, Motwani, Ullman and Tsur (1997,
there "interest").
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from crm_models.errors import DataError, ModelError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import pandas as pd

Items = frozenset[str]


def support(baskets: Sequence[Collection[str]], items: Iterable[str]) -> float:
    """Return the share of all baskets that hold every one of the items.

    Parameters
    ----------
    baskets
        One collection of goods per purchase; how many of a good were bought does not count.
    items
        Names of goods; one good is a set of one, not its text.

    Examples
    --------
    >>> support([["milk", "bread"], ["milk"], ["bread"], ["milk", "bread"]], ["milk", "bread"])
    0.5
    """
    wanted = _items(items)
    bought = _baskets(baskets)
    return sum(wanted <= basket for basket in bought) / len(bought)


def confidence(
    baskets: Sequence[Collection[str]], antecedent: Iterable[str], consequent: Iterable[str]
) -> float:
    """Return, of the baskets with the antecedent, the share that holds the consequent too.

    Parameters
    ----------
    baskets
        See `support`.
    antecedent, consequent
        The rule "who buys the first buys the second"; no good may stand in both.

    Raises
    ------
    ModelError
        No basket holds the antecedent, or a good stands on both sides.

    Examples
    --------
    >>> baskets = [["milk", "bread"], ["milk"], ["bread"], ["milk", "bread"]]
    >>> round(confidence(baskets, ["milk"], ["bread"]), 4)
    0.6667
    """
    one, other = _rule(antecedent, consequent)
    among = support(baskets, one)
    if not among:
        raise ModelError(
            f"没有一个购物篮含有 {'、'.join(sorted(one))}，置信度无定义",
            f"no basket holds {', '.join(sorted(one))}: the confidence is undefined",
        )
    return support(baskets, one | other) / among


def lift(
    baskets: Sequence[Collection[str]], antecedent: Iterable[str], consequent: Iterable[str]
) -> float:
    """Return how many times more often the consequent is bought with the antecedent than at all.

    1: the goods are bought independently. Above 1 they attract, below 1 they avoid each other.
    The lift of a rule and of its reverse are the same.

    Parameters
    ----------
    baskets, antecedent, consequent
        See `confidence`.

    Examples
    --------
    Three of four buy bread, but only two of the three who buy milk do:

    >>> baskets = [["milk", "bread"], ["milk"], ["bread"], ["milk", "bread"]]
    >>> round(lift(baskets, ["milk"], ["bread"]), 4)
    0.8889
    """
    one, other = _rule(antecedent, consequent)
    usual = support(baskets, other)
    if not usual:
        raise ModelError(
            f"没有一个购物篮含有 {'、'.join(sorted(other))}，提升度无定义",
            f"no basket holds {', '.join(sorted(other))}: the lift is undefined",
        )
    return confidence(baskets, one, other) / usual


def itemsets(baskets: Sequence[Collection[str]], min_support: float) -> dict[Items, float]:
    """Return every set of goods that enough baskets hold, with its support.

    A set can only be frequent if all its parts are, so sets grow by one good at a time (Apriori).

    Parameters
    ----------
    baskets
        See `support`.
    min_support
        Least share of the baskets, above 0 and at most 1.

    Examples
    --------
    >>> found = itemsets([["a", "b"], ["a", "b"], ["a"], ["c"]], min_support=0.5)
    >>> {"".join(sorted(items)): share for items, share in found.items()}
    {'a': 0.75, 'b': 0.5, 'ab': 0.5}
    """
    if not 0 < min_support <= 1:
        raise ModelError(
            f"最小支持度要大于 0、不超过 1：{min_support}",
            f"the least support lies above 0 and up to 1: {min_support}",
        )
    bought = _baskets(baskets)
    least = min_support * len(bought) - 1e-9
    goods = sorted(frozenset().union(*bought))
    level = [frozenset([good]) for good in goods]
    found: dict[Items, float] = {}
    while level:
        counts = {items: sum(items <= basket for basket in bought) for items in level}
        kept = [items for items, count in counts.items() if count >= least]
        found |= {items: counts[items] / len(bought) for items in kept}
        level = _grown(kept)
    return found


def rules(
    baskets: Sequence[Collection[str]], min_support: float, min_confidence: float
) -> pd.DataFrame:
    """Return the rules that are frequent and trusty enough, the highest lift first.

    Parameters
    ----------
    baskets, min_support
        See `itemsets`.
    min_confidence
        Least confidence, from 0 to 1.

    Returns
    -------
    DataFrame
        ``antecedent`` and ``consequent`` (tuples of goods), ``support``, ``confidence``, ``lift``.

    Examples
    --------
    >>> table = rules([["a", "b"], ["a", "b"], ["a"], ["c"]], 0.5, 0.9)
    >>> table[["antecedent", "consequent", "confidence"]].values.tolist()
    [[('b',), ('a',), 1.0]]
    """
    import pandas as pd

    if not 0 <= min_confidence <= 1:
        raise ModelError(
            f"最小置信度要在 0 与 1 之间：{min_confidence}",
            f"the least confidence lies between 0 and 1: {min_confidence}",
        )
    frequent = itemsets(baskets, min_support)
    rows = []
    for whole, share in frequent.items():
        for size in range(1, len(whole)):
            for left in itertools.combinations(sorted(whole), size):
                right = whole - frozenset(left)
                trust = share / frequent[frozenset(left)]
                if trust >= min_confidence - 1e-9:
                    rows.append((left, tuple(sorted(right)), share, trust, trust / frequent[right]))
    names = ["antecedent", "consequent", "support", "confidence", "lift"]
    table = pd.DataFrame(rows, columns=names)
    return table.sort_values("lift", ascending=False, kind="stable", ignore_index=True)


def _grown(kept: list[Items]) -> list[Items]:
    """Return the sets one larger all of whose parts were kept."""
    known = set(kept)
    larger = {one | other for one, other in itertools.combinations(kept, 2)}
    size = len(kept[0]) + 1 if kept else 0
    return sorted(
        (
            items
            for items in larger
            if len(items) == size
            and all(frozenset(part) in known for part in itertools.combinations(items, size - 1))
        ),
        key=sorted,
    )


def _baskets(baskets: Sequence[Collection[str]]) -> list[Items]:
    texts = [place for place, basket in enumerate(baskets) if isinstance(basket, str)]
    if texts:
        raise DataError(
            "购物篮应是商品的列表，不是一段文字",
            "a basket is a list of goods, not a text",
            rows=texts,
        )
    if not len(baskets):
        raise ModelError("没有购物篮", "there are no baskets")
    return [frozenset(basket) for basket in baskets]


def _items(items: Iterable[str]) -> Items:
    if isinstance(items, str) or not (wanted := frozenset(items)):
        raise ModelError(
            f"商品要写成至少一种的列表，如 ['牛奶']：{items!r}",
            f"write goods as a list of one or more, such as ['milk']: {items!r}",
        )
    return wanted


def _rule(antecedent: Iterable[str], consequent: Iterable[str]) -> tuple[Items, Items]:
    one, other = _items(antecedent), _items(consequent)
    if one & other:
        both = sorted(one & other)
        raise ModelError(
            f"规则的两边不能有相同的商品：{'、'.join(both)}",
            f"a good stands on both sides of the rule: {', '.join(both)}",
        )
    return one, other
