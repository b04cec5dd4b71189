"""A specification as arrays, so that one set of matrix products estimates many samples at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm_models.sem.specification import Specification


@dataclass(frozen=True)
class Regressions:
    """The K regressions of the inner model, laid out so that all are solved together.

    Regressions of different width share the work: each has m slots, and a slot without predecessor
    holds a row and column of the identity and a zero target. Numbers are addressed in a flat
    ``(J * J + 2,)``: a matrix of correlations, then a 0, then a 1.

    Attributes
    ----------
    outcomes : (K,) the endogenous constructs.
    inner : (m, m, K) where the correlations of the predecessors are.
    target : (m, K) where their correlations with the outcome are.
    slots : numbers of the slots that hold a predecessor, in ``(m * K,)``.
    arrows : for each of them, where its coefficient goes in ``(J * J,)``.
    """

    outcomes: NDArray[np.intp]
    inner: NDArray[np.intp]
    target: NDArray[np.intp]
    slots: NDArray[np.intp]
    arrows: NDArray[np.intp]


@dataclass(frozen=True)
class Plan:
    """Index arrays of a path model with p indicators and J constructs.

    Attributes
    ----------
    block : (p,) construct of each indicator.
    slices : for each construct, where its indicators lie.
    member : (p, J) 1 where the indicator measures the construct.
    sizes : (J,) number of indicators.
    formative : constructs estimated in mode B.
    arrows : (J, J) 1 in row i, column j for an arrow from i to j.
    linked : (J, J) 1 for constructs with an arrow between them, in either direction.
    regressions : the inner model.
    """

    block: NDArray[np.intp]
    slices: tuple[slice, ...]
    member: NDArray[np.float64]
    sizes: NDArray[np.float64]
    formative: tuple[int, ...]
    arrows: NDArray[np.float64]
    linked: NDArray[np.float64]
    regressions: Regressions


def compile_plan(spec: Specification) -> Plan:
    """Translate a specification into index arrays."""
    place = {name: index for index, name in enumerate(spec.names)}
    sizes = np.array([len(each.indicators) for each in spec.constructs])
    ends = np.cumsum(sizes)
    block = np.repeat(np.arange(len(sizes)), sizes)
    arrows = np.zeros((len(sizes), len(sizes)))
    for arrow in spec.paths:
        arrows[place[arrow.source], place[arrow.target]] = 1.0
    return Plan(
        block=block,
        slices=tuple(slice(int(e - s), int(e)) for s, e in zip(sizes, ends, strict=True)),
        member=np.eye(len(sizes))[block],
        sizes=sizes.astype(np.float64),
        formative=tuple(i for i, each in enumerate(spec.constructs) if each.mode == "B"),
        arrows=arrows,
        linked=arrows + arrows.T,
        regressions=_regressions(arrows),
    )


def _regressions(arrows: NDArray[np.float64]) -> Regressions:
    count = len(arrows)
    outcomes = np.flatnonzero(arrows.any(axis=0))
    predecessors = [np.flatnonzero(arrows[:, outcome]) for outcome in outcomes]
    width, zero, one = max(map(len, predecessors)), count * count, count * count + 1
    inner = np.full((width, width, len(outcomes)), zero)
    target = np.full((width, len(outcomes)), zero)
    inner[range(width), range(width)] = one
    for column, (outcome, sources) in enumerate(zip(outcomes, predecessors, strict=True)):
        k = len(sources)
        inner[:k, :k, column] = sources[:, None] * count + sources
        target[:k, column] = sources * count + outcome
    slots = np.flatnonzero(target != zero)
    return Regressions(outcomes, inner, target, slots, target.ravel()[slots])
