"""The way from a grievance to a formal complaint, as a funnel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.text import Text

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

STAGES = {
    "latent_complaint": Text("潜在抱怨", "latent complaint"),
    "voiced_complaint": Text("显性抱怨", "voiced complaint"),
    "latent_formal": Text("潜在投诉", "latent formal complaint"),
    "formal": Text("投诉", "formal complaint"),
}
"""The stages in their order: dissatisfied but silent, said aloud, thinking of a formal complaint,
complaining formally."""


def stage_reached(log: pd.DataFrame) -> pd.Series:
    """Return the furthest stage of each case.

    Parameters
    ----------
    log
        One row per event with ``case_id`` and ``stage`` (a name of `STAGES`); with a column
        ``time``, events of one case must not go back in stage.

    Raises
    ------
    DataError
        Rows without a case, with an unknown stage, or with an earlier stage after a later one.
    """
    order = {name: place for place, name in enumerate(STAGES)}
    absent = [name for name in ("case_id", "stage") if name not in log.columns]
    if absent:
        raise ModelError(
            f"日志中缺少列：{'、'.join(absent)}", f"the log lacks: {', '.join(absent)}"
        )
    if log.empty:
        raise ModelError("日志是空的", "the log is empty")
    lost = log["case_id"].isna().to_numpy()
    if lost.any():
        raise DataError("缺少 case_id", "case_id is missing", rows=log.index[lost])
    places = log["stage"].map(order)
    unknown = places.isna().to_numpy()
    if unknown.any():
        raise DataError(
            f"未知的阶段，可用：{'、'.join(order)}",
            f"unknown stage; there are: {', '.join(order)}",
            rows=log.index[unknown],
        )
    if "time" in log.columns:
        in_time = places.loc[log["time"].sort_values(kind="stable").index]
        before = in_time.groupby(log["case_id"], sort=False).cummax()
        backwards = (in_time < before).to_numpy()
        if backwards.any():
            raise DataError(
                "阶段倒退了：时间较晚，阶段却较早",
                "a case goes back to an earlier stage",
                rows=in_time.index[backwards],
            )
    furthest = places.groupby(log["case_id"]).max().astype(int)
    return furthest.map(dict(enumerate(STAGES))).rename("stage")


def funnel(log: pd.DataFrame) -> pd.DataFrame:
    """Count the cases that come to each stage.

    A case that enters late, with a formal complaint at once, has passed the stages before: its
    grievance was there, only nobody wrote it down.

    Parameters
    ----------
    log
        As for `stage_reached`.

    Returns
    -------
    DataFrame
        By stage: ``reached`` (cases that came at least here), ``share`` (of all cases),
        ``conversion`` (of those that reached the stage before; missing for the first),
        ``stopped`` (cases that went no further).

    Examples
    --------
    >>> log = pd.DataFrame({
    ...     "case_id": [1, 1, 2, 3, 3, 4],
    ...     "stage": ["latent_complaint", "voiced_complaint", "latent_complaint",
    ...               "voiced_complaint", "formal", "voiced_complaint"],
    ... })
    >>> funnel(log)["reached"].tolist()
    [4, 3, 1, 1]
    """
    return funnel_of_counts(stage_reached(log).value_counts().reindex(list(STAGES), fill_value=0))


def funnel_of_counts(stopped: ArrayLike | pd.Series) -> pd.DataFrame:
    """Return the funnel from the number of cases that stopped at each stage, in order.

    Examples
    --------
    >>> funnel_of_counts([60, 25, 5, 10])["conversion"].round(3).tolist()
    [nan, 0.4, 0.375, 0.667]
    """
    counts = np.asarray(stopped, dtype=np.float64)
    if counts.shape != (len(STAGES),) or not (counts >= 0).all() or counts.sum() == 0:
        raise ModelError(
            f"要给出 {len(STAGES)} 个阶段的案件数，不能为负，不能全为 0",
            f"give the cases of {len(STAGES)} stages, not negative and not all 0",
        )
    reached = counts[::-1].cumsum()[::-1]
    before = np.concatenate([[np.nan], reached[:-1]])
    conversion = np.divide(reached, before, out=np.full(len(counts), np.nan), where=before > 0)
    return pd.DataFrame(
        {
            "reached": reached.astype(int) if (counts == counts.round()).all() else reached,
            "share": reached / reached[0],
            "conversion": conversion,
            "stopped": counts.astype(int) if (counts == counts.round()).all() else counts,
        },
        index=pd.Index(list(STAGES), name="stage"),
    )
