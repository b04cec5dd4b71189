"""The working of the taught value formulas: formula, substitution, number, meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.clv.cash_flow import Discounting, _net, discount_factors, npv
from crm_models.clv.economics import keep_or_acquire
from crm_models.clv.retention_value import First, margin_multiple, retention_value
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

_D = ("d", Text("每期贴现率", "discount rate per period"))
_R = ("r", Text("每期留存率", "retention rate per period"))
_M = ("m", Text("每期毛利", "margin per period"))


def explain_npv(
    value: ArrayLike,
    cost: ArrayLike = 0.0,
    *,
    rate: ArrayLike,
    lifetime: int | None = None,
    discount: Discounting = "spot",
) -> Explanation:
    r"""Return the working of `npv`.

    Examples
    --------
    >>> print(explain_npv([-100, 50, 75], rate=0.25).substitution)
    \frac{-100}{(1+0.25)^{0}} + \frac{50}{(1+0.25)^{1}} + \frac{75}{(1+0.25)^{2}}
    """
    total = npv(value, cost, rate=rate, lifetime=lifetime, discount=discount)
    net = _net(value, cost)
    last = net.size - 1 if lifetime is None else lifetime
    rates = np.broadcast_to(np.asarray(rate, dtype=float), net.shape)
    spot = discount == "spot"
    below = [
        rf"(1+{rates[t]:g})^{{{t}}}"
        if spot
        else "".join(rf"(1+{rates[s]:g})" for s in range(1, t + 1)) or "1"
        for t in range(last + 1)
    ]
    parts = [rf"\frac{{{net[t]:g}}}{{{below[t]}}}" for t in range(last + 1)]
    plain = float(net[: last + 1].sum())
    formula = (
        r"\mathrm{CLV} = \sum_{t=0}^{T} \frac{V_t - C_t}{(1+r_t)^t}"
        if spot
        else r"\mathrm{CLV} = \sum_{t=0}^{T} \frac{V_t - C_t}{\prod_{s=1}^{t}(1+r_s)}"
    )
    worth = Text("值得赢得", "worth winning") if total > 0 else Text("不划算", "not worth it")
    return Explanation(
        name=Text("客户终身价值（现值）", "customer lifetime value (present value)"),
        formula=formula,
        substitution=" + ".join(parts),
        value=total,
        shown=f"{total:.2f}",
        interpretation=Text(
            f"各期净价值合计 {plain:.2f}，折算到现在是 {total:.2f}：这位客户{worth.zh}。",
            f"The net flows add up to {plain:.2f}; today they are worth {total:.2f}: "
            f"this customer is {worth.en}.",
        ),
        symbols=(
            ("V_t", Text("第 t 期创造的价值", "value created in period t")),
            ("C_t", Text("第 t 期的关系成本", "cost of the relationship in period t")),
            ("r_t", Text("第 t 期的贴现率", "discount rate of period t")),
            ("T", Text("最后一期", "the last period")),
        ),
    )


def explain_discount_factor(
    rate: ArrayLike, period: int, *, discount: Discounting = "spot"
) -> Explanation:
    r"""Return the working of one discount factor.

    Examples
    --------
    >>> explain_discount_factor(0.25, 2).number
    '0.6400'
    """
    periods = period + 1
    factor = float(discount_factors(rate, periods, discount=discount)[period])
    rates = np.broadcast_to(np.asarray(rate, dtype=float), (periods,))
    spot = discount == "spot"
    steps = "".join(f"(1+{rates[s]:g})" for s in range(1, periods)) or "1"
    return Explanation(
        name=Text("贴现因子", "discount factor"),
        formula=r"\frac{1}{(1+r_t)^t}" if spot else r"\frac{1}{\prod_{s=1}^{t}(1+r_s)}",
        substitution=rf"\frac{{1}}{{(1+{rates[period]:g})^{{{period}}}}}"
        if spot
        else rf"\frac{{1}}{{{steps}}}",
        value=factor,
        interpretation=Text(
            f"{period} 期后的 1 元，现在值 {factor:.4f} 元。",
            f"1 yuan in {period} periods is worth {factor:.4f} yuan now.",
        ),
        symbols=(("r_t", Text("贴现率", "discount rate")), ("t", Text("期数", "periods"))),
    )


def explain_retention_value(
    margin: float,
    retention: float,
    discount: float,
    *,
    first: First = "after_one_period",
    periods: int | None = None,
    acquisition: float = 0.0,
) -> Explanation:
    r"""Return the working of `retention_value`.

    Examples
    --------
    >>> print(explain_retention_value(100, 0.9, 0.12).substitution)
    100 \times \frac{0.9}{1+0.12-0.9}
    """
    options = {"first": first, "periods": periods}
    value = retention_value(margin, retention, discount, acquisition=acquisition, **options)  # type: ignore[arg-type]
    multiple = margin_multiple(retention, discount, **options)  # type: ignore[arg-type]
    now = first == "now"
    if periods is not None:
        start, end = (0, periods - 1) if now else (1, periods)
        formula = rf"m \sum_{{t={start}}}^{{{end}}} \frac{{r^t}}{{(1+d)^t}}"
        put_in = (
            rf"{margin:g} \times \sum_{{t={start}}}^{{{end}}} "
            rf"\frac{{{retention:g}^t}}{{(1+{discount:g})^t}}"
        )
    elif now:
        formula = r"m \, \frac{1+d}{1+d-r}"
        put_in = rf"{margin:g} \times \frac{{1+{discount:g}}}{{1+{discount:g}-{retention:g}}}"
    else:
        formula = r"m \, \frac{r}{1+d-r}"
        put_in = rf"{margin:g} \times \frac{{{retention:g}}}{{1+{discount:g}-{retention:g}}}"
    if acquisition:
        formula, put_in = rf"{formula} - A", f"{put_in} - {acquisition:g}"
    when = (
        Text("第一笔毛利现在就有", "the first margin comes now")
        if now
        else Text("第一笔毛利在一期之后、且客户留存时才有", "the first margin comes after a period")
    )
    symbols = (_M, _R, _D, *((("A", Text("获客成本", "acquisition cost")),) if acquisition else ()))
    return Explanation(
        name=Text("留存率不变时的客户终身价值", "lifetime value at constant retention"),
        formula=formula,
        substitution=put_in,
        value=value,
        shown=f"{value:.2f}",
        interpretation=Text(
            f"客户一生的毛利相当于 {multiple:.4g} 期的毛利（{when.zh}），净值 {value:.2f}。",
            f"A customer's life is worth {multiple:.4g} periods of margin ({when.en}): "
            f"{value:.2f}.",
        ),
        symbols=symbols,
    )


def explain_keep_or_acquire(
    *,
    margin: float,
    retention: float,
    discount: float,
    retention_cost: float,
    uplift: float,
    acquisition_cost: float,
    first: First = "after_one_period",
) -> tuple[Explanation, Explanation]:
    """Return the working of `keep_or_acquire`: the gain of keeping, then that of acquiring.

    Examples
    --------
    >>> keep, win = explain_keep_or_acquire(margin=100, retention=0.8, discount=0.1,
    ...                                     retention_cost=20, uplift=0.05, acquisition_cost=200)
    >>> keep.number, win.number
    ('53.33', '66.67')
    """
    found = keep_or_acquire(
        margin=margin,
        retention=retention,
        discount=discount,
        retention_cost=retention_cost,
        uplift=uplift,
        acquisition_cost=acquisition_cost,
        first=first,
    )
    higher = retention + uplift
    below, below_new = f"1+{discount:g}-{retention:g}", f"1+{discount:g}-{higher:g}"
    keep = Explanation(
        name=Text("留住一位客户的净收益", "net gain of keeping a customer"),
        formula=r"m \left(\frac{r'}{1+d-r'} - \frac{r}{1+d-r}\right) - K",
        substitution=rf"{margin:g} \times \left(\frac{{{higher:g}}}{{{below_new}}} - "
        rf"\frac{{{retention:g}}}{{{below}}}\right) - {retention_cost:g}",
        value=found.keep,
        shown=f"{found.keep:.2f}",
        interpretation=Text(
            f"留存率至少要提高 {found.break_even_uplift * 100:.2f} 个百分点才不亏。",
            f"Retention must rise by {found.break_even_uplift * 100:.2f} points to break even.",
        ),
        symbols=(
            _M,
            _R,
            ("r'", Text("提高后的留存率", "the raised retention rate")),
            _D,
            ("K", Text("保留措施的成本", "cost of the measure")),
        ),
    )
    top = f"1+{discount:g}" if first == "now" else f"{retention:g}"
    better = found.cheaper_to_keep
    win = Explanation(
        name=Text("赢得一位新客户的净收益", "net gain of winning a customer"),
        formula=rf"m \, \frac{{{'1+d' if first == 'now' else 'r'}}}{{1+d-r}} - A",
        substitution=rf"{margin:g} \times \frac{{{top}}}{{{below}}} - {acquisition_cost:g}",
        value=found.acquire,
        shown=f"{found.acquire:.2f}",
        interpretation=Text(
            "在这些数字下，留住老客户更划算。" if better else "在这些数字下，赢得新客户更划算。",
            "With these numbers keeping pays better."
            if better
            else "With these numbers acquiring pays better.",
        ),
        symbols=(_M, _R, _D, ("A", Text("获客成本", "acquisition cost"))),
    )
    return keep, win
