"""The working of what customers are worth together, ahead, and beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.clv.cash_flow import Discounting, customer_equity, npv
from crm_models.clv.forecast_value import future_value
from crm_models.clv.matrix import MATRIX_CLASSES, matrix_class
from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from crm_models.clv.matrix import Cut
    from crm_models.clv.purchase_model import PurchaseModel
    from crm_models.units import DiscountRate, Period

SHOWN = 6  # customers written out; the others are one number


def explain_customer_equity(
    value: ArrayLike, cost: ArrayLike = 0.0, *, rate: ArrayLike, discount: Discounting = "spot"
) -> Explanation:
    r"""Return the working of `customer_equity`.

    Examples
    --------
    >>> print(explain_customer_equity([[-100, 50, 75], [-50, 100, 0]], rate=0.25).substitution)
    (-12) + 30
    """
    total = customer_equity(value, cost, rate=rate, discount=discount)
    rows = np.atleast_2d(np.asarray(value, dtype=float) - np.asarray(cost, dtype=float))
    each = [npv(row, rate=rate, discount=discount) for row in rows]
    parts = [*each[:SHOWN], *([sum(each[SHOWN:])] if len(each) > SHOWN else [])]
    losing = sum(one < 0 for one in each)
    return Explanation(
        name=Text("顾客资产", "customer equity"),
        formula=r"\mathrm{CE} = \sum_{i} \mathrm{CLV}_i",
        substitution=" + ".join(f"{one:.6g}" if one >= 0 else f"({one:.6g})" for one in parts),
        value=total,
        shown=f"{total:.2f}",
        interpretation=Text(
            f"{len(each)} 位客户一共值 {total:.2f}，其中 {losing} 位是负的：他们也算在内，"
            "只加盈利的客户会高估。",
            f"{len(each)} customers are worth {total:.2f} together; {losing} of them are worth "
            "less than nothing and count too: adding up the profitable ones alone says too much.",
        ),
        symbols=(
            (r"\mathrm{CLV}_i", Text("第 i 位客户的终身价值", "lifetime value of customer i")),
        ),
    )


def explain_future_value(
    purchases: PurchaseModel,
    amount: float,
    history: tuple[int, float, float],
    *,
    margin: float,
    horizon: Period,
    discount: DiscountRate,
    step: Period,
) -> Explanation:
    r"""Return the working of `future_value` for one customer.

    Parameters
    ----------
    purchases
        A fitted purchase model that knows its unit of time.
    amount
        The expected amount per purchase, in money.
    history
        The customer's frequency, recency and T.
    margin, horizon, discount, step
        As in `future_value`.

    Examples
    --------
    >>> from crm_models.clv import BetaGeoNBD
    >>> from crm_models.units import DiscountRate, Period
    >>> model = BetaGeoNBD(unit="week").given(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> working = explain_future_value(model, 25.0, (2, 30.43, 38.86), margin=0.3,
    ...     horizon=Period(12, "month"), discount=DiscountRate(0.12, "year"),
    ...     step=Period(1, "month"))
    >>> working.number, working.substitution
    ('11.08', '0.3 \\times 25 \\times 1.477')
    """
    frequency, recency, T = history
    row = pd.DataFrame({"frequency": [frequency], "recency": [recency], "T": [T]})
    options = {"margin": margin, "horizon": horizon, "discount": discount, "step": step}
    value = float(future_value(purchases, amount, row, **options).iloc[0])  # type: ignore[arg-type]
    ahead = horizon.to(purchases.need_unit()).value
    plain = float(np.asarray(purchases.expected_purchases(ahead, row))[0])
    scale = margin * amount
    counted = value / scale if scale else 0.0
    return Explanation(
        name=Text("未来一段时间的客户价值", "a customer's value over a horizon"),
        formula=r"V = m \, E[M] \sum_k \frac{E[Y(k)] - E[Y(k-1)]}{(1+d)^{k}}",
        substitution=rf"{margin:g} \times {amount:g} \times {counted:.4g}",
        value=value,
        shown=f"{value:.2f}",
        interpretation=Text(
            f"预期购买 {plain:.4g} 次，按付款时间折算到现在相当于 {counted:.4g} 次；"
            f"每次带来毛利 {scale:.4g}。",
            f"{plain:.4g} purchases are expected, worth {counted:.4g} of today's by when they "
            f"are paid; each brings a margin of {scale:.4g}.",
        ),
        symbols=(
            ("m", Text("毛利率", "margin as a share of the amount")),
            ("E[M]", Text("预期单次消费", "expected amount per purchase")),
            ("E[Y(k)]", Text("到第 k 步为止预期的购买次数", "purchases expected up to step k")),
            ("d", Text("每步的贴现率", "discount rate per step")),
        ),
    )


def explain_matrix_class(
    current: pd.Series,
    potential: pd.Series,
    customer: object,
    *,
    cuts: tuple[Cut, Cut] = ("mean", "mean"),
) -> Explanation:
    r"""Return the working of one customer's class in the value matrix.

    Examples
    --------
    >>> now, later = pd.Series([90.0, 80, 10, 20]), pd.Series([70.0, 5, 70, 1])
    >>> working = explain_matrix_class(now, later, 1)
    >>> working.number, working.substitution
    ('II', '80 \\ge 50, \\quad 5 < 36.5')
    """
    if customer not in current.index:
        raise ModelError(f"没有客户 {customer}", f"there is no customer {customer}")
    found = str(matrix_class(current, potential, cuts=cuts).loc[customer])  # type: ignore[call-overload]
    parts = []
    for values, cut in zip((current, potential), cuts, strict=True):
        limit = float(getattr(values, cut)()) if isinstance(cut, str) else float(cut)
        own = float(values.loc[customer])  # type: ignore[call-overload]
        sign = r"\ge" if own >= limit else "<"
        parts.append(f"{own:g} {sign} {limit:g}")
    number = list(MATRIX_CLASSES).index(found) + 1
    return Explanation(
        name=Text("价值矩阵中的类别", "class in the value matrix"),
        formula=r"V_{\mathrm{now}} \ge c_1, \quad V_{\mathrm{later}} \ge c_2",
        substitution=r", \quad ".join(parts),
        value=float(number),
        shown=found,
        interpretation=MATRIX_CLASSES[found],
        symbols=(
            (r"V_{\mathrm{now}}", Text("当前价值", "current value")),
            (r"V_{\mathrm{later}}", Text("潜在价值", "potential value")),
            ("c_1, c_2", Text("“高”的起点", "where “high” begins")),
        ),
    )
