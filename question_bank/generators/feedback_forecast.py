"""Two months' forecasts corrected by their errors: the forecast of the third."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import forecast
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_FEEDBACK = "forecast.error_feedback"


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw a first forecast, two actual values and the share of the error that is corrected."""
    return until_apart(
        lambda: _once(draw),
        ["third", "correction_reversed", "weights_swapped", "from_first", "actual_2"],
        by=3,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    first = draw.integer(400, 600, 20)
    actual = [first + draw.integer(30, 90, 10), first + draw.integer(-60, 20, 10)]
    alpha = draw.choice((0.2, 0.3, 0.4))
    right = forecast.error_feedback(actual, alpha, first=first)
    return {
        "first": first,
        "actual_1": actual[0],
        "actual_2": actual[1],
        "alpha": alpha,
        "second": right[1],
        "third": right[2],
        # The second error measured against the first forecast.
        "from_first": first + alpha * (actual[1] - first),
        **wrong(_FEEDBACK, actual, alpha, first=first, take=lambda made: made[-1]),
    }
