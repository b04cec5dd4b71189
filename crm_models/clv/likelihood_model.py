"""Base of the models that have a likelihood: from one formula to everything around it."""

from __future__ import annotations

import math
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from crm_models.clv.rows import Rows, compress, numbers, read_weights
from crm_models.clv.totals import Added, Parts
from crm_models.errors import ModelError
from crm_models.estimator import Estimator, Status
from crm_models.frames import as_pandas
from crm_models.text import Text
from crm_models.units import Unit, checked_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    from crm_models.clv.mixing import Mixing
    from crm_models.clv.totals import Total

    Vector = NDArray[np.float64]


_CHUNK = 8000


class LikelihoodModel(Estimator):
    """A model with parameters that maximise a likelihood.

    Parameters
    ----------
    unit
        The unit of time of the data (day, week, month, quarter, year). Needed only where money
        is discounted.

    Attributes
    ----------
    params_
        The estimates by name.
    loglik_
        The total log-likelihood, in the data's own unit of time.
    se_, cov_
        Standard errors and covariance of the estimates (delta method); missing for parameters
        that run to the edge.
    status_
        How the estimate came about.
    n_obs_
        Total weight of the rows.
    """

    columns: ClassVar[tuple[str, ...]]
    mixings: ClassVar[tuple[Mixing, ...]]

    params_: Mapping[str, float]
    loglik_: float
    status_: Status
    n_obs_: float
    _cov: Vector
    _rows: Rows | None

    def __init__(self, unit: Unit | None = None) -> None:
        self.unit = None if unit is None else checked_unit(unit)

    # What a model says of itself -----------------------------------------------------------

    @abstractmethod
    def _terms(self, log_params: Vector, *columns: Vector) -> tuple[Vector, Sequence[Vector]]:
        """Return each row's log-likelihood and its derivatives by each log parameter."""

    @abstractmethod
    def _start(self, rows: Rows) -> Sequence[float]:
        """Return parameters to start the search from."""

    @abstractmethod
    def _check(self, data: pd.DataFrame, columns: tuple[Vector, ...]) -> None:
        """Raise an error that names the rows which cannot be."""

    # Fitting ---------------------------------------------------------------------------------

    @classmethod
    def param_names(cls) -> tuple[str, ...]:
        """Return the names of the parameters, in the order of the literature."""
        return tuple(name for mixing in cls.mixings for name in mixing.names)

    def fit(self, data: pd.DataFrame, *, weights: ArrayLike | None = None) -> Self:
        """Estimate the parameters by maximum likelihood; see the class for the columns."""
        self._fit_rows(self._read(data, weights))
        return self

    def _fit_rows(self, rows: Rows, start: Sequence[float] | None = None) -> None:
        from crm_models.clv.search import maximise

        first = np.log(self._start(rows) if start is None else start)
        found = maximise(self.mixings, self._likelihood(rows), first)
        self._take(np.exp(found.log_params), found.loglik, found.cov, found.status)
        self.n_obs_, self._rows = float(rows.weight.sum()), rows

    def _likelihood(self, rows: Rows) -> Total:
        parts = [
            self._total(rows.weight[at : at + _CHUNK], [c[at : at + _CHUNK] for c in rows.columns])
            for at in range(0, rows.weight.size, _CHUNK)
        ]
        return parts[0] if len(parts) == 1 else Parts(parts)

    def _total(self, weight: Vector, columns: Sequence[Vector]) -> Total:
        """Return the sum of `_terms` over some rows; a model may have a faster way to it."""
        return Added(self._terms, weight, columns)

    def given(self, **params: float) -> Self:
        """Use known parameters instead of estimating them, and return the object itself.

        Examples
        --------
        >>> from crm_models.clv import ShiftedBetaGeometric
        >>> round(ShiftedBetaGeometric().given(alpha=0.668, beta=3.806).survival(1), 3)
        0.851
        """
        names = self.param_names()
        if set(params) != set(names):
            raise ModelError(f"需要参数 {'、'.join(names)}", f"needed are {', '.join(names)}")
        values = np.array([params[name] for name in names], dtype=float)
        if not np.all((values > 0) & np.isfinite(values)):
            raise ModelError("参数必须是正的有限数", "parameters must be positive and finite")
        blank = np.full((len(names), len(names)), np.nan)
        text = Text("参数是给定的", "the parameters were given")
        self._take(values, math.nan, blank, Status("given", text))
        self.n_obs_, self._rows = 0.0, None
        return self

    def need_unit(self) -> Unit:
        """Return the unit of time of the data, or say that it was never given."""
        if self.unit is None:
            name = type(self).__name__
            raise ModelError(
                f"贴现需要知道数据的时间单位：请写 {name}(unit='week')",
                f"discounting needs the unit of time of the data: write {name}(unit='week')",
            )
        return self.unit

    def _take(self, values: Vector, loglik: float, cov: Vector, status: Status) -> None:
        self.params_ = dict(zip(self.param_names(), values.tolist(), strict=True))
        self.loglik_, self._cov, self.status_ = loglik, cov, status

    def _read(self, data: pd.DataFrame, weights: ArrayLike | None = None) -> Rows:
        data = as_pandas(data)
        columns = numbers(data, self.columns)
        self._check(data, columns)
        return compress(columns, read_weights(weights, data), data.index)

    def _rows_of(self, data: pd.DataFrame | None) -> Rows:
        self._need_fit()
        if data is not None:
            return self._read(data)
        if self._rows is None:
            raise ModelError(
                "这个模型没有带着数据：请给出 data",
                "this model does not carry the data it was fitted to: give data",
            )
        return self._rows

    # What follows from the likelihood ----------------------------------------------------------

    @property
    def cov_(self) -> pd.DataFrame:
        """Covariance of the estimates."""
        import pandas as pd

        self._need_fit()
        names = list(self.param_names())
        return pd.DataFrame(self._cov, index=names, columns=names)

    @property
    def se_(self) -> pd.Series:
        """Standard errors of the estimates."""
        import pandas as pd

        self._need_fit()
        return pd.Series(np.sqrt(np.diag(self._cov)), index=list(self.param_names()), name="se")

    @property
    def aic_(self) -> float:
        """Akaike's criterion; smaller is better."""
        return 2 * len(self.param_names()) - 2 * self.loglik_

    @property
    def bic_(self) -> float:
        """The Bayesian information criterion; smaller is better."""
        return len(self.param_names()) * math.log(self.n_obs_) - 2 * self.loglik_

    def log_likelihood(self, data: pd.DataFrame | None = None) -> pd.Series:
        """Return each row's log-likelihood (unweighted)."""
        rows = self._rows_of(data)
        theta = np.log(list(self.params_.values()))
        return rows.spread(self._terms(theta, *rows.columns)[0], "loglik")

    def confidence_intervals(self, level: float = 0.95) -> pd.DataFrame:
        """Return intervals of the estimates, formed on the log scale so that they stay positive.

        Parameters
        ----------
        level
            Confidence, between 0 and 1.
        """
        import pandas as pd
        from scipy.special import ndtri

        self._need_fit()
        if not 0 < level < 1:
            raise ModelError("level 必须在 0 与 1 之间", "level must be between 0 and 1")
        value = pd.Series(dict(self.params_))
        width = np.exp(ndtri((1 + level) / 2) * self.se_ / value)
        return pd.DataFrame({"lower": value / width, "upper": value * width})

    def summary(self, level: float = 0.95) -> pd.DataFrame:
        """Return estimates, standard errors and intervals, one row per parameter.

        A parameter that runs to the edge is shown as its limit, 0 or infinity.
        """
        import pandas as pd

        self._need_fit()
        value = pd.Series(dict(self.params_) | dict(self.status_.edge), name="estimate")
        table = pd.concat([value, self.se_, self.confidence_intervals(level)], axis=1)
        return table.rename_axis("parameter")

    # Plain data ----------------------------------------------------------------------------------

    def _fitted(self) -> dict[str, Any]:
        cov = [[None if math.isnan(v) else v for v in row] for row in self._cov.tolist()]
        return {
            "params": dict(self.params_),
            "loglik": None if math.isnan(self.loglik_) else self.loglik_,
            "cov": cov,
            "n_obs": self.n_obs_,
            "status": self.status_.to_dict(),
        }

    def _restore(self, fitted: Mapping[str, Any]) -> None:
        values = np.array([fitted["params"][name] for name in self.param_names()])
        loglik = math.nan if fitted["loglik"] is None else fitted["loglik"]
        status = Status.from_dict(fitted["status"])
        self._take(values, loglik, np.array(fitted["cov"], dtype=float), status)
        self.n_obs_, self._rows = fitted["n_obs"], None
