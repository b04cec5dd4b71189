"""Lifetime value from cash flows: discounting, customer equity, past and future.

The taught formula sums, over customers and periods, the value created less the cost of the
relationship, each discounted:

    CLV = sum_i sum_{t=0}^{T_i} (V_it - C_it) / (1 + r_t)^t

``"spot"`` reads r_t as the rate for money due at t, as the formula is printed. ``"compound"``
reads r_t as the rate of period t alone, so that the factor is prod_{s<=t} 1/(1 + r_s). With one
constant rate they agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from crm_models.errors import DataError, ModelError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    from crm_models.units import DiscountRate

Discounting = Literal["spot", "compound"]


def discount_factors(
    rate: ArrayLike, periods: int, *, discount: Discounting = "spot"
) -> NDArray[np.float64]:
    """Return the present value of one unit of money due at t = 0, 1, ..., periods - 1.

    Parameters
    ----------
    rate
        One rate per period, or the rates of t = 0, 1, ...; the rate at t = 0 is never used,
        because money due now is not discounted.
    periods
        How many points in time, the first of them now.
    discount
        ``"spot"``: 1/(1 + r_t)^t. ``"compound"``: 1/((1 + r_1)...(1 + r_t)).

    Examples
    --------
    >>> discount_factors(0.25, 3).tolist()
    [1.0, 0.8, 0.64]
    >>> discount_factors([0, 0.25, 0.6], 3, discount="compound").tolist()
    [1.0, 0.8, 0.5]
    """
    rates = np.asarray(rate, dtype=float)
    if rates.ndim == 0:
        rates = np.full(periods, float(rates))
    if rates.shape != (periods,):
        raise ModelError(
            f"需要 {periods} 期的贴现率（从 t = 0 起），得到 {rates.size} 个",
            f"{periods} rates are needed (from t = 0 on), got {rates.size}",
        )
    if not np.all(rates[1:] > -1):
        raise ModelError(
            "贴现率必须大于 -1（12 % 写作 0.12）",
            "discount rates must be above -1 (write 12 % as 0.12)",
        )
    if discount == "spot":
        return np.asarray((1 + rates) ** -np.arange(periods, dtype=float))
    if discount == "compound":
        growth = np.concatenate([[1.0], 1 + rates[1:]])[:periods]
        return np.asarray(1 / np.cumprod(growth))
    raise ModelError(
        f"不认识的贴现方式 {discount!r}：请用 spot 或 compound",
        f"unknown way to discount {discount!r}: use spot or compound",
    )


def npv(
    value: ArrayLike,
    cost: ArrayLike = 0.0,
    *,
    rate: ArrayLike,
    lifetime: int | None = None,
    discount: Discounting = "spot",
) -> float:
    """Return one customer's lifetime value: the net present value of value less cost.

    Parameters
    ----------
    value
        Value created at t = 0, 1, ..., in money. The first is now and is not discounted.
    cost
        Cost of the relationship at the same times; one number means the same at each time.
    rate
        Discount rate per period, one or one for each time; see `discount_factors`.
    lifetime
        The last period that counts, T; later flows are ignored. All if None.
    discount
        ``"spot"`` or ``"compound"``; see `discount_factors`.

    Examples
    --------
    >>> npv([-100, 50, 75], rate=0.25)
    -12.0
    >>> npv([-100, 50, 75], rate=0.25, lifetime=1)
    -60.0
    """
    net = _net(value, cost)
    if net.ndim != 1:
        raise ModelError(
            "npv 一次算一个客户；多个客户请用 customer_equity",
            "npv takes one customer; use customer_equity for many",
        )
    if lifetime is not None:
        if lifetime < 0 or lifetime >= net.size:
            raise ModelError(
                f"寿命 T 必须在 0 到 {net.size - 1} 之间，得到 {lifetime}",
                f"the lifetime T must be from 0 to {net.size - 1}, got {lifetime}",
            )
        net = np.where(np.arange(net.size) <= lifetime, net, 0.0)
    return float(net @ discount_factors(rate, net.size, discount=discount))


def customer_equity(
    value: ArrayLike,
    cost: ArrayLike = 0.0,
    *,
    rate: ArrayLike,
    lifetime: ArrayLike | None = None,
    discount: Discounting = "spot",
) -> float:
    """Return customer equity: the sum of all customers' lifetime values.

    Parameters
    ----------
    value, cost
        One row per customer, one column per time 0, 1, ...; in money.
    rate, discount
        As in `npv`.
    lifetime
        The last period of each customer; all columns if None.

    Examples
    --------
    >>> customer_equity([[-100, 50, 75], [-50, 100, 0]], rate=0.25)
    18.0
    """
    net = _net(value, cost)
    if net.ndim != 2:
        raise ModelError(
            "customer_equity 需要每个客户一行、每期一列的表",
            "customer_equity needs a table with one row per customer, one column per period",
        )
    if lifetime is not None:
        last = np.broadcast_to(np.asarray(lifetime), net.shape[:1])
        wrong = np.flatnonzero((last < 0) | (last >= net.shape[1]))
        if wrong.size:
            raise DataError(
                f"寿命 T 必须在 0 到 {net.shape[1] - 1} 之间",
                f"the lifetime T must be from 0 to {net.shape[1] - 1}",
                wrong.tolist(),
            )
        net = np.where(np.arange(net.shape[1]) <= last[:, None], net, 0.0)
    return float((net @ discount_factors(rate, net.shape[1], discount=discount)).sum())


@dataclass(frozen=True, slots=True)
class ValueSplit:
    """Lifetime value in the broad sense (total) and in the narrow sense (potential)."""

    historic: float
    potential: float

    @property
    def total(self) -> float:
        """Historic plus potential: lifetime value in the broad sense."""
        return self.historic + self.potential


def split(
    flows: pd.DataFrame,
    *,
    as_of: object,
    rate: DiscountRate,
    date: str = "date",
    amount: str = "amount",
) -> ValueSplit:
    """Split dated flows into historic value (compounded up to now) and potential value.

    Parameters
    ----------
    flows
        One row per flow of profit, with its date and amount (costs negative).
    as_of
        The day to which everything is valued. Flows of that day are historic.
    rate
        The discount rate with its unit; time is counted in days.
    date, amount
        Names of the columns.

    Examples
    --------
    >>> import pandas as pd
    >>> from crm_models.units import DiscountRate
    >>> days = pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-03"])
    >>> parts = split(pd.DataFrame({"date": days, "amount": [100.0, 50.0, 110.0]}),
    ...               as_of="2024-01-02", rate=DiscountRate(0.10, "day"))
    >>> round(parts.historic, 6), round(parts.potential, 6), round(parts.total, 6)
    (160.0, 100.0, 260.0)
    """
    import pandas as pd

    missing = flows.index[flows[[date, amount]].isna().any(axis=1)]
    if len(missing):
        raise DataError("日期或金额缺失", "date or amount is missing", list(missing))
    days = (pd.to_datetime(flows[date]) - pd.Timestamp(as_of)).dt.total_seconds() / 86400  # type: ignore[arg-type]
    present = flows[amount].to_numpy(float) * np.exp(-rate.continuous("day") * days.to_numpy())
    past = days.to_numpy() <= 0
    return ValueSplit(float(present[past].sum()), float(present[~past].sum()))


def _net(value: ArrayLike, cost: ArrayLike) -> NDArray[np.float64]:
    worth, spent = np.asarray(value, dtype=float), np.asarray(cost, dtype=float)
    if spent.ndim and spent.shape != worth.shape:
        raise ModelError(
            f"价值与成本的形状不同：{worth.shape} 与 {spent.shape}",
            f"value and cost differ in shape: {worth.shape} and {spent.shape}",
        )
    net = np.asarray(worth - spent)
    if not np.all(np.isfinite(net)):
        raise ModelError(
            "价值或成本中有缺失值或无穷大", "value or cost has missing or infinite numbers"
        )
    return net
