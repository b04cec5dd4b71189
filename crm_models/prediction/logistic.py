"""Logistic regression: the probability of leaving, or of rising, from what is known today.

    P(y = 1) = 1/(1 + e^-z),   z = b_0 + b_1 x_1 + ... + b_k x_k

Estimated by maximum likelihood. Where a combination of features separates the two kinds of
customers without error there is no maximum: coefficients grow without end. That is told in words,
with the features at fault, and is often a feature that knows the answer.

Sources: Hosmer and Lemeshow, Applied Logistic Regression (2000); Albert and Anderson, Biometrika
71 (1984) 1-10 (separation); Konis, thesis, Oxford (2007) (finding it by linear programming).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd

from crm_models.clv.rows import numbers, read_weights
from crm_models.errors import DataError, ModelError
from crm_models.estimator import Estimator, Status
from crm_models.frames import as_pandas
from crm_models.prediction.separation import separating
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    Vector = NDArray[np.float64]

INTERCEPT = "intercept"
_ROUNDS, _SETTLED, _FAR = 60, 1e-12, 15.0


class LogisticRegression(Estimator):
    """Logistic regression of a yes-or-no column on numeric columns.

    Parameters
    ----------
    target
        The column to be predicted, True or False (1 or 0).
    features
        The columns it is predicted from.

    Attributes
    ----------
    params_
        The coefficients by name, the intercept first; each is the change of the log odds per unit
        of its feature.
    loglik_
        The total log-likelihood.
    se_, cov_
        Standard errors and covariance; missing where a coefficient has no end.
    status_
        How the estimate came about.

    Examples
    --------
    >>> table = pd.DataFrame({"weeks_silent": [1, 2, 3, 4, 5, 6, 7, 8],
    ...                       "churned": [0, 0, 1, 0, 1, 0, 1, 1]})
    >>> model = LogisticRegression("churned", ["weeks_silent"]).fit(table)
    >>> {name: round(value, 3) for name, value in model.params_.items()}
    {'intercept': -2.673, 'weeks_silent': 0.594}
    """

    params_: Mapping[str, float]
    loglik_: float
    status_: Status
    n_obs_: float
    _cov: Vector
    _data: pd.DataFrame | None

    def __init__(self, target: str, features: Sequence[str]) -> None:
        self.target, self.features = target, tuple(features)
        if not self.features or len(set(self.features)) < len(self.features):
            raise ModelError(
                "features 至少要有一个，且不能重复", "features must be at least one, each once"
            )
        if {target, INTERCEPT} & set(self.features):
            raise ModelError(
                f"特征里不能有 {target}（要预测的列）和 {INTERCEPT}",
                f"features cannot hold {target} (what is predicted) nor {INTERCEPT}",
            )

    def fit(self, data: pd.DataFrame, *, weights: ArrayLike | None = None) -> Self:
        """Estimate the coefficients by maximum likelihood.

        Parameters
        ----------
        data
            One row per customer with the features and the target; never changed. A table of
            polars or Arrow serves too.
        weights
            How often each row counts.
        """
        data = as_pandas(data)
        design, y = self._design(data), self._answers(data)
        given = read_weights(weights, data)
        weight = np.ones(len(data)) if given is None else given
        self._both_kinds(y, weight)
        centre, spread = self._scales(design, weight)
        scaled = np.column_stack([np.ones(len(data)), (design - centre) / spread])
        beta, loglik, hessian = _climb(scaled, y, weight)
        runs = separating(scaled[weight > 0], y[weight > 0]) if _endless(scaled @ beta) else None
        # Back to the features' own units: the intercept takes up what was taken off.
        back = np.diag(np.append(1.0, 1 / spread))
        back[0, 1:] = -centre / spread
        names = (INTERCEPT, *self.features)
        values = (back @ beta).tolist()
        self.params_ = dict(zip(names, values, strict=True))
        self.loglik_, self.n_obs_, self._data = loglik, float(weight.sum()), data
        if runs is None:
            self._cov = back @ np.linalg.inv(hessian) @ back.T
            self.status_ = Status(
                "interior", Text("找到普通的极大值", "an ordinary maximum was found")
            )
        else:
            self._cov = np.full((len(names), len(names)), np.nan)
            self.status_ = self._separated(runs[1:])
        return self

    def probability(self, data: pd.DataFrame | None = None) -> pd.Series:
        """Return each customer's probability; those of `fit` if ``data`` is None."""
        self._need_fit()
        if data is None and self._data is None:
            raise ModelError(
                "这个模型没有带着数据：请给出 data",
                "this model does not carry the data it was fitted to: give data",
            )
        table = as_pandas(data if data is not None else self._data)
        beta = np.array(list(self.params_.values()))
        z = beta[0] + self._design(table) @ beta[1:]
        return pd.Series(_sigmoid(z), index=table.index, name="probability")

    @property
    def cov_(self) -> pd.DataFrame:
        """Covariance of the estimates."""
        self._need_fit()
        names = list(self.params_)
        return pd.DataFrame(self._cov, index=names, columns=names)

    @property
    def se_(self) -> pd.Series:
        """Standard errors of the estimates."""
        self._need_fit()
        return pd.Series(np.sqrt(np.diag(self._cov)), index=list(self.params_), name="se")

    def summary(self, level: float = 0.95) -> pd.DataFrame:
        """Return estimates, standard errors, intervals and odds ratios, one row per coefficient.

        A coefficient without end is shown as infinite.
        """
        from scipy.special import ndtri

        if not 0 < level < 1:
            raise ModelError("level 必须在 0 与 1 之间", "level must be between 0 and 1")
        self._need_fit()
        value = pd.Series(dict(self.params_) | dict(self.status_.edge), name="estimate")
        reach = float(ndtri((1 + level) / 2)) * self.se_
        table = pd.DataFrame({"estimate": value, "se": self.se_})
        table["lower"], table["upper"] = value - reach, value + reach
        with np.errstate(over="ignore"):
            table["odds_ratio"] = np.exp(value)
        return table.rename_axis("parameter")

    def _design(self, data: pd.DataFrame) -> Vector:
        return np.column_stack(numbers(data, self.features))

    def _answers(self, data: pd.DataFrame) -> Vector:
        (y,) = numbers(data, [self.target])
        wrong = (y != 0) & (y != 1)
        if wrong.any():
            raise DataError(
                f"{self.target} 只能是 True 或 False",
                f"{self.target} must be True or False",
                list(data.index[wrong]),
            )
        return y

    def _both_kinds(self, y: Vector, weight: Vector) -> None:
        total, share = float(weight.sum()), float(weight @ y)
        if not 0 < share < total:
            raise ModelError(
                f"{self.target} 全是同一个值，没有可以区分的",
                f"{self.target} is the same throughout: there is nothing to tell apart",
            )

    def _scales(self, design: Vector, weight: Vector) -> tuple[Vector, Vector]:
        share = weight / weight.sum()
        centre = share @ design
        spread = np.sqrt(share @ (design - centre) ** 2)
        flat = spread <= 1e-12 * np.maximum(1.0, np.abs(centre))
        if flat.any():
            names = [name for name, is_flat in zip(self.features, flat, strict=True) if is_flat]
            raise ModelError(
                f"这些特征没有差异：{'、'.join(names)}；请去掉",
                f"these features do not vary: {', '.join(names)}; leave them out",
            )
        standard = (design - centre) / spread
        values, vectors = np.linalg.eigh((standard * share[:, None]).T @ standard)
        if values[0] < 1e-10:
            involved = np.abs(vectors[:, 0]) > 1e-6
            names = [name for name, is_in in zip(self.features, involved, strict=True) if is_in]
            raise ModelError(
                f"这些特征互相决定（完全共线）：{'、'.join(names)}；请去掉一个",
                f"these features determine each other: {', '.join(names)}; leave one out",
            )
        return centre, spread

    def _separated(self, runs: Vector) -> Status:
        edge = {
            name: math.copysign(math.inf, way)
            for name, way in zip(self.features, runs.tolist(), strict=True)
            if abs(way) > 1e-6
        }
        names = list(edge)
        text = Text(
            f"{'、'.join(names)} 能（几乎）毫无差错地分开两类客户，系数没有有限的估计；"
            "先查它们是不是在结果发生之后才知道的",
            f"{', '.join(names)} tell the two kinds of customers apart (almost) without error, so "
            "there are no finite coefficients; first check whether they were known only after "
            "the outcome",
        )
        return Status("boundary", text, {}, edge)

    def _fitted(self) -> dict[str, Any]:
        return {
            "params": dict(self.params_),
            "loglik": self.loglik_,
            "cov": [[None if math.isnan(v) else v for v in row] for row in self._cov.tolist()],
            "n_obs": self.n_obs_,
            "status": self.status_.to_dict(),
        }

    def _restore(self, fitted: Mapping[str, Any]) -> None:
        self.params_, self.loglik_ = dict(fitted["params"]), fitted["loglik"]
        self._cov, self.n_obs_ = np.array(fitted["cov"], dtype=float), fitted["n_obs"]
        self.status_, self._data = Status.from_dict(fitted["status"]), None


def _climb(design: Vector, y: Vector, weight: Vector) -> tuple[Vector, float, Vector]:
    """Take Newton steps, halved where they overshoot, until one promises nothing more."""
    beta = np.zeros(design.shape[1])
    share = weight @ y / weight.sum()
    beta[0] = math.log(share / (1 - share))
    value = _loglik(design @ beta, y, weight)
    done = False
    for _ in range(_ROUNDS):
        p = _sigmoid(design @ beta)
        slope = design.T @ (weight * (y - p))
        hessian = (design * (weight * p * (1 - p))[:, None]).T @ design
        try:
            step = np.linalg.solve(hessian, slope)
        except np.linalg.LinAlgError:
            break  # every probability is 0 or 1: the customers are separated
        if done:
            break
        # One step more once little is promised: Newton squares what is left.
        done = bool(slope @ step < _SETTLED * max(1.0, abs(value)))
        for _ in range(30):
            there = _loglik(design @ (beta + step), y, weight)
            if there >= value or done:
                break
            step /= 2
        beta, value = beta + step, there
    return beta, value, hessian


def _endless(z: Vector) -> bool:
    """Tell whether log odds are so large that customers may be separated."""
    return bool(np.abs(z).max() > _FAR)


def _loglik(z: Vector, y: Vector, weight: Vector) -> float:
    return float(weight @ (y * z - np.logaddexp(0, z)))


def _sigmoid(z: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -700, 700))))
