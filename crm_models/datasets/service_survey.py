"""Answers on a service: what was expected, what was perceived, and whether one recommends it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.satisfaction.servqual import DIMENSIONS, ITEMS

if TYPE_CHECKING:
    from collections.abc import Mapping

GAPS: Mapping[str, float] = MappingProxyType(
    {
        "tangibles": 0.3,
        "reliability": -1.2,
        "responsiveness": -0.8,
        "assurance": -0.3,
        "empathy": -0.5,
    }
)
"""True gap (perception minus expectation) of each SERVQUAL dimension, on a scale of 1 to 7."""

_EXPECTED, _SPREAD = 4.6, 0.7


@dataclass(frozen=True)
class ServiceSurvey:
    """Answers of the same customers, one row each, index ``respondent``.

    Parameters
    ----------
    expectations, perceptions
        The 22 SERVQUAL items, 1 to 7.
    recommends
        How likely one recommends the service, 0 to 10.
    gaps
        The true gap of each dimension.
    promoters, detractors
        The true shares of answers 9 to 10 and 0 to 6.
    """

    expectations: pd.DataFrame
    perceptions: pd.DataFrame
    recommends: pd.Series
    gaps: Mapping[str, float]
    promoters: float
    detractors: float


def service_survey(
    seed: int,
    n: int = 200,
    *,
    gaps: Mapping[str, float] | None = None,
    promoters: float = 0.35,
    detractors: float = 0.25,
) -> ServiceSurvey:
    """Return a survey whose true gaps and true Net Promoter Score are known.

    Parameters
    ----------
    seed
        A whole number from 0.
    n
        Number of respondents.
    gaps
        Gap of each dimension, between -2 and 1, so that answers stay within the scale.
    promoters, detractors
        Shares that add up to at most 1.

    Examples
    --------
    >>> survey = service_survey(1, n=3)
    >>> survey.expectations.shape, survey.recommends.between(0, 10).all()
    ((3, 22), np.True_)
    """
    chosen = dict(GAPS) | dict(gaps or {})
    if n < 1 or set(chosen) != set(DIMENSIONS) or not all(-2 <= g <= 1 for g in chosen.values()):
        raise ModelError(
            f"人数至少为 1；差距写成 {'、'.join(DIMENSIONS)}，在 -2 与 1 之间",
            f"at least one respondent; gaps of {', '.join(DIMENSIONS)} between -2 and 1",
        )
    if not (promoters >= 0 and detractors >= 0 and promoters + detractors <= 1):
        raise ModelError(
            "推荐者与贬损者的占比不能为负，合计不超过 1",
            "shares of promoters and detractors are not negative and add up to at most 1",
        )
    rng = np.random.default_rng([seed, 7])
    ids = pd.RangeIndex(1, n + 1, name="respondent")
    # Stochastic rounding keeps means where they are: 4.6 is a 5 six times in ten.
    level = np.clip(rng.normal(_EXPECTED, _SPREAD, (n, len(ITEMS))), 3.0, 6.0)
    moved = level + np.array([chosen[dimension] for dimension in ITEMS.values()])
    expected, perceived = (np.floor(at + rng.random(at.shape)) for at in (level, moved))
    kind = rng.choice(3, size=n, p=[detractors, 1 - promoters - detractors, promoters])
    low, high = np.array([0, 7, 9])[kind], np.array([6, 8, 10])[kind]
    return ServiceSurvey(
        pd.DataFrame(expected.astype(int), index=ids, columns=list(ITEMS)),
        pd.DataFrame(perceived.astype(int), index=ids, columns=list(ITEMS)),
        pd.Series(rng.integers(low, high, endpoint=True), index=ids, name="recommends"),
        MappingProxyType(chosen),
        promoters,
        detractors,
    )
