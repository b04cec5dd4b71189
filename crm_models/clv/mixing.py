"""How customers differ: the distributions that mix a behaviour over customers.

Each pair of parameters is searched in coordinates where one axis is the average customer and the
other is how much customers differ. The edges where classroom samples end (all customers alike,
customers of two extreme kinds, an average of 0 or 1) then lie on the axes and can be told in
words instead of failing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

# Spread coordinates end here; at e^14 a mixture cannot be told from its limit.
FAR = 14.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A solution at the edge: in words, what stays finite, what runs away."""

    text: Text
    limits: Mapping[str, float]
    runs_to: Mapping[str, float]


class Mixing(Protocol):
    """What the likelihood search needs to know about a group of parameters."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parameters."""

    def log_params(self, w: Sequence[float]) -> tuple[float, ...]:
        """Return the logarithms of the parameters at search coordinates w."""

    def pull(self, w: Sequence[float], slopes: Sequence[float]) -> tuple[float, ...]:
        """Turn derivatives by log parameters into derivatives by w."""

    def search(self, log_params: Vector) -> Vector:
        """Return the search coordinates of parameters: the inverse of `log_params`."""

    def reach(self) -> Vector:
        """Return how far each coordinate may go from its centre, low and high, one row each."""

    def centre(self, start: Vector) -> Vector:
        """Return the middle of the search region, given where the search starts."""

    def edge(self, axis: int, sign: int, log_params: Vector) -> Edge:
        """Describe the solution at the low (-1) or high (+1) end of an axis."""

    def idle(self, axis: int, sign: int) -> tuple[int, ...]:
        """Return the axes that no longer matter at that end."""


@dataclass(frozen=True, slots=True)
class Gamma:
    """A rate that varies over customers as Gamma(shape, rate).

    Search coordinates: log mean = log(shape/rate) and log shape (squared coefficient of
    variation = 1/shape).
    """

    shape: str
    rate: str
    what: Text

    @property
    def names(self) -> tuple[str, ...]:
        """Names of shape and rate."""
        return (self.shape, self.rate)

    def log_params(self, w: Sequence[float]) -> tuple[float, ...]:
        """Return log shape and log rate."""
        return (w[1], w[1] - w[0])

    def pull(self, w: Sequence[float], slopes: Sequence[float]) -> tuple[float, ...]:  # noqa: ARG002
        """Turn the slopes: the mean moves the rate down, the shape moves both."""
        return (-slopes[1], slopes[0] + slopes[1])

    def search(self, log_params: Vector) -> Vector:
        """Return log mean and log shape."""
        return np.array([log_params[0] - log_params[1], log_params[0]])

    def reach(self) -> Vector:
        """Both directions for both axes."""
        return np.array([[-FAR, FAR], [-FAR, FAR]])

    def centre(self, start: Vector) -> Vector:
        """Return the start for the mean, which depends on the unit of time."""
        return np.array([start[0], 0.0])

    def edge(self, axis: int, sign: int, log_params: Vector) -> Edge:
        """Describe the ends."""
        mean = math.exp(log_params[0] - log_params[1])
        ratio, zh, en = f"{self.shape}/{self.rate}", self.what.zh, self.what.en
        if axis == 1 and sign > 0:
            text = Text(
                f"看不出各客户的{zh}有差异：{self.shape} 与 {self.rate} 一同趋于无穷，"
                f"所有客户的{zh}都是 {ratio} = {mean:.4g}",
                f"no sign that customers differ in their {en}: {self.shape} and {self.rate} go to "
                f"infinity together and everyone's {en} is {ratio} = {mean:.4g}",
            )
            return Edge(text, {ratio: mean}, {self.shape: math.inf, self.rate: math.inf})
        if axis == 1:
            text = Text(
                f"{zh}两极分化：几乎所有客户为 0，极少数非常高（{self.shape} → 0）",
                f"the {en} is all or nothing: 0 for nearly everyone, huge for a few "
                f"({self.shape} -> 0)",
            )
            return Edge(text, {}, {self.shape: 0.0})
        if sign < 0:
            text = Text(f"{zh}为 0（{ratio} → 0）", f"the {en} is 0 ({ratio} -> 0)")
            return Edge(text, {ratio: 0.0}, {self.rate: math.inf})
        text = Text(f"{zh}无上限（{ratio} → ∞）", f"the {en} has no limit ({ratio} -> infinity)")
        return Edge(text, {}, {self.rate: 0.0})

    def idle(self, axis: int, sign: int) -> tuple[int, ...]:  # noqa: ARG002
        """With a mean of 0 or infinity the spread no longer matters."""
        return (1,) if axis == 0 else ()


@dataclass(frozen=True, slots=True)
class Beta:
    """A probability that varies over customers as Beta(a, b).

    Search coordinates: logit of the mean a/(a+b), and log(a+b).
    """

    a: str
    b: str
    what: Text

    @property
    def names(self) -> tuple[str, ...]:
        """Names of a and b."""
        return (self.a, self.b)

    def log_params(self, w: Sequence[float]) -> tuple[float, ...]:
        """Return log a and log b."""
        return (w[1] - math.log1p(math.exp(-w[0])), w[1] - math.log1p(math.exp(w[0])))

    def pull(self, w: Sequence[float], slopes: Sequence[float]) -> tuple[float, ...]:
        """Turn the slopes: the logit of the mean m moves log a by 1-m and log b by -m."""
        m = 1 / (1 + math.exp(-w[0]))
        return ((1 - m) * slopes[0] - m * slopes[1], slopes[0] + slopes[1])

    def search(self, log_params: Vector) -> Vector:
        """Return logit mean and log total."""
        return np.array([log_params[0] - log_params[1], np.logaddexp(log_params[0], log_params[1])])

    def reach(self) -> Vector:
        """Both directions for both axes."""
        return np.array([[-FAR, FAR], [-FAR, FAR]])

    def centre(self, start: Vector) -> Vector:  # noqa: ARG002
        """Return a mean of one half and a + b = 1."""
        return np.zeros(2)

    def edge(self, axis: int, sign: int, log_params: Vector) -> Edge:
        """Describe the ends."""
        mean = 1 / (1 + math.exp(log_params[1] - log_params[0]))
        ratio, zh, en = f"{self.a}/({self.a}+{self.b})", self.what.zh, self.what.en
        if axis == 1 and sign > 0:
            text = Text(
                f"看不出各客户的{zh}有差异：{self.a} 与 {self.b} 一同趋于无穷，"
                f"所有客户的{zh}都是 {ratio} = {mean:.4g}",
                f"no sign that customers differ in their {en}: {self.a} and {self.b} go to "
                f"infinity together and everyone's {en} is {ratio} = {mean:.4g}",
            )
            return Edge(text, {ratio: mean}, {self.a: math.inf, self.b: math.inf})
        if axis == 1:
            text = Text(
                f"客户分成两类：{mean:.4g} 的客户{zh}为 1，其余为 0"
                f"（{self.a} 与 {self.b} 一同趋于 0）",
                f"customers are of two kinds: a share of {mean:.4g} has {en} 1, the rest 0 "
                f"({self.a} and {self.b} go to 0 together)",
            )
            return Edge(text, {ratio: mean}, {self.a: 0.0, self.b: 0.0})
        extreme = 0 if sign < 0 else 1
        text = Text(
            f"所有客户的{zh}都是 {extreme}（{ratio} → {extreme}）",
            f"everyone's {en} is {extreme} ({ratio} -> {extreme})",
        )
        return Edge(text, {ratio: float(extreme)}, {self.a if sign < 0 else self.b: 0.0})

    def idle(self, axis: int, sign: int) -> tuple[int, ...]:  # noqa: ARG002
        """With a mean of 0 or 1 the spread no longer matters."""
        return (1,) if axis == 0 else ()
