"""The working of what the models say of one customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    from crm_models.clv.gamma_gamma import GammaGamma
    from crm_models.clv.shifted_beta_geometric import ShiftedBetaGeometric


def explain_expected_spend(model: GammaGamma, frequency: int, monetary_value: float) -> Explanation:
    r"""Return the working of the expected amount per purchase, as a weighted mean.

    Examples
    --------
    >>> from crm_models.clv import GammaGamma
    >>> model = GammaGamma().given(p=6.25, q=3.74, gamma=15.44)
    >>> working = explain_expected_spend(model, 2, 22.345)
    >>> working.number
    '24.66'
    >>> print(working.substitution)
    0.1798 \times 35.22 + 0.8202 \times 22.34
    """
    row = pd.DataFrame({"frequency": [frequency], "monetary_value": [monetary_value]})
    value = float(model.expected_spend(row).iloc[0])
    p, q, _ = model.params_.values()
    if q <= 1:
        raise ModelError(
            f"q = {q:.4g} 不大于 1：总体均值不存在，不能写成加权平均",
            f"q = {q:.4g} is at most 1: the overall mean does not exist, nor the weighted mean",
        )
    overall = model.expected_spend_new()
    own = p * frequency / (p * frequency + q - 1)
    return Explanation(
        name=Text("预期单次消费", "expected amount per purchase"),
        formula=r"\frac{q-1}{px+q-1}\,\frac{p\gamma}{q-1} + \frac{px}{px+q-1}\,\bar z",
        substitution=rf"{1 - own:.4g} \times {overall:.4g} + {own:.4g} \times {monetary_value:.4g}",
        value=value,
        shown=f"{value:.2f}",
        interpretation=Text(
            f"本人的平均消费占 {own * 100:.1f} % 的权重，全体均值 {overall:.2f} 占其余："
            "买过的次数越多，越相信本人的平均。",
            f"The customer's own mean has a weight of {own * 100:.1f} %, the mean of all "
            f"({overall:.2f}) the rest: the more purchases, the more one's own mean counts.",
        ),
        symbols=(
            ("x", Text("重复购买次数", "repeat purchases")),
            (r"\bar z", Text("本人的平均消费", "the customer's own mean amount")),
            (r"p, q, \gamma", Text("消费分布的参数", "parameters of spending")),
        ),
    )


def explain_retention_rate(model: ShiftedBetaGeometric, t: int) -> Explanation:
    r"""Return the working of the retention rate at renewal ``t`` under contract.

    Examples
    --------
    >>> from crm_models.clv import ShiftedBetaGeometric
    >>> model = ShiftedBetaGeometric().given(alpha=0.668, beta=3.806)
    >>> print(explain_retention_rate(model, 2).substitution)
    \frac{3.806+2-1}{0.668+3.806+2-1}
    """
    value = float(model.retention_rate(t))
    first = float(model.retention_rate(1))
    alpha, beta = model.params_.values()
    return Explanation(
        name=Text(f"第 {t} 次续约的留存率", f"retention rate at renewal {t}"),
        formula=r"r_t = \frac{\beta+t-1}{\alpha+\beta+t-1}",
        substitution=rf"\frac{{{beta:.4g}+{t}-1}}{{{alpha:.4g}+{beta:.4g}+{t}-1}}",
        value=value,
        interpretation=Text(
            f"第一次续约留下 {first * 100:.1f} %，这一次 {value * 100:.1f} %：没有人变得更忠诚，"
            "只是容易走的人先走了。",
            f"{first * 100:.1f} % stay at the first renewal, {value * 100:.1f} % at this one: "
            "nobody grew more loyal; those who leave easily left first.",
        ),
        symbols=(
            ("t", Text("第几次续约", "number of the renewal")),
            (r"\alpha, \beta", Text("流失概率的分布参数", "parameters of the leaving probability")),
        ),
    )
