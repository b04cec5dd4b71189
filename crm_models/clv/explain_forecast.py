"""The working of what purchase and contract models forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.explanation import Explanation
from crm_models.text import Text
from crm_models.units import DiscountRate, Period

if TYPE_CHECKING:
    from crm_models.clv.purchase_model import PurchaseModel
    from crm_models.clv.shifted_beta_geometric import ShiftedBetaGeometric


def explain_expected_purchases(
    model: PurchaseModel, t: float, frequency: int, recency: float, T: float
) -> Explanation:
    r"""Return the working of one customer's expected purchases: still there, times buying.

    Examples
    --------
    >>> from crm_models.clv import BetaGeoNBD
    >>> model = BetaGeoNBD().given(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> working = explain_expected_purchases(model, 39, 2, 30.43, 38.86)
    >>> working.number, working.substitution
    ('1.2260', '0.7266 \\times 1.6874')
    """
    row = pd.DataFrame({"frequency": [frequency], "recency": [recency], "T": [T]})
    alive = float(model.p_alive(row).iloc[0])
    value = float(np.asarray(model.expected_purchases(t, row))[0])
    # The model's own decomposition; where nobody can be left, so is nothing to buy.
    active = value / alive if alive > 0 else 0.0
    return Explanation(
        name=Text(f"未来 {t:g} 个时间单位的预期购买次数", f"purchases expected in the next {t:g}"),
        formula=r"E[Y(t)] = P(\mathrm{alive}) \cdot E[Y(t) \mid \mathrm{alive}]",
        substitution=rf"{alive:.4f} \times {active:.4f}",
        value=value,
        interpretation=Text(
            f"仍是客户的概率是 {alive:.1%}；若仍是客户，预期买 {active:.2f} 次。只看过去的频率"
            f"（{frequency} 次）会忘掉前一个因子。",
            f"The customer is still one with probability {alive:.1%} and, if so, is expected to "
            f"buy {active:.2f} times. Going by past frequency alone ({frequency}) forgets the "
            "first factor.",
        ),
        symbols=(
            ("t", Text("预测的时间长度", "how far ahead")),
            (r"P(\mathrm{alive})", Text("仍是客户的概率", "probability of still being a customer")),
        ),
    )


def explain_residual_lifetime(
    model: ShiftedBetaGeometric, discount: DiscountRate, paid: int = 1
) -> Explanation:
    r"""Return the working of the discounted expected residual lifetime under contract.

    Examples
    --------
    >>> from crm_models.clv import ShiftedBetaGeometric
    >>> model = ShiftedBetaGeometric(unit="year").given(alpha=0.668, beta=3.806)
    >>> explain_residual_lifetime(model, DiscountRate(0.1, "year"), paid=8).number
    '7.5299'
    """
    value = model.derl(discount, paid)
    alpha, beta = model.params_.values()
    rate = discount.over(Period(1, model.need_unit()))
    stay = float(model.retention_rate(paid))
    return Explanation(
        name=Text("贴现的预期剩余寿命", "discounted expected residual lifetime"),
        formula=r"\sum_{t=n}^{\infty} \frac{S(t)/S(n-1)}{(1+d)^{t-n}} = "
        r"\frac{\beta+n-1}{\alpha+\beta+n-1}\,"
        r"{}_2F_1\!\left(1, \beta+n; \alpha+\beta+n; \frac{1}{1+d}\right)",
        substitution=rf"{stay:.4f} \times {value / stay:.4f}",
        value=value,
        interpretation=Text(
            f"已付款 {paid} 次的客户，还值 {value:.2f} 次（贴现后的）付款；下一次续约的概率是 "
            f"{stay:.1%}，以后越来越高。",
            f"A customer who has paid {paid} times is worth {value:.2f} more (discounted) "
            f"payments; the next renewal comes with probability {stay:.1%}, later ones with a "
            "higher.",
        ),
        symbols=(
            ("n", Text("已付款次数", "payments made")),
            ("d", Text(f"每期贴现率 {rate:.4g}", f"discount rate per period, {rate:.4g}")),
            (
                r"\alpha, \beta",
                Text(
                    f"流失概率的分布参数 {alpha:.4g}, {beta:.4g}",
                    f"parameters of the leaving probability, {alpha:.4g}, {beta:.4g}",
                ),
            ),
        ),
    )
