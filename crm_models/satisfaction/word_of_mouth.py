"""Complaint handling and word of mouth: how many hear about it, and who comes back."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.text import Text


@dataclass(frozen=True, slots=True)
class ComplaintStudy:
    """What a study found about people who complained.

    Parameters
    ----------
    satisfied_tell
        How many others one tells whose complaint was fully resolved: from, to.
    dissatisfied_tell
        The same for one whose complaint was not.
    buy_more
        Share *of the satisfied* who then buy more.
    boycott, buy_less
        Shares *of the dissatisfied* who never buy again, or buy less.
    told_twenty
        Share who told at least twenty others.
    """

    satisfied_tell: tuple[float, float]
    dissatisfied_tell: tuple[float, float]
    buy_more: float
    boycott: float
    buy_less: float
    told_twenty: float


COCA_COLA_1981 = ComplaintStudy(
    satisfied_tell=(4, 5),
    dissatisfied_tell=(9, 10),
    buy_more=0.10,
    boycott=float(Fraction(1, 3)),
    buy_less=0.45,
    told_twenty=0.12,
)
"""The survey of Coca-Cola (1981) as the course tells it."""


def reach(
    complainers: float, satisfied_share: float, study: ComplaintStudy = COCA_COLA_1981
) -> pd.DataFrame:
    """Return how many people hear something good, something bad, and the balance.

    Parameters
    ----------
    complainers
        Number of people who complained.
    satisfied_share
        Share of them whose complaint was fully resolved.
    study
        How many each of them tells.

    Returns
    -------
    DataFrame
        Rows ``positive``, ``negative``, ``net``; columns ``low``, ``middle``, ``high``. ``net``
        is lowest where the satisfied tell few and the dissatisfied many.

    Examples
    --------
    >>> reach(1000, 0.5)
                 low  middle    high
    positive  2000.0  2250.0  2500.0
    negative  4500.0  4750.0  5000.0
    net      -3000.0 -2500.0 -2000.0
    """
    _check(complainers, satisfied_share)
    good = [complainers * satisfied_share * told for told in _three(study.satisfied_tell)]
    bad = [complainers * (1 - satisfied_share) * told for told in _three(study.dissatisfied_tell)]
    net = [good[0] - bad[2], good[1] - bad[1], good[2] - bad[0]]
    return pd.DataFrame(
        [good, bad, net], index=["positive", "negative", "net"], columns=["low", "middle", "high"]
    )


def break_even(satisfied_tell: float = 4.5, dissatisfied_tell: float = 9.5) -> float:
    """Return the share of resolved complaints at which good and bad word of mouth balance.

    Parameters
    ----------
    satisfied_tell, dissatisfied_tell
        How many others each of them tells; the middle of the Coca-Cola figures by default.

    Examples
    --------
    >>> round(break_even(), 4)
    0.6786
    >>> round(break_even(5, 9), 4), round(break_even(4, 10), 4)
    (0.6429, 0.7143)
    """
    if not (satisfied_tell >= 0 and dissatisfied_tell >= 0 and satisfied_tell + dissatisfied_tell):
        raise ModelError(
            f"告诉的人数不能为负，也不能都为 0：{satisfied_tell}、{dissatisfied_tell}",
            f"numbers told must not be negative, nor both 0: {satisfied_tell}, {dissatisfied_tell}",
        )
    return dissatisfied_tell / (satisfied_tell + dissatisfied_tell)


def break_even_range(study: ComplaintStudy = COCA_COLA_1981) -> tuple[float, float, float]:
    """Return the break-even share at best, in the middle and at worst.

    Examples
    --------
    >>> [round(share, 3) for share in break_even_range()]
    [0.643, 0.679, 0.714]
    """
    good, bad = _three(study.satisfied_tell), _three(study.dissatisfied_tell)
    return (
        break_even(good[2], bad[0]),
        break_even(good[1], bad[1]),
        break_even(good[0], bad[2]),
    )


def behaviour(
    complainers: float, satisfied_share: float, study: ComplaintStudy = COCA_COLA_1981
) -> pd.Series:
    """Return how many of those who complained then buy more, as before, less, or never again.

    The shares of the study are shares of the satisfied and of the dissatisfied, not of all.

    Examples
    --------
    >>> behaviour(1200, 0.5).round(6)
    buy_more                   60.0
    satisfied_as_before       540.0
    boycott                   200.0
    buy_less                  270.0
    dissatisfied_as_before    130.0
    dtype: float64
    """
    _check(complainers, satisfied_share)
    satisfied = complainers * satisfied_share
    dissatisfied = complainers - satisfied
    rest = 1 - study.boycott - study.buy_less
    return pd.Series(
        {
            "buy_more": satisfied * study.buy_more,
            "satisfied_as_before": satisfied * (1 - study.buy_more),
            "boycott": dissatisfied * study.boycott,
            "buy_less": dissatisfied * study.buy_less,
            "dissatisfied_as_before": dissatisfied * rest,
        }
    )


def explain_break_even(satisfied_tell: float = 4.5, dissatisfied_tell: float = 9.5) -> Explanation:
    """Return the working of the break-even share.

    Examples
    --------
    >>> explain_break_even().number
    '67.9 %'
    """
    value = break_even(satisfied_tell, dissatisfied_tell)
    return Explanation(
        name=Text("口碑盈亏平衡的满意比例", "break-even share of resolved complaints"),
        formula=r"N p\,g = N (1 - p)\,b \;\Rightarrow\; p^* = \frac{b}{g + b}",
        substitution=rf"p^* = \frac{{{dissatisfied_tell:g}}}"
        rf"{{{satisfied_tell:g} + {dissatisfied_tell:g}}}",
        value=value,
        interpretation=Text(
            f"至少 {100 * value:.1f} % 的投诉得到完全解决，好口碑才不少于坏口碑。",
            f"At least {100 * value:.1f} % of complaints must be fully resolved for good word of "
            "mouth to outweigh bad.",
        ),
        symbols=(
            ("p", Text("投诉得到完全解决的比例", "share of complaints fully resolved")),
            ("g", Text("每个满意者告诉的人数", "people told by one satisfied")),
            ("b", Text("每个不满意者告诉的人数", "people told by one dissatisfied")),
            ("N", Text("投诉人数（约去）", "people who complained (cancels)")),
        ),
        shown=f"{100 * value:.1f} %",
    )


def _three(bounds: tuple[float, float]) -> tuple[float, float, float]:
    low, high = bounds
    return low, (low + high) / 2, high


def _check(complainers: float, satisfied_share: float) -> None:
    if not (complainers >= 0 and 0 <= satisfied_share <= 1):
        raise ModelError(
            f"投诉人数不能为负，满意比例要在 0 和 1 之间：{complainers}、{satisfied_share}",
            f"complainers must not be negative and the share must lie within 0 and 1: "
            f"{complainers}, {satisfied_share}",
        )
