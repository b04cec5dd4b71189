"""Answers to a Kano questionnaire on features whose categories are known."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.satisfaction.kano import ANSWERS, EVALUATION

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARES: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "包装完好": MappingProxyType({"M": 0.55, "O": 0.25, "A": 0.05, "I": 0.15}),
        "送货速度": MappingProxyType({"M": 0.15, "O": 0.50, "A": 0.20, "I": 0.15}),
        "生日礼券": MappingProxyType({"M": 0.03, "O": 0.12, "A": 0.50, "I": 0.35}),
        "微信公众号": MappingProxyType({"M": 0.05, "O": 0.10, "A": 0.20, "I": 0.65}),
        "推销电话": MappingProxyType({"M": 0.02, "O": 0.03, "A": 0.05, "I": 0.25, "R": 0.65}),
    }
)
"""For each feature, the share of the customers for whom it is of each category."""


@dataclass(frozen=True)
class KanoSurvey:
    """Answers of the same customers to both questions about each feature.

    Parameters
    ----------
    functional, dysfunctional
        How one feels if the feature is there, and if it is not: one row per respondent, one column
        per feature, answers of `crm_models.satisfaction.kano.ANSWERS`.
    shares
        The true share of each category, one row per feature.
    """

    functional: pd.DataFrame
    dysfunctional: pd.DataFrame
    shares: pd.DataFrame


def kano_survey(
    seed: int, n: int = 300, shares: Mapping[str, Mapping[str, float]] | None = None
) -> KanoSurvey:
    """Return a Kano survey whose true categories are known.

    Parameters
    ----------
    seed
        A whole number from 0.
    n
        Number of respondents.
    shares
        Shares of the categories M, O, A, I, R and Q by feature, adding up to 1; `SHARES` if None.
        Among the pairs of answers that mean a category all are equally likely.

    Examples
    --------
    >>> survey = kano_survey(1, n=4)
    >>> survey.functional.shape, float(survey.shares.loc["包装完好", "M"])
    ((4, 5), 0.55)
    """
    table = pd.DataFrame({name: dict(each) for name, each in (shares or SHARES).items()}).T
    table = table.reindex(columns=list("MOAIRQ")).fillna(0.0)
    if n < 1 or (table < 0).any(axis=None) or not np.allclose(table.sum(axis=1), 1):
        raise ModelError(
            f"人数至少为 1，每个功能的占比不为负、合计为 1：{n}",
            f"at least one respondent; shares are not negative and add up to 1: {n}",
        )
    rng = np.random.default_rng([seed, 6])
    letters = EVALUATION.to_numpy()
    pairs = {letter: np.argwhere(letters == letter) for letter in table.columns}
    names = np.array(list(ANSWERS))
    has, lacks = {}, {}
    for feature, row in table.iterrows():
        drawn = rng.choice(np.array(table.columns), size=n, p=row.to_numpy() / row.sum())
        chosen = np.array([pairs[each][rng.integers(len(pairs[each]))] for each in drawn])
        has[feature], lacks[feature] = names[chosen[:, 0]], names[chosen[:, 1]]
    ids = pd.RangeIndex(1, n + 1, name="respondent")
    return KanoSurvey(pd.DataFrame(has, index=ids), pd.DataFrame(lacks, index=ids), table)
