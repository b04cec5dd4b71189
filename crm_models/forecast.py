"""Forecasts that learn from their own errors: simple exponential smoothing (Brown 1959)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from crm_models.errors import DataError, ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence


def error_feedback(
    actual: Sequence[float], alpha: float, *, first: float | None = None
) -> list[float]:
    """Return each period's forecast, corrected by a share of the last error, and the next one.

    f(t+1) = f(t) + alpha (y(t) - f(t))

    Parameters
    ----------
    actual
        What happened, oldest first.
    alpha
        Share of the error that is corrected: 0 never learns, 1 repeats the last value.
    first
        Forecast of the first period; its actual value if not given.

    Returns
    -------
    list of float
        One more than ``actual``: the last is the forecast of the period to come.

    Examples
    --------
    >>> error_feedback([120, 110], alpha=0.5, first=100)
    [100, 110.0, 110.0]
    """
    if not 0 <= alpha <= 1:
        raise ModelError(
            f"平滑系数要在 0 与 1 之间：{alpha}", f"alpha lies between 0 and 1: {alpha}"
        )
    bad = [place for place, value in enumerate(actual) if not math.isfinite(value)]
    if bad or not len(actual):
        raise DataError(
            "至少要一期实际值，没有缺失", "one period or more is needed, none missing", rows=bad
        )
    forecasts = [actual[0] if first is None else first]
    for value in actual:
        forecasts.append(forecasts[-1] + alpha * (value - forecasts[-1]))
    return forecasts
