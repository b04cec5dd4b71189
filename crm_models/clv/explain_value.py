"""The working of value by parts: history and future, sources, payback, gain from relationships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from crm_models.clv.cash_flow import split
from crm_models.clv.cltv import CLTV, Relationship
from crm_models.clv.economics import payback, relationship_gain
from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    import pandas as pd

    from crm_models.units import DiscountRate


def explain_split(
    flows: pd.DataFrame, *, as_of: object, rate: DiscountRate, **columns: Any
) -> Explanation:
    r"""Return the working of `split`: what is past grows, what is to come shrinks.

    Examples
    --------
    >>> import pandas as pd
    >>> from crm_models.units import DiscountRate
    >>> days = pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-03"])
    >>> table = pd.DataFrame({"date": days, "amount": [100.0, 50.0, 110.0]})
    >>> explain_split(table, as_of="2024-01-02", rate=DiscountRate(0.10, "day")).substitution
    '160.00 + 100.00'
    """
    parts = split(flows, as_of=as_of, rate=rate, **columns)
    return Explanation(
        name=Text("广义客户终身价值", "lifetime value in the broad sense"),
        formula=r"\sum_{t \le 0} \pi_t e^{-\delta t} + \sum_{t > 0} \pi_t e^{-\delta t}",
        substitution=f"{parts.historic:.2f} + {parts.potential:.2f}",
        value=parts.total,
        shown=f"{parts.total:.2f}",
        interpretation=Text(
            f"历史利润折到今天值 {parts.historic:.2f}，潜在利润的现值是 {parts.potential:.2f}；"
            "狭义的终身价值只算后一部分。",
            f"Past profit is worth {parts.historic:.2f} today, profit to come "
            f"{parts.potential:.2f}; in the narrow sense lifetime value is the second part alone.",
        ),
        symbols=(
            (r"\pi_t", Text("第 t 天的利润（今天 t = 0）", "profit of day t (today is 0)")),
            (r"\delta", Text("每天的连续贴现率", "continuous discount rate per day")),
        ),
    )


def explain_cltv(customer: Relationship) -> Explanation:
    r"""Return the working of CLTV = F(R, L, I) with the course's own R, L, I and F.

    Examples
    --------
    >>> customer = Relationship(pgs=100, cs=50, cm=10, t=2, nca=1, pe=5, new_customer_value=20,
    ...                         retention=0.5)
    >>> explain_cltv(customer).substitution
    '40 \\times 1.5 + 25'
    """
    model = CLTV()
    r, loyal = model.revenue(customer), model.loyalty(customer)
    influenced, value = model.influence(customer), model.value(customer)
    share = r * loyal / value if value else float("nan")
    return Explanation(
        name=Text("客户终身价值 CLTV", "customer lifetime value, CLTV"),
        formula=r"F = R \cdot L + I",
        substitution=rf"{r:g} \times {loyal:g} + {influenced:g}",
        value=value,
        shown=f"{value:.2f}",
        interpretation=Text(
            f"本人的购买占 {share:.0%}，影响他人的部分占其余。R、L、I、F 的算法是本课程选定的，"
            "原文只给出了结构。",
            f"The customer's own buying makes up {share:.0%}, influence on others the rest. How R, "
            "L, I and F are computed is this course's choice: the source gives the structure only.",
        ),
        symbols=(
            ("R", Text("每期净收入", "net revenue per period")),
            ("L", Text("预期的（贴现）期数", "expected discounted periods")),
            ("I", Text("带来新客户与推荐的价值", "value of new customers and endorsements")),
        ),
    )


def explain_payback(
    acquisition: float, margin: float, retention: float = 1.0, discount: float = 0.0
) -> Explanation:
    r"""Return the working of `payback` for one margin per period.

    Examples
    --------
    >>> explain_payback(100, 40).substitution
    '40 + 40 + 40 \\ge 100'
    """
    periods = payback(acquisition, margin, retention, discount)
    if periods is None:
        raise ModelError(
            "毛利永远收不回获客成本，没有回收期",
            "margins never repay the cost of acquisition: there is no payback period",
        )
    t = np.arange(1, periods + 1)
    flows = margin * retention ** (t - 1) / (1 + discount) ** t
    shown = [f"{flow:.4g}" for flow in flows.tolist()]
    if len(shown) > 6:
        shown = [*shown[:3], r"\dots", shown[-1]]
    return Explanation(
        name=Text("回收期", "payback period"),
        formula=r"\sum_{t=1}^{n} \frac{m\,r^{t-1}}{(1+d)^t} \ge A",
        substitution=rf"{' + '.join(shown) or '0'} \ge {acquisition:g}",
        value=float(periods),
        shown=str(periods),
        interpretation=Text(
            f"到第 {periods} 期末收回获客成本；在此之前流失的客户是亏的。",
            f"The cost of acquisition is repaid at the end of period {periods}; a customer who "
            "leaves before was a loss.",
        ),
        symbols=(
            ("m", Text("每期毛利", "margin per period")),
            ("r", Text("每期留存率", "retention rate per period")),
            ("d", Text("每期贴现率", "discount rate per period")),
            ("A", Text("获客成本", "acquisition cost")),
        ),
    )


def explain_relationship_gain(
    *, profitability: float, retention_cost: float, customers: float, churned: float
) -> Explanation:
    r"""Return the working of `relationship_gain`.

    Examples
    --------
    >>> explain_relationship_gain(profitability=100, retention_cost=10, customers=50,
    ...                           churned=5).substitution
    '50 \\times (100 - 10) - 5 \\times 100'
    """
    value = relationship_gain(
        profitability=profitability,
        retention_cost=retention_cost,
        customers=customers,
        churned=churned,
    )
    return Explanation(
        name=Text("关系营销的净收益", "net gain from relationships"),
        formula=r"n (p - k) - x\,p",
        substitution=rf"{customers:g} \times ({profitability:g} - {retention_cost:g}) "
        rf"- {churned:g} \times {profitability:g}",
        value=value,
        shown=f"{value:.2f}",
        interpretation=Text(
            f"保留成本共 {customers * retention_cost:g}，"
            f"流失带走 {churned * profitability:g} 的利润。",
            f"Keeping costs {customers * retention_cost:g} in all; those lost take "
            f"{churned * profitability:g} of profit with them.",
        ),
        symbols=(
            ("n", Text("期初客户数", "customers at the start")),
            ("p", Text("每位客户的利润", "profit per customer")),
            ("k", Text("每位客户的保留成本", "cost of keeping a customer")),
            ("x", Text("流失客户数", "customers lost")),
        ),
    )
