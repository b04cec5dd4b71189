"""Facility by item version and by variant: an average over both may hide a broken one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from question_bank.analysis.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from question_bank.responses.record import Response


@dataclass(frozen=True)
class Split:
    """One version and variant of a question.

    Parameters
    ----------
    item, version, seed
        What was asked; None where the answers do not say.
    count
        How many answers with a mark.
    facility, low, high
        Mean share of points and its interval (Wilson).
    """

    item: str
    version: int | None
    seed: int | None
    count: int
    facility: float
    low: float
    high: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return dict(vars(self))


def splits(responses: Iterable[Response], level: float = 0.95) -> list[Split]:
    """Return the parts of every question that was asked in several versions or variants."""
    groups: dict[str, dict[tuple[int | None, int | None], list[float]]] = {}
    for each in responses:
        if each.share is not None:
            parts = groups.setdefault(each.item, {})
            parts.setdefault((each.version, each.seed), []).append(each.share)
    made = []
    for item, parts in groups.items():
        if len(parts) < 2:
            continue
        for (version, seed), shares in sorted(parts.items(), key=lambda part: str(part[0])):
            mean, count = float(np.mean(shares)), len(shares)
            low, high = wilson(np.array([mean]), np.array([float(count)]), level)
            made.append(Split(item, version, seed, count, mean, float(low[0]), float(high[0])))
    return made
