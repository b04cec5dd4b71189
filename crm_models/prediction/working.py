"""The working of one customer's probability: which feature adds what to the log odds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.prediction.logistic import INTERCEPT
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_models.prediction.logistic import LogisticRegression


def explain_probability(model: LogisticRegression, customer: Mapping[str, float]) -> Explanation:
    r"""Return the working of one customer's probability.

    Parameters
    ----------
    model
        A fitted model.
    customer
        The customer's features by name.

    Examples
    --------
    >>> from crm_models.prediction import LogisticRegression
    >>> table = pd.DataFrame({"weeks_silent": [1, 2, 3, 4, 5, 6, 7, 8],
    ...                       "churned": [0, 0, 1, 0, 1, 0, 1, 1]})
    >>> model = LogisticRegression("churned", ["weeks_silent"]).fit(table)
    >>> working = explain_probability(model, {"weeks_silent": 6})
    >>> working.number, working.substitution
    ('0.7091', '\\frac{1}{1 + e^{-(-2.673 + 0.5941 \\times 6)}}')
    """
    absent = [name for name in model.features if name not in customer]
    if absent:
        raise ModelError(f"缺少特征：{'、'.join(absent)}", f"missing features: {', '.join(absent)}")
    row = pd.DataFrame([{name: float(customer[name]) for name in model.features}])
    value = float(model.probability(row).iloc[0])
    constant = model.params_[INTERCEPT]
    parts = {name: model.params_[name] * float(row[name].iloc[0]) for name in model.features}
    terms = "".join(
        rf" {'-' if model.params_[name] < 0 else '+'} {abs(model.params_[name]):.4g} "
        rf"\times {float(row[name].iloc[0]):.4g}"
        for name in model.features
    )
    most = max(parts, key=lambda name: abs(parts[name]))
    raises = parts[most] > 0
    return Explanation(
        name=Text(f"{model.target} 的概率", f"probability of {model.target}"),
        formula=r"\frac{1}{1 + e^{-(b_0 + \sum_j b_j x_j)}}",
        substitution=rf"\frac{{1}}{{1 + e^{{-({constant:.4g}{terms})}}}}",
        value=value,
        interpretation=Text(
            f"对数几率 {constant + sum(parts.values()):.4g}；其中 {most} 的贡献最大"
            f"（{parts[most]:+.4g}），它{'提高' if raises else '降低'}了概率。"
            "系数是对数几率的变化，不是概率的变化。",
            f"The log odds are {constant + sum(parts.values()):.4g}; {most} adds most to them "
            f"({parts[most]:+.4g}) and {'raises' if raises else 'lowers'} the probability. A "
            "coefficient changes the log odds, not the probability, by its size.",
        ),
        symbols=(
            ("b_0", Text("常数项", "intercept")),
            ("b_j, x_j", Text("特征的系数与取值", "coefficient and value of a feature")),
        ),
    )
