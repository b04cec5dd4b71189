"""Mistakes about lifetime value: discounting, retention, equity, payback, the value matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from crm_models import clv
from crm_models.misconceptions.registry import misconception

if TYPE_CHECKING:
    import pandas as pd


@misconception(
    "clv.discounting_forgotten",
    "clv.npv",
    zh="没有贴现：以后的钱要除以 (1+r) 的 t 次方，才能和现在的钱相加。",
    en="Nothing is discounted: divide later money by (1+r) to the power t before adding it up.",
)
def discounting_forgotten(value: Any, cost: Any = 0.0, *, rate: Any, **options: Any) -> float:
    return clv.npv(value, cost, rate=np.zeros_like(np.asarray(rate, dtype=float)), **options)


@misconception(
    "clv.now_discounted",
    "clv.npv",
    zh="多贴现了一期：t = 0 是现在，不贴现；第一期后的钱才除以 (1+r)。",
    en="One period too many: t = 0 is now and is not discounted; (1+r) starts with t = 1.",
)
def now_discounted(
    value: Any, cost: Any = 0.0, *, rate: Any, lifetime: int | None = None, **options: Any
) -> float:
    later, rates = _one_later(value, cost, rate)
    last = None if lifetime is None else lifetime + 1
    return clv.npv(later, rate=rates, lifetime=last, **options)


@misconception(
    "clv.simple_interest",
    "clv.npv",
    zh="用了单利：贴现要按复利，除以 (1+r) 的 t 次方，不是除以 1 + r·t。",
    en="Simple interest: discounting compounds, so divide by (1+r) to the power t, not by 1 + rt.",
)
def simple_interest(
    value: Any,
    cost: Any = 0.0,
    *,
    rate: Any,
    lifetime: int | None = None,
    **_: Any,
) -> float:
    net = np.asarray(value, dtype=float) - np.asarray(cost, dtype=float)
    t = np.arange(net.size)
    kept = t <= (net.size if lifetime is None else lifetime)
    return float(np.sum(np.where(kept, net / (1 + np.asarray(rate, dtype=float) * t), 0.0)))


@misconception(
    "clv.cost_forgotten",
    "clv.npv",
    zh="没有减去成本：每期的净价值是创造的价值减去关系成本。",
    en="The cost is left out: each period's net value is value created less relationship cost.",
)
def cost_forgotten(value: Any, cost: Any = 0.0, **options: Any) -> float:
    return clv.npv(value, **options)


@misconception(
    "clv.multiplied_by_growth",
    "clv.npv",
    zh="方向反了：求现值要除以 (1+r) 的 t 次方，乘上去是求终值。",
    en="The wrong way round: a present value divides by (1+r) to the power t; this compounds.",
)
def multiplied_by_growth(value: Any, cost: Any = 0.0, *, rate: Any, **options: Any) -> float:
    inverse = 1 / (1 + np.asarray(rate, dtype=float)) - 1
    return clv.npv(value, cost, rate=inverse, **options)


@misconception(
    "clv.average_for_sum",
    "clv.customer_equity",
    zh="算成了平均：客户资产是所有客户终身价值之和，不是平均值。",
    en="This is the mean: customer equity is the sum of the lifetime values of all customers.",
)
def average_for_sum(value: Any, cost: Any = 0.0, **options: Any) -> float:
    return clv.customer_equity(value, cost, **options) / len(np.asarray(value))


@misconception(
    "clv.losses_left_out",
    "clv.customer_equity",
    zh="漏了亏损的客户：终身价值为负的客户也要计入客户资产。",
    en="Customers at a loss are left out: negative lifetime values count in customer equity too.",
)
def losses_left_out(value: Any, cost: Any = 0.0, *, lifetime: Any = None, **options: Any) -> float:
    net = np.asarray(value, dtype=float) - np.asarray(cost, dtype=float)
    last = np.broadcast_to(net.shape[1] - 1 if lifetime is None else lifetime, len(net))
    worth = [clv.npv(row, lifetime=int(end), **options) for row, end in zip(net, last, strict=True)]
    return float(sum(max(one, 0.0) for one in worth))


@misconception(
    "clv.lifetime_ignored",
    "clv.customer_equity",
    zh="没有看各客户的寿命：超过 T 的各期不计。",
    en="Lifetimes are ignored: periods after a customer's T do not count.",
)
def lifetime_ignored(value: Any, cost: Any = 0.0, *, lifetime: Any = None, **options: Any) -> float:
    return clv.customer_equity(value, cost, **options)


@misconception(
    "clv.first_margin_confused",
    "clv.retention_value",
    zh="第一笔毛利的时间弄错了：现在就有是 m(1+d)/(1+d−r)，一期后才有是 mr/(1+d−r)。",
    en="When the first margin comes is confused: now is m(1+d)/(1+d-r), after one period "
    "mr/(1+d-r).",
)
def first_margin_confused(
    margin: Any, retention: Any, discount: Any, *, first: Any = "after_one_period", **options: Any
) -> float:
    other = "now" if first == "after_one_period" else "after_one_period"
    return clv.retention_value(margin, retention, discount, first=other, **options)  # type: ignore[arg-type]


@misconception(
    "clv.churn_as_retention",
    "clv.retention_value",
    zh="把流失率当成了留存率：r = 1 − 流失率。",
    en="The churn rate is used as the retention rate: r = 1 - churn.",
)
def churn_as_retention(margin: Any, retention: Any, discount: Any, **options: Any) -> float:
    return clv.retention_value(margin, 1 - retention, discount, **options)


@misconception(
    "clv.lifetime_times_margin",
    "clv.retention_value",
    zh="用平均寿命 1/(1−r) 乘毛利，没有贴现：越晚的毛利现值越小。",
    en="Mean lifetime 1/(1-r) times margin, undiscounted: later margins are worth less today.",
)
def lifetime_times_margin(
    margin: Any, retention: Any, discount: Any, *, acquisition: Any = 0.0, **_: Any
) -> float:
    del discount
    return float(margin / (1 - retention) - acquisition)


@misconception(
    "clv.retention_forgotten",
    "clv.retention_value",
    zh="没有考虑流失：客户每期只以概率 r 留下，不能当永续年金 m/d。",
    en="Churn is left out: a customer stays with probability r only; m/d is a perpetuity.",
)
def retention_forgotten(
    margin: Any, retention: Any, discount: Any, *, acquisition: Any = 0.0, **_: Any
) -> float:
    del retention
    return float(margin / discount - acquisition)


@misconception(
    "clv.acquisition_forgotten",
    "clv.retention_value",
    zh="没有减去获客成本。",
    en="The cost of acquisition is not taken off.",
)
def acquisition_forgotten(*args: Any, acquisition: Any = 0.0, **options: Any) -> float:
    return clv.retention_value(*args, **options)


@misconception(
    "clv.undiscounted_payback",
    "clv.payback",
    zh="回收期没有考虑流失和贴现：每期预期毛利是 m 乘留存概率再贴现。",
    en="Payback without churn and discounting: each margin counts times survival, discounted.",
)
def undiscounted_payback(
    acquisition: Any, margin: Any, retention: Any = 1.0, discount: Any = 0.0, **options: Any
) -> int | None:
    del retention, discount
    return clv.payback(acquisition, margin, **options)


@misconception(
    "clv.matrix_axes_swapped",
    "clv.matrix_class",
    zh="两个维度弄反了：II 类是当前价值高、潜在价值低，III 类相反。",
    en="The axes are swapped: class II is high now and low potential, class III the reverse.",
)
def matrix_axes_swapped(current: Any, potential: Any, **options: Any) -> pd.Series:
    classes = clv.matrix_class(current, potential, **options)
    return classes.replace({"II": "III", "III": "II"})


def _one_later(value: Any, cost: Any, rate: Any) -> tuple[Any, Any]:
    """Move flows and rates by one period."""
    net = np.asarray(value, dtype=float) - np.asarray(cost, dtype=float)
    rates = np.asarray(rate, dtype=float)
    if rates.ndim:
        rates = np.concatenate([[0.0], rates[1:], rates[-1:]])
    return np.concatenate([[0.0], net]), rates
