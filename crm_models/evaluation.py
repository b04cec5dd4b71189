"""How good warnings are, from four counts: precision, recall, F1, accuracy."""

from __future__ import annotations

import math
from typing import NamedTuple

from crm_models.errors import ModelError


class Scores(NamedTuple):
    """What four counts say; missing (NaN) where there is nothing to divide by.

    Parameters
    ----------
    precision
        Of those warned of, the share who really leave.
    recall
        Of those who leave, the share who were warned of.
    f1
        Harmonic mean of the two.
    accuracy
        Share of all who were judged rightly.
    accuracy_of_never
        The accuracy of never warning: high where few leave.
    """

    precision: float
    recall: float
    f1: float
    accuracy: float
    accuracy_of_never: float


def scores(*, hits: int, false_alarms: int, missed: int, rightly_left: int) -> Scores:
    """Return the scores of a warning from its four counts (van Rijsbergen 1979 for F).

    Parameters
    ----------
    hits
        Warned of, and they left.
    false_alarms
        Warned of, but they stayed.
    missed
        Not warned of, but they left.
    rightly_left
        Not warned of, and they stayed.

    Examples
    --------
    >>> found = scores(hits=30, false_alarms=20, missed=10, rightly_left=140)
    >>> found.precision, found.recall, round(found.f1, 4), found.accuracy
    (0.6, 0.75, 0.6667, 0.85)
    """
    counts = (hits, false_alarms, missed, rightly_left)
    if not (min(counts) >= 0 and math.isfinite(sum(counts)) and sum(counts) > 0):
        raise ModelError(
            f"四个数不能为负，合计要大于 0：{counts}",
            f"the four counts must not be negative and must add up to more than 0: {counts}",
        )
    everybody = sum(counts)
    return Scores(
        precision=_share(hits, hits + false_alarms),
        recall=_share(hits, hits + missed),
        f1=_share(2 * hits, 2 * hits + false_alarms + missed),
        accuracy=(hits + rightly_left) / everybody,
        accuracy_of_never=(false_alarms + rightly_left) / everybody,
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
