"""The working of a customer's cumulative contribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.pareto.values import checked, from_the_top, total
from crm_models.text import Text

if TYPE_CHECKING:
    import pandas as pd


def explain_contribution(value: pd.Series, customer: object) -> Explanation:
    r"""Return the working of the share that the customers down to this one bring together.

    Examples
    --------
    >>> import pandas as pd
    >>> explain_contribution(pd.Series([70, 20, 6, 4], index=list("abcd")), "b").substitution
    '\\frac{70 + 20}{100}'
    """
    ranked = from_the_top(checked(value))
    if customer not in ranked.index:
        raise ModelError(f"没有客户 {customer}", f"there is no customer {customer}")
    place = list(ranked.index).index(customer) + 1
    best, whole = ranked.iloc[:place], total(ranked)
    shown = [f"{each:g}" for each in best]
    if len(shown) > 6:
        shown = [*shown[:3], r"\dots", shown[-1]]
    share = float(best.sum()) / whole
    return Explanation(
        name=Text(
            f"到客户 {customer} 为止的累计贡献", f"cumulative contribution down to {customer}"
        ),
        formula=r"\frac{\sum_{i=1}^{k} v_{(i)}}{\sum_{i=1}^{n} v_i}",
        substitution=rf"\frac{{{' + '.join(shown)}}}{{{whole:g}}}",
        value=share,
        shown=f"{share * 100:.2f} %",
        interpretation=Text(
            f"价值最高的 {place} 位客户（{place / len(ranked):.0%}）带来 {share:.1%} 的价值。",
            f"The best {place} customers ({place / len(ranked):.0%}) bring {share:.1%} of the "
            "value.",
        ),
        symbols=(
            ("v_{(i)}", Text("第 i 高的客户价值", "the i-th highest value")),
            ("k", Text("该客户的名次", "rank of the customer")),
        ),
    )
