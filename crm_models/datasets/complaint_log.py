"""A log of grievances: how far each goes on the way to a formal complaint."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.satisfaction.complaints import STAGES

GO_ON = (0.40, 0.50, 0.30)
"""Probability of going on from each stage to the next: most say nothing."""

FIRST_DAY = pd.Timestamp("2025-01-01")


def complaint_log(
    seed: int, n: int = 300, go_on: tuple[float, float, float] = GO_ON
) -> pd.DataFrame:
    """Return events of cases whose true probabilities of going on are known.

    Parameters
    ----------
    seed
        A whole number from 0.
    n
        Number of cases.
    go_on
        Probability of going on from each of the first three stages.

    Returns
    -------
    DataFrame
        One row per event, in the order of time: ``case_id``, ``stage``, ``time``.

    Examples
    --------
    >>> complaint_log(1, n=2)["case_id"].unique().tolist()
    ['K0001', 'K0002']
    """
    if n < 1 or len(go_on) != len(STAGES) - 1 or not all(0 <= p <= 1 for p in go_on):
        raise ModelError(
            f"至少一个事件，{len(STAGES) - 1} 个概率在 0 与 1 之间：{go_on}",
            f"at least one case, {len(STAGES) - 1} probabilities between 0 and 1: {go_on}",
        )
    rng = np.random.default_rng([seed, 8])
    went = rng.random((n, len(go_on))) < np.array(go_on)
    stages = 1 + np.cumprod(went, axis=1).sum(axis=1)
    case = np.repeat(np.arange(n), stages)
    place = np.arange(case.size) - np.repeat(np.cumsum(stages) - stages, stages)
    # A day or more passes from stage to stage.
    start, wait = rng.integers(0, 300, n), rng.integers(1, 10, case.size)
    waited = np.cumsum(np.where(place == 0, 0, wait))
    days = start[case] + waited - waited[place == 0][case]
    table = pd.DataFrame(
        {
            "case_id": [f"K{number + 1:04d}" for number in case],
            "stage": np.array(list(STAGES))[place],
            "time": FIRST_DAY + pd.to_timedelta(days, unit="D"),
        }
    )
    return table.sort_values(["time", "case_id"], kind="stable", ignore_index=True)
