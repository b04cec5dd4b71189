"""Churn, retention and how long a customer stays."""

from __future__ import annotations

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text


def churn_rate(at_start: float, lost: float) -> float:
    """Return the share of the customers at the start of a period who were lost during it.

    Parameters
    ----------
    at_start
        Number of customers at the start of the period. Customers won during it do not count.
    lost
        Number of these who left during the period.

    Examples
    --------
    >>> churn_rate(at_start=200, lost=10)
    0.05
    """
    if not (at_start > 0 and 0 <= lost <= at_start):
        raise ModelError(
            f"期初客户数要大于 0，流失数在 0 到期初数之间：{at_start}，{lost}",
            "customers at the start must be positive, lost ones between 0 and these: "
            f"{at_start}, {lost}",
        )
    return lost / at_start


def retention_rate(at_start: float, lost: float) -> float:
    """Return the share of the customers at the start of a period who are still there at its end.

    Examples
    --------
    >>> retention_rate(at_start=200, lost=10)
    0.95
    """
    return 1.0 - churn_rate(at_start, lost)


def expected_lifetime(churn: float) -> float:
    """Return the mean number of periods until a customer leaves, 1 / churn.

    This holds when every customer has the same churn rate in every period (a geometric life
    time, the last period counted). When rates differ between customers, the mean life time is
    longer than 1 / mean churn.

    Parameters
    ----------
    churn
        Churn rate per period, above 0 and at most 1.

    Returns
    -------
    float
        Periods, of the length for which ``churn`` is given.

    Examples
    --------
    >>> expected_lifetime(0.05)
    20.0
    """
    _check_rate(churn)
    return 1.0 / churn


def explain_expected_lifetime(churn: float) -> Explanation:
    r"""Return the working of `expected_lifetime`.

    Examples
    --------
    >>> print(explain_expected_lifetime(0.05).substitution)
    E[L] = \frac{1}{0.05}
    """
    life = expected_lifetime(churn)
    return Explanation(
        name=Text("期望生命周期", "expected lifetime"),
        formula=r"E[L] = \frac{1}{c}",
        substitution=rf"E[L] = \frac{{1}}{{{churn:g}}}",
        value=life,
        shown=f"{life:.4g}",
        interpretation=Text(
            f"每期流失 {churn * 100:g} %，客户平均停留 {life:.4g} 期（前提：流失率不变）。",
            f"Losing {churn * 100:g} % per period, customers stay {life:.4g} periods on average, "
            "provided the rate is constant.",
        ),
        symbols=(("c", Text("每期流失率", "churn rate per period")),),
    )


def explain_churn_rate(at_start: float, lost: float) -> Explanation:
    r"""Return the working of `churn_rate`, with the retention rate.

    Examples
    --------
    >>> print(explain_churn_rate(at_start=200, lost=10).substitution)
    c = \frac{10}{200}
    """
    churn = churn_rate(at_start, lost)
    return Explanation(
        name=Text("流失率", "churn rate"),
        formula=r"c = \frac{n_{\text{lost}}}{n_{\text{start}}}",
        substitution=rf"c = \frac{{{lost:g}}}{{{at_start:g}}}",
        value=churn,
        shown=f"{churn * 100:.4g} %",
        interpretation=Text(
            f"期初每 100 位客户流失 {churn * 100:.4g} 位；留存率 {100 - churn * 100:.4g} %。",
            f"Of 100 customers at the start {churn * 100:.4g} leave; the retention rate is "
            f"{100 - churn * 100:.4g} %.",
        ),
        symbols=(
            (r"n_{\text{lost}}", Text("期初客户中流失的人数", "number lost of those")),
            (r"n_{\text{start}}", Text("期初客户数", "customers at the start")),
        ),
    )


def still_there(churn: float, periods: float) -> float:
    """Return the share of customers who are left after some periods of constant churn.

    Examples
    --------
    >>> still_there(0.2, periods=2)
    0.64...
    """
    _check_rate(churn)
    return float((1.0 - churn) ** periods)


def base_rate_of_claim(retention_up: float, churn_down: float) -> float:
    """Return the only retention rate at which two relative changes agree.

    "Retention rose by 20 % and churn fell by 10 %" speaks of one and the same rate r:
    1 - (1 + u) r = (1 - d)(1 - r), so r = d / (u + d).

    Parameters
    ----------
    retention_up
        Relative rise of the retention rate, 0.20 for 20 %.
    churn_down
        Relative fall of the churn rate, 0.10 for 10 %.

    Examples
    --------
    >>> round(base_rate_of_claim(0.20, 0.10), 4)
    0.3333
    """
    if not (retention_up > 0 and 0 < churn_down <= 1):
        raise ModelError(
            "两个变化都要大于 0，流失率最多下降 100 %",
            "both changes must be positive, and churn can fall by 100 % at most",
        )
    return churn_down / (retention_up + churn_down)


def explain_claim(retention_up: float, churn_down: float) -> Explanation:
    r"""Return the working of `base_rate_of_claim`.

    Examples
    --------
    >>> print(explain_claim(0.20, 0.10).substitution)
    r = \frac{0.1}{0.2 + 0.1}
    """
    r = base_rate_of_claim(retention_up, churn_down)
    u, d = retention_up, churn_down
    after = (1 + u) * r
    return Explanation(
        name=Text("两个变化同时成立的留存率", "retention rate at which both changes agree"),
        formula=r"r = \frac{d}{u + d}",
        substitution=rf"r = \frac{{{d:g}}}{{{u:g} + {d:g}}}",
        value=r,
        shown=f"{r * 100:.1f} %",
        interpretation=Text(
            f"只有留存率从 {r * 100:.1f} % 升到 {after * 100:.1f} % 时两句话才都对；"
            "别的起点下至少有一句不对。",
            f"Both hold only if retention rose from {r * 100:.1f} % to {after * 100:.1f} %; from "
            "any other start one of them is wrong.",
        ),
        symbols=(
            ("u", Text("留存率的相对升幅", "relative rise of the retention rate")),
            ("d", Text("流失率的相对降幅", "relative fall of the churn rate")),
        ),
    )


def _check_rate(churn: float) -> None:
    if not 0 < churn <= 1:
        raise ModelError(
            f"流失率要大于 0、不超过 1（5 % 写成 0.05）：{churn}",
            f"a churn rate lies above 0 and up to 1 (write 5 % as 0.05): {churn}",
        )
