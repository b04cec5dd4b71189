"""The plots of lifetime value: discounted flows, contracts, how customers differ, tracking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.clv import discount_factors
from crm_models.plots.style import BLUE, GREY, ORANGE, SKY, VERMILION, axes_or_new, plain_frame
from crm_models.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike

    from crm_models.clv.cash_flow import Discounting
    from crm_models.clv.likelihood_model import LikelihoodModel
    from crm_models.clv.purchase_model import PurchaseModel
    from crm_models.clv.shifted_beta_geometric import ShiftedBetaGeometric

_FLOWS = {
    "title": Text("现金流与现值", "Cash flows and present values"),
    "x": Text("期 t", "period t"),
    "y": Text("金额", "money"),
    "flow": Text("净现金流", "net flow"),
    "present": Text("现值", "present value"),
    "total": Text("累计现值", "cumulative present value"),
}
_CONTRACT = {
    "title": Text("合同客户的留存", "Customers under contract"),
    "x": Text("续约次数", "renewals"),
    "y": Text("比例", "share"),
    "survival": Text("模型：仍是客户", "model: still customers"),
    "retention": Text("模型：留存率", "model: retention rate"),
    "actual": Text("实际", "actual"),
}
_DIFFER = {
    "title": Text("客户之间的差异：{what}", "How customers differ: {what}"),
    "y": Text("密度", "density"),
    "mean": Text("平均", "mean"),
}
_TRACK = {
    "title": Text("累计重复购买：实际与模型", "Cumulative repeat purchases: actual and model"),
    "x": Text("时间", "time"),
    "y": Text("累计次数", "cumulative number"),
    "actual": Text("实际", "actual"),
    "model": Text("模型", "model"),
    "fit": Text("拟合期末", "end of the fit"),
}


def cash_flows(
    net: ArrayLike,
    rate: ArrayLike,
    *,
    discount: Discounting = "spot",
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw net flows, what each is worth today, and the running total.

    Parameters
    ----------
    net
        Value less cost at t = 0, 1, ...
    rate, discount
        As in `crm_models.clv.npv`.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and columns flow, factor, present, total, one row per period.
    """
    flow = np.asarray(net, dtype=float)
    factor = discount_factors(rate, flow.size, discount=discount)
    data = pd.DataFrame({"flow": flow, "factor": factor, "present": flow * factor})
    data["total"] = data["present"].cumsum()
    ax = axes_or_new(ax)
    t = np.arange(flow.size)
    ax.bar(t - 0.2, flow, width=0.4, color=SKY, label=_FLOWS["flow"].of(lang))
    present = _FLOWS["present"].of(lang)
    ax.bar(t + 0.2, data["present"], width=0.4, color=BLUE, label=present)
    ax.plot(t, data["total"], color=VERMILION, marker="o", label=_FLOWS["total"].of(lang))
    ax.axhline(0, color=GREY, linewidth=1)
    ax.set_xticks(t)
    ax.set(title=_FLOWS["title"].of(lang), xlabel=_FLOWS["x"].of(lang), ylabel=_FLOWS["y"].of(lang))
    ax.legend(frameon=False)
    plain_frame(ax)
    return ax, data.rename_axis("t")


def contract(
    model: ShiftedBetaGeometric,
    survivors: Sequence[float] | None = None,
    *,
    periods: int = 12,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw survival and retention of the shifted-beta-geometric model, with the actual shares.

    Parameters
    ----------
    model
        A model with parameters.
    survivors
        Counts at the start, after one renewal, ...; not drawn if None.
    periods
        How many renewals are drawn.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and columns survival, retention and (if given) actual, one row per renewal.
    """
    t = np.arange(periods + 1)
    retention = np.append(np.nan, model.retention_rate(t[1:]))
    data = pd.DataFrame({"survival": model.survival(t), "retention": retention}, index=t)
    ax = axes_or_new(ax)
    survival_label, retention_label = _CONTRACT["survival"], _CONTRACT["retention"]
    ax.plot(t, data["survival"], color=BLUE, marker="o", label=survival_label.of(lang))
    ax.plot(t, retention, color=ORANGE, marker="s", linestyle="--", label=retention_label.of(lang))
    if survivors is not None:
        shares = np.asarray(survivors, dtype=float) / survivors[0]
        data["actual"] = pd.Series(shares, index=np.arange(shares.size))
        label = _CONTRACT["actual"].of(lang)
        places = np.arange(shares.size)
        ax.plot(places, shares, "x", color=VERMILION, markersize=9, zorder=3, label=label)
    ax.set_ylim(0, 1.05)
    titles = {"xlabel": _CONTRACT["x"].of(lang), "ylabel": _CONTRACT["y"].of(lang)}
    ax.set(title=_CONTRACT["title"].of(lang), **titles)
    ax.legend(frameon=False)
    plain_frame(ax)
    return ax, data.rename_axis("renewal")


def heterogeneity(
    model: LikelihoodModel, part: int = 0, *, ax: Axes | None = None, lang: Lang = "zh"
) -> tuple[Axes, pd.DataFrame]:
    """Draw how a rate or a probability is spread over customers.

    Parameters
    ----------
    model
        A model with parameters.
    part
        Which of its mixtures: for BG/NBD 0 is the purchase rate, 1 the dropout probability.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and columns value and density.
    """
    from scipy.stats import beta, gamma

    from crm_models.clv.mixing import Beta, Gamma

    mixing = model.mixings[part]
    values = [model.params_[name] for name in mixing.names]
    if isinstance(mixing, Gamma):
        spread = gamma(values[0], scale=1 / values[1])
    elif isinstance(mixing, Beta):
        spread = beta(*values)
    else:
        message = "heterogeneity can be drawn for rates and probabilities only"
        raise TypeError(message)
    # Dense where customers are: the density may rise without limit at 0.
    grid = spread.ppf(np.linspace(0.02, 0.98, 400))
    data = pd.DataFrame({"value": grid, "density": spread.pdf(grid)})
    what, mean = mixing.what.of(lang), float(spread.mean())
    ax = axes_or_new(ax)
    ax.fill_between(grid, data["density"], color=SKY, alpha=0.5)
    ax.plot(grid, data["density"], color=BLUE)
    label = f"{_DIFFER['mean'].of(lang)} {mean:.3g}"
    ax.axvline(mean, color=VERMILION, linestyle="--", label=label)
    ax.set_ylim(0, float(np.quantile(data["density"], 0.97)) * 1.2)
    title = _DIFFER["title"].of(lang).format(what=what)
    ax.set(title=title, xlabel=what, ylabel=_DIFFER["y"].of(lang))
    ax.legend(frameon=False)
    plain_frame(ax)
    return ax, data


def tracking(
    model: PurchaseModel,
    data: pd.DataFrame,
    times: ArrayLike,
    until: float,
    *,
    ax: Axes | None = None,
    lang: Lang = "zh",
) -> tuple[Axes, pd.DataFrame]:
    """Draw cumulative repeat purchases of a cohort over calendar time, actual and expected.

    Parameters
    ----------
    model
        A purchase model with parameters.
    data
        Customers with T, as fitted; the earliest first purchase is time 0.
    times
        Times of all repeat purchases since time 0, also after the end of the fit.
    until
        Until when to draw, in the model's unit.
    ax
        Axes to draw on; None makes a figure.
    lang
        Language of the labels.

    Returns
    -------
    Axes, DataFrame
        The axes, and columns t, actual, model.
    """
    t = np.linspace(0, until, 79)
    end = float(data["T"].max())
    starts, customers = np.unique(end - data["T"].to_numpy(), return_counts=True)
    each = [model.expected_purchases_new(np.maximum(t - start, 0)) for start in starts]
    expected = customers @ np.array(each)
    actual = np.searchsorted(np.sort(np.asarray(times, dtype=float)), t, side="right")
    table = pd.DataFrame({"t": t, "actual": actual, "model": expected})
    ax = axes_or_new(ax, width=7.0)
    ax.plot(t, actual, color=BLUE, label=_TRACK["actual"].of(lang))
    ax.plot(t, table["model"], color=ORANGE, linestyle="--", label=_TRACK["model"].of(lang))
    ax.axvline(end, color=GREY, linestyle=":", label=_TRACK["fit"].of(lang))
    ax.set(title=_TRACK["title"].of(lang), xlabel=_TRACK["x"].of(lang), ylabel=_TRACK["y"].of(lang))
    ax.legend(frameon=False)
    plain_frame(ax)
    return ax, table
