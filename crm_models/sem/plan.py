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
    """The K regressions of the inner model, laid out for one stacked solve.

    Regressions of different width share one call: each has m slots, and a slot without predecessor
    holds a row and column of the identity and a zero target. Matrices are addressed flat, as
    ``(J * J,)``.

    Attributes
    ----------
    outcomes : (K,) the endogenous constructs.
    inner : (K * m * m,) where the predecessors' correlations are.
    real : (K, m, m) 1 where both slots hold a predecessor.
    padding : (K, m, m) the identity in the other slots.
    target : (K * m,) where the correlations with the outcome are.
    held : (K, m) 1 where the slot holds a predecessor.
    slots : numbers of the slots that hold one, in ``(K * m,)``.
    arrows : for each of them, where its coefficient goes in ``(J * J,)``.
    """

    outcomes: NDArray[np.intp]
    inner: NDArray[np.intp]
    real: NDArray[np.float64]
    padding: NDArray[np.float64]
    target: NDArray[np.intp]
    held: NDArray[np.float64]
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
    width = max(len(each) for each in predecessors)
    sources = np.zeros((len(outcomes), width), dtype=np.intp)
    held = np.zeros((len(outcomes), width))
    for row, each in enumerate(predecessors):
        sources[row, : len(each)] = each
        held[row, : len(each)] = 1.0
    target = sources * count + outcomes[:, None]
    slots = np.flatnonzero(held)
    real = held[:, :, None] * held[:, None, :]
    return Regressions(
        outcomes=outcomes,
        inner=(sources[:, :, None] * count + sources[:, None, :]).ravel(),
        real=real,
        padding=np.eye(width) * (1.0 - held[:, :, None]),
        target=target.ravel(),
        held=held,
        slots=slots,
        arrows=target.ravel()[slots],
    )
