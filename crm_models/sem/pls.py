"""The PLS path model as an estimator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np

from crm_models.errors import ModelError
from crm_models.estimator import Estimator, Status
from crm_models.sem.answers import Missing, read_answers
from crm_models.sem.diagnosis import diagnose
from crm_models.sem.index import Indices
from crm_models.sem.iteration import SCHEMES, Scheme
from crm_models.sem.moments import Moments, moments
from crm_models.sem.plan import compile_plan
from crm_models.sem.solution import Settings, Solution, solve
from crm_models.sem.specification import Specification
from crm_models.sem.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import ArrayLike

    from crm_models.sem.bootstrap import Bootstrap
    from crm_models.text import Text


class PLSPathModel(Tables, Indices, Estimator):
    """Partial least squares path modelling (PLS-SEM).

    Parameters
    ----------
    specification
        The figure: constructs, indicators, arrows.
    scheme
        Inner weighting: ``"path"``, ``"factorial"`` or ``"centroid"``.
    consistent
        Correct reflective (mode A) constructs for measurement error: PLSc.
    scaled
        Standardise the indicators before estimation; if false, indicators with a larger spread
        weigh more.
    missing
        ``"raise"``, ``"drop"`` (leave the row out) or ``"mean"`` (put the column's mean in).
    tolerance
        The algorithm stops when no outer weight changes by more.
    max_iterations
        It stops here in any case, and :attr:`status_` says so.

    Attributes
    ----------
    params_ : dict of str to float
        Path coefficients by arrow, e.g. ``"Quality -> Satisfaction"``.
    paths_, weights_, loadings_, cross_loadings_, construct_correlations_, r_squared_
        Estimates as tables, see :class:`~crm_models.sem.tables.Tables`.
    n_obs_ : float
        Observations: the sum of the weights.
    iterations_ : int
        Rounds of the algorithm.
    status_ : Status
        How the estimation ended: ``"interior"`` (converged), ``"boundary"`` (consistent estimates
        outside their range) or ``"not_converged"``, each in words.
    notes_ : tuple of Text
        What a reader of the results should know: items that point the wrong way, estimates
        outside their range, dependent predecessors.

    Notes
    -----
    Sources: H. Wold (1982); J.-B. Lohmöller (1989); M. Tenenhaus, V. Esposito Vinzi, Y.-M.
    Chatelin & C. Lauro (2005), PLS path modeling, CSDA 48; T. Dijkstra & J. Henseler (2015)
    for PLSc. A construct's sign is fixed so that its loadings sum to a positive number.

    Examples
    --------
    >>> from crm_models import sem
    >>> figure = sem.specification('''
    ...     Quality =~ Q1..Q3
    ...     Satisfaction =~ S1..S3
    ...     Loyalty =~ L1..L2
    ...     Quality -> Satisfaction
    ...     Satisfaction -> Loyalty
    ... ''')
    >>> survey = sem.simulate(
    ...     figure,
    ...     {"Quality -> Satisfaction": 0.6, "Satisfaction -> Loyalty": 0.5},
    ...     loadings=0.8, n=300, seed=1, exact=True,
    ... )
    >>> model = sem.PLSPathModel(figure, consistent=True).fit(survey)
    >>> {arrow: round(value, 6) for arrow, value in model.params_.items()}
    {'Quality -> Satisfaction': 0.6, 'Satisfaction -> Loyalty': 0.5}
    """

    status_: Status
    notes_: tuple[Text, ...]

    def __init__(
        self,
        specification: Specification,
        *,
        scheme: Scheme = "path",
        consistent: bool = False,
        scaled: bool = True,
        missing: Missing = "raise",
        tolerance: float = 1e-9,
        max_iterations: int = 300,
    ) -> None:
        self.specification = specification
        self.scheme = scheme
        self.consistent = consistent
        self.scaled = scaled
        self.missing = missing
        self.tolerance = tolerance
        self.max_iterations = max_iterations
        _check(self)
        self._plan = compile_plan(specification)

    def fit(self, data: pd.DataFrame, *, weights: ArrayLike | None = None) -> Self:
        """Estimate the model.

        Parameters
        ----------
        data
            One row per respondent, with a column for each indicator; other columns are ignored.
        weights
            How often each row counts; a weight of 2 is the same as the row given twice.

        Returns
        -------
        PLSPathModel
            Itself.

        Raises
        ------
        ModelError, DataError
            Columns missing, not numeric or constant; rows with missing answers.
        """
        indicators = self.specification.indicators
        answers = read_answers(data, indicators, weights=weights, missing=self.missing)
        return self._estimate(moments(answers, indicators), answers.total)

    def fit_correlations(self, correlations: pd.DataFrame, *, n: float) -> Self:
        """Estimate the model from a printed correlation matrix of n respondents.

        Means and spreads are then unknown: the 0..100 indices need ``fit``.
        """
        names = list(self.specification.indicators)
        absent = [name for name in names if name not in correlations.index]
        if absent:
            raise ModelError(
                f"相关矩阵中缺少：{'、'.join(absent)}",
                f"the correlation matrix lacks: {', '.join(absent)}",
            )
        matrix = correlations.loc[names, names].to_numpy(dtype=np.float64)
        proper = np.isfinite(matrix).all() and np.allclose(np.diagonal(matrix), 1.0)
        if not (proper and np.allclose(matrix, matrix.T) and np.linalg.eigvalsh(matrix)[0] > -1e-8):
            raise ModelError(
                "这不是相关矩阵：要对称、对角线为 1、没有负特征值、没有缺失",
                "this is no correlation matrix: it must be symmetric with ones on the diagonal, "
                "have no negative eigenvalue and no gaps",
            )
        unknown = np.full(len(names), np.nan)
        return self._estimate(Moments(unknown, np.ones(len(names)), matrix), n)

    def bootstrap(
        self,
        data: pd.DataFrame,
        *,
        weights: ArrayLike | None = None,
        replicates: int = 1000,
        seed: int | np.random.Generator | None = None,
    ) -> Bootstrap:
        """Re-estimate the model on resamples of the data that it was fitted to.

        See :class:`~crm_models.sem.bootstrap.Bootstrap` for the tables it gives.
        """
        from crm_models.sem.bootstrap import run

        return run(self, data, weights=weights, replicates=replicates, seed=seed)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as plain data; the moments determine every estimate."""
        plain = super().to_dict()
        plain["hyper"]["specification"] = self.specification.to_dict()
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Rebuild a model from :meth:`to_dict`."""
        spec = Specification.from_dict(plain["hyper"]["specification"])
        return super().from_dict({**plain, "hyper": {**plain["hyper"], "specification": spec}})

    def _fitted(self) -> dict[str, Any]:
        # JSON knows no NaN: an unknown mean is None.
        mean = [None if np.isnan(each) else float(each) for each in self.moments_.mean]
        return {
            "n_obs": self.n_obs_,
            "mean": mean,
            "deviation": self.moments_.deviation.tolist(),
            "correlation": self.moments_.correlation.tolist(),
        }

    def _restore(self, fitted: Mapping[str, Any]) -> None:
        mean, deviation, correlation = (
            np.array(fitted[name], dtype=np.float64)
            for name in ("mean", "deviation", "correlation")
        )
        self._estimate(Moments(mean, deviation, correlation), fitted["n_obs"])

    @property
    def _settings(self) -> Settings:
        return Settings(
            self.scheme, self.consistent, self.scaled, self.tolerance, self.max_iterations
        )

    @property
    def _solved(self) -> Solution:
        self._need_fit()
        return self._solution

    def _estimate(self, found: Moments, n: float) -> Self:
        plan = self._plan
        solution = solve(found.correlation[None], found.deviation[None], plan, self._settings)
        self.moments_, self.n_obs_, self._solution = found, float(n), solution
        self.iterations_ = int(solution.outer.iterations[0])
        self.status_, self.notes_ = diagnose(
            self.specification, plan, solution, consistent=self.consistent
        )
        return self


def _check(model: PLSPathModel) -> None:
    if model.scheme not in SCHEMES:
        known = ", ".join(SCHEMES)
        raise ModelError(
            f"没有内部加权方案 {model.scheme!r}，可选：{known}",
            f"no inner weighting scheme {model.scheme!r}; choose from: {known}",
        )
    if model.missing not in ("raise", "drop", "mean"):
        raise ModelError(
            f"missing={model.missing!r} 不对，可选：raise、drop、mean",
            f"missing={model.missing!r} is unknown; choose raise, drop or mean",
        )
    if not (model.tolerance > 0 and model.max_iterations >= 1):
        raise ModelError(
            "tolerance 要大于 0，max_iterations 至少为 1",
            "tolerance must be above 0 and max_iterations at least 1",
        )
