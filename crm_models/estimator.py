"""The one contract of everything that is fitted to data.

The constructor holds hyper-parameters and nothing else; ``fit(data, *, weights=None)`` returns
the object itself; whatever was learned ends in an underscore. A fitted object can be pickled
plainly and turned into plain data and back.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

from crm_models.errors import ModelError
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import ArrayLike

Kind = Literal["interior", "boundary", "not_converged", "given"]


@dataclass(frozen=True, slots=True)
class Status:
    """How an estimate came about, and what to think of it.

    Parameters
    ----------
    kind
        ``"interior"``: an ordinary maximum. ``"boundary"``: the best fit lies at the edge, where
        some parameters run to 0 or infinity together. ``"not_converged"``: the search ended
        without a maximum. ``"given"``: the parameters were given and not estimated.
    text
        What happened, in plain words.
    limits
        What stays finite at the edge, such as ``{"a/(a+b)": 0.23}``.
    edge
        The parameters that run to the edge, with their limit, 0 or infinity.
    """

    kind: Kind
    text: Text
    limits: Mapping[str, float] = field(default_factory=dict)
    edge: Mapping[str, float] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the parameters can be read one by one."""
        return self.kind in {"interior", "given"}

    def __str__(self) -> str:
        return f"{self.kind}: {self.text.zh} | {self.text.en}"

    def to_dict(self) -> dict[str, Any]:
        """Return the status as plain data."""
        return {
            "kind": self.kind,
            "text": self.text._asdict(),
            "limits": dict(self.limits),
            "edge": {name: str(limit) for name, limit in self.edge.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Status:
        """Rebuild a status from `to_dict`."""
        edge = {name: float(limit) for name, limit in data["edge"].items()}
        return cls(data["kind"], Text(**data["text"]), dict(data["limits"]), edge)


class Estimator(ABC):
    """Base of every model that is fitted to data."""

    @abstractmethod
    def fit(self, data: pd.DataFrame, *, weights: ArrayLike | None = None) -> Self:
        """Learn from ``data`` and return the object itself.

        Parameters
        ----------
        data
            One row per observation; never changed. A table of polars or Arrow serves too.
        weights
            How often each row counts, in the order of the rows; once each if None.
        """

    @abstractmethod
    def _fitted(self) -> dict[str, Any]:
        """Return what was learned as plain data."""

    @abstractmethod
    def _restore(self, fitted: Mapping[str, Any]) -> None:
        """Take back what `_fitted` returned."""

    @classmethod
    def _hyper_names(cls) -> list[str]:
        return [name for name in inspect.signature(cls.__init__).parameters if name != "self"]

    def get_params(self) -> dict[str, Any]:
        """Return the hyper-parameters by name."""
        return {name: getattr(self, name) for name in self._hyper_names()}

    def set_params(self, **changes: Any) -> Self:
        """Change hyper-parameters in place and return the object itself."""
        for name in changes.keys() - set(self._hyper_names()):
            raise ModelError(
                f"{type(self).__name__} 没有超参数 {name!r}",
                f"{type(self).__name__} has no hyper-parameter {name!r}",
            )
        self.__init__(**(self.get_params() | changes))  # type: ignore[misc]
        return self

    @property
    def is_fitted(self) -> bool:
        """Whether there is something learned to work with."""
        return hasattr(self, "status_")

    def _need_fit(self) -> None:
        if not self.is_fitted:
            name = type(self).__name__
            raise ModelError(
                f"{name} 还没有拟合：请先调用 fit(data)",
                f"{name} is not fitted yet: call fit(data) first",
            )

    def to_dict(self) -> dict[str, Any]:
        """Return the model as plain data, ready for JSON (without the data it was fitted to)."""
        plain: dict[str, Any] = {"model": type(self).__name__, "hyper": self.get_params()}
        return plain | ({"fitted": self._fitted()} if self.is_fitted else {})

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild a model from `to_dict`."""
        if plain["model"] != cls.__name__:
            raise ModelError(
                f"这些数据属于 {plain['model']}，不是 {cls.__name__}",
                f"these data are of {plain['model']}, not of {cls.__name__}",
            )
        model = cls(**plain["hyper"])
        if "fitted" in plain:
            model._restore(plain["fitted"])
        return model

    def __repr__(self) -> str:
        hyper = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"{type(self).__name__}({hyper})"
