"""CSAT: the share of satisfied answers."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import ModelError
from crm_models.explanation import Explanation
from crm_models.satisfaction.responses import case_weights, on_scale
from crm_models.text import Text

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

_ANSWERS = Text("满意度评分", "answers")


def csat(
    answers: ArrayLike | pd.Series,
    *,
    satisfied_from: float = 4,
    scale: tuple[float, float] = (1, 5),
    weights: ArrayLike | None = None,
) -> float:
    """Return the share of satisfied answers in percent.

    Parameters
    ----------
    answers
        "How satisfied are you?"
    satisfied_from
        Lowest answer that counts as satisfied: the upper two of five by default.
    scale
        Lowest and highest possible answer.
    weights
        How often each answer counts.

    Examples
    --------
    >>> csat([5, 4, 4, 3, 1])
    60.0
    """
    found = on_scale(answers, _ANSWERS, *scale)
    if not scale[0] < satisfied_from <= scale[1]:
        raise ModelError(
            f"satisfied_from={satisfied_from:g} 不在量表 {scale[0]:g}–{scale[1]:g} 内",
            f"satisfied_from={satisfied_from:g} is not on the scale {scale[0]:g} to {scale[1]:g}",
        )
    return 100.0 * float(
        np.average(found >= satisfied_from, weights=case_weights(weights, found.index))
    )


def csat_interval(percent: float, n: float, *, level: float = 0.95) -> tuple[float, float]:
    """Return Wilson's confidence interval of a share of n answers, in percent.

    Examples
    --------
    >>> [round(bound, 2) for bound in csat_interval(60.0, 5)]
    [23.07, 88.24]
    """
    if not (0 <= percent <= 100 and n > 0 and 0 < level < 1):
        raise ModelError(
            f"比例要在 0–100、n 大于 0、level 在 0–1：得到 {percent}、{n}、{level}",
            f"a percentage from 0 to 100, n above 0, level within 0 to 1: "
            f"got {percent}, {n}, {level}",
        )
    z, p = NormalDist().inv_cdf((1 + level) / 2), percent / 100
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * float(np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)))
    return 100 * max(centre - half, 0.0), 100 * min(centre + half, 1.0)


def explain_csat(satisfied: float, n: float) -> Explanation:
    """Return the working of CSAT from the number of satisfied answers.

    Examples
    --------
    >>> explain_csat(3, 5).number
    '60.0 %'
    """
    if not 0 <= satisfied <= n or n == 0:
        raise ModelError(
            f"满意人数 {satisfied:g} 要在 0 和总人数 {n:g} 之间",
            f"{satisfied:g} satisfied of {n:g} is impossible",
        )
    value = 100.0 * satisfied / n
    return Explanation(
        name=Text("客户满意率 CSAT", "CSAT"),
        formula=r"\mathrm{CSAT} = 100\,\frac{s}{n}",
        substitution=rf"100\,\frac{{{satisfied:g}}}{{{n:g}}}",
        value=value,
        interpretation=Text(f"{value:.1f} % 的回答表示满意。", f"{value:.1f} % are satisfied."),
        symbols=(
            ("s", Text("表示满意的人数", "satisfied answers")),
            ("n", Text("回答人数", "all answers")),
        ),
        shown=f"{value:.1f} %",
    )
