"""The working of the probability that a customer is still one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
from scipy.special import betaln, gammaln

from crm_models.clv.beta_geo import BetaGeo
from crm_models.clv.pareto_nbd import ParetoNBD
from crm_models.explanation import Explanation
from crm_models.text import Text

if TYPE_CHECKING:
    from crm_models.clv.purchase_model import PurchaseModel

_HISTORY = (
    ("x", Text("重复购买次数", "repeat purchases")),
    ("t_x", Text("首购到末购的时间", "time from the first to the last purchase")),
    ("T", Text("首购到观察期末的时间", "time from the first purchase to the end")),
)


def explain_p_alive(model: PurchaseModel, frequency: int, recency: float, T: float) -> Explanation:
    r"""Return the working of P(alive) for one customer of any purchase model.

    BG/NBD and MBG/NBD have a formula of their own; for the others it is the share of the
    history's likelihood that belongs to customers who are still there.

    Examples
    --------
    >>> from crm_models.clv import BetaGeoNBD
    >>> model = BetaGeoNBD().given(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> explain_p_alive(model, 2, 30.43, 38.86).number
    '0.7266'
    """
    if not isinstance(model, BetaGeo):
        return _by_likelihood(model, frequency, recency, T)
    row = pd.DataFrame({"frequency": [frequency], "recency": [recency], "T": [T]})
    value = float(model.p_alive(row).iloc[0])
    r, alpha, a, b = model.params_.values()
    chances = frequency + model.first_chances
    name = Text("仍是客户的概率", "probability of still being a customer")
    shift = "" if model.first_chances else "-1"
    formula = (
        rf"\frac{{1}}{{1 + \frac{{a}}{{b+x{shift}}}"
        r"\left(\frac{\alpha+T}{\alpha+t_x}\right)^{r+x}}"
    )
    if chances == 0:
        return Explanation(
            name=name,
            formula="1",
            substitution="1",
            value=value,
            interpretation=Text(
                "没有重复购买（x = 0）时，BG/NBD 规定概率为 1：这是模型的假设，不是发现；"
                "MBG/NBD 没有这一假设。",
                "Without repeat purchases (x = 0) BG/NBD sets it to 1: an assumption of the "
                "model, not a finding; MBG/NBD does without it.",
            ),
            symbols=_HISTORY,
        )
    silent = T - recency
    power, below = r + frequency, b + chances - 1
    odds = a / below * ((alpha + T) / (alpha + recency)) ** power
    return Explanation(
        name=name,
        formula=formula,
        substitution=rf"\frac{{1}}{{1 + \frac{{{a:.4g}}}{{{below:.4g}}}"
        rf"\left(\frac{{{alpha + T:.4g}}}{{{alpha + recency:.4g}}}\right)^{{{power:.4g}}}}}",
        value=value,
        interpretation=Text(
            f"买过 {frequency} 次后沉默了 {silent:.4g} 个时间单位；已流失与未流失之比是 "
            f"{odds:.4g} : 1。买得越勤，同样的沉默越说明问题。",
            f"Silent for {silent:.4g} units of time after {frequency} repeat purchases; the odds "
            f"of having left are {odds:.4g} to 1. The more often one bought, the more the same "
            "silence tells.",
        ),
        symbols=(
            *_HISTORY,
            (r"r, \alpha", Text("购买率的分布参数", "parameters of the purchase rate")),
            ("a, b", Text("流失概率的分布参数", "parameters of the dropout probability")),
        ),
    )


def _by_likelihood(model: PurchaseModel, frequency: int, recency: float, T: float) -> Explanation:
    row = pd.DataFrame({"frequency": [frequency], "recency": [recency], "T": [T]})
    value = float(model.p_alive(row).iloc[0])
    whole = float(model.log_likelihood(row).iloc[0])
    x, one, two, three, four = frequency, *model.params_.values()
    if isinstance(model, ParetoNBD):
        r, alpha, s, beta = one, two, three, four
        stayed = (
            gammaln(r + x)
            - gammaln(r)
            + r * math.log(alpha)
            + s * math.log(beta)
            - (r + x) * math.log(alpha + T)
            - s * math.log(beta + T)
        )
        top = (
            r"\frac{\Gamma(r+x)}{\Gamma(r)}\,"
            r"\frac{\alpha^r \beta^s}{(\alpha+T)^{r+x}(\beta+T)^s}"
        )
        params = (
            (r"r, \alpha", Text("购买率的分布参数", "parameters of the purchase rate")),
            (r"s, \beta", Text("流失率的分布参数", "parameters of the dropout rate")),
        )
    else:
        alpha, beta, gamma, delta = one, two, three, four
        stayed = (
            betaln(alpha + x, beta + T - x)
            - betaln(alpha, beta)
            + betaln(gamma, delta + T)
            - betaln(gamma, delta)
        )
        top = (
            r"\frac{B(\alpha+x,\beta+T-x)}{B(\alpha,\beta)}\,"
            r"\frac{B(\gamma,\delta+T)}{B(\gamma,\delta)}"
        )
        params = (
            (r"\alpha, \beta", Text("购买概率的分布参数", "parameters of the chance to buy")),
            (r"\gamma, \delta", Text("流失概率的分布参数", "parameters of the dropout chance")),
        )
    # Both are tiny: shown per million of the history's likelihood with everybody still there.
    left = math.exp(whole - stayed) - 1
    return Explanation(
        name=Text("仍是客户的概率", "probability of still being a customer"),
        formula=rf"\frac{{1}}{{1 + L_{{\mathrm{{left}}}} / L_{{\mathrm{{there}}}}}},"
        rf"\quad L_{{\mathrm{{there}}}} = {top}",
        substitution=rf"\frac{{1}}{{1 + {left:.6f}}}",
        value=value,
        interpretation=Text(
            f"这段购买记录，由已流失的客户留下的可能是由仍在的客户留下的 {left:.4g} 倍；"
            f"所以仍是客户的概率是 {value:.1%}。",
            f"This history is {left:.4g} times as likely from a customer who has left as from "
            f"one who is still there; so the customer is still one with probability {value:.1%}.",
        ),
        symbols=(
            *_HISTORY,
            *params,
            (
                r"L_{\mathrm{there}}, L_{\mathrm{left}}",
                Text(
                    "仍在、已流失时这段记录的似然", "likelihood of the history, still there or left"
                ),
            ),
        ),
    )
