"""What customers are worth from now on: purchases ahead, times spend, times margin, discounted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import ModelError
from crm_models.units import DiscountRate, Period

if TYPE_CHECKING:
    import pandas as pd

    from crm_models.clv.gamma_gamma import GammaGamma
    from crm_models.clv.purchase_model import PurchaseModel


def future_value(
    purchases: PurchaseModel,
    spend: GammaGamma | pd.Series | float,
    data: pd.DataFrame,
    *,
    margin: float,
    horizon: Period,
    discount: DiscountRate,
    step: Period,
) -> pd.Series:
    """Return each customer's value over a horizon, in money, from models of buying and spending.

    The horizon is cut into steps; the purchases expected in a step are paid at its end:

        V = margin * E[M] * sum_k (E[Y(k step)] - E[Y((k-1) step)]) * factor(k step)

    Parameters
    ----------
    purchases
        A fitted purchase model that knows its unit of time.
    spend
        A fitted Gamma-Gamma model, or the amounts per purchase, in money.
    data
        Customers: frequency, recency, T and, for a Gamma-Gamma model, monetary_value.
    margin
        The share of an amount that is profit, 0 to 1.
    horizon
        How far ahead: a whole number of steps.
    discount
        The discount rate.
    step
        How often flows are discounted.

    Examples
    --------
    >>> import pandas as pd
    >>> from crm_models.clv import BetaGeoNBD
    >>> model = BetaGeoNBD(unit="week").given(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> one = pd.DataFrame({"frequency": [2], "recency": [30.43], "T": [38.86]})
    >>> value = future_value(model, 25.0, one, margin=0.3, horizon=Period(12, "month"),
    ...                      discount=DiscountRate(0.12, "year"), step=Period(1, "month"))
    >>> value.round(2).tolist()
    [11.08]
    """
    if not 0 <= margin <= 1:
        raise ModelError(
            f"毛利率必须在 0 与 1 之间，得到 {margin}",
            f"the margin must be a share from 0 to 1, got {margin}",
        )
    unit = purchases.need_unit()
    steps = round(horizon / step)
    if steps < 1 or not math.isclose(steps, horizon / step, rel_tol=1e-9):
        raise ModelError(
            "horizon 必须是 step 的整数倍", "the horizon must be a whole number of steps"
        )
    ends = [Period(step.value * k, step.unit) for k in range(steps + 1)]
    ahead = purchases.expected_purchases([end.to(unit).value for end in ends], data).to_numpy()
    factors = np.array([discount.factor(end) for end in ends[1:]])
    amounts = spend.expected_spend(data) if hasattr(spend, "expected_spend") else spend
    table = data[[]].copy()
    table["value"] = margin * (np.diff(ahead, axis=1) @ factors)
    return (table["value"] * amounts).rename("future_value")
