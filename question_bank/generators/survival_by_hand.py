"""Eight members of a club: months seen, and who has left; Kaplan-Meier by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crm_models import retention
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from question_bank.draw import Draw, Value

_NAMES = "abcdefgh"
# 1 left, 0 still a member when the record ends, by rising time.
_PATTERNS = (
    (1, 0, 1, 0, 1, 1, 1, 0),
    (0, 1, 1, 0, 1, 1, 0, 1),
    (1, 0, 0, 1, 1, 1, 0, 1),
    (0, 1, 0, 1, 1, 0, 1, 1),
    (0, 0, 1, 1, 1, 1, 0, 0),
)
_TARGET = "retention.kaplan_meier"


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw times and departures; give the share staying beyond the third departure, the median."""
    return until_apart(
        lambda: _once(draw),
        ["survival", "censored_left_out", "censored_as_gone", "share_not_gone", "one_early"],
        ["median", "median_left_out", "median_as_gone"],
        by=0.01,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    pattern = draw.choice(_PATTERNS)
    months, month = [], 0
    for _ in pattern:
        month += draw.integer(1, 3)
        months.append(month)
    departures = [m for m, left in zip(months, pattern, strict=True) if left]
    time = departures[2]
    curve = retention.kaplan_meier(months, pattern)
    beyond, median = partial(_beyond, time), retention.median_lifetime
    named = zip(_NAMES, draw.shuffled(list(zip(months, pattern, strict=True))), strict=True)
    return {
        # A plus sign marks those who had not left, as survival tables print it.
        **{f"m_{name}": f"{m}{'' if left else '+'}" for name, (m, left) in named},
        "time": time,
        "survival": beyond(curve),
        **wrong(
            _TARGET,
            months,
            pattern,
            take=beyond,
            only=("censored_left_out", "censored_as_gone"),
        ),
        "share_not_gone": 1 - 3 / len(pattern),
        "one_early": _beyond(departures[1], curve),
        "median": median(curve),
        **{
            f"median_{name.removeprefix('censored_')}": value
            for name, value in wrong(_TARGET, months, pattern, take=median).items()
        },
    }


def _beyond(time: int, curve: pd.DataFrame) -> float:
    return float(curve.loc[curve.index <= time, "survival"].iloc[-1])
