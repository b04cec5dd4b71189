"""A specification as arrays, so that one set of matrix products estimates many samples at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from crm_models.sem.specification import Specification

Floats = "NDArray[np.float64]"


@dataclass(frozen=True)
class Plan:
    """Index arrays of a path model with p indicators and J constructs.

    Attributes
    ----------
    block : (p,) construct of each indicator.
    slices : for each construct, where its indicators lie.
    member : (p, J) 1 where the indicator measures the construct.
    formative : constructs estimated in mode B.
    arrows : (J, J) 1 in row i, column j for an arrow from i to j.
    linked : (J, J) 1 for constructs with an arrow between them, in either direction.
    regressors : (K, m) for each endogenous construct its predecessors, filled up with J.
    filled : (K, m) true where ``regressors`` holds a real predecessor.
    endogenous : (K,) the endogenous constructs.
    """

    block: NDArray[np.intp]
    slices: tuple[slice, ...]
    member: NDArray[np.float64]
    formative: tuple[int, ...]
    arrows: NDArray[np.float64]
    linked: NDArray[np.float64]
    regressors: NDArray[np.intp]
    filled: NDArray[np.bool_]
    endogenous: NDArray[np.intp]


def compile_plan(spec: Specification) -> Plan:
    """Translate a specification into index arrays."""
    names = spec.names
    count = len(names)
    place = {name: index for index, name in enumerate(names)}
    sizes = [len(each.indicators) for each in spec.constructs]
    ends = np.cumsum(sizes)
    block = np.repeat(np.arange(count), sizes)
    member = np.zeros((len(block), count))
    member[np.arange(len(block)), block] = 1.0
    arrows = np.zeros((count, count))
    for arrow in spec.paths:
        arrows[place[arrow.source], place[arrow.target]] = 1.0
    endogenous = np.flatnonzero(arrows.any(axis=0))
    widest = int(arrows.sum(axis=0).max())
    regressors = np.full((len(endogenous), widest), count)
    for row, target in enumerate(endogenous):
        sources = np.flatnonzero(arrows[:, target])
        regressors[row, : len(sources)] = sources
    return Plan(
        block=block,
        slices=tuple(slice(int(e - s), int(e)) for s, e in zip(sizes, ends, strict=True)),
        member=member,
        formative=tuple(i for i, each in enumerate(spec.constructs) if each.mode == "B"),
        arrows=arrows,
        linked=arrows + arrows.T,
        regressors=regressors,
        filled=regressors < count,
        endogenous=endogenous,
    )
