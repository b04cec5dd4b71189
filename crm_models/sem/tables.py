"""The estimates of a fitted path model as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.sem import measurement, structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from crm_models.sem.moments import Moments
    from crm_models.sem.plan import Plan
    from crm_models.sem.solution import Solution
    from crm_models.sem.specification import Specification


class Tables:
    """Everything that a report on a PLS path model shows; mixed into ``PLSPathModel``."""

    if TYPE_CHECKING:
        specification: Specification
        consistent: bool
        n_obs_: float
        moments_: Moments

        _plan: Plan

        @property
        def _solved(self) -> Solution: ...

    @property
    def params_(self) -> dict[str, float]:
        """Path coefficients by arrow."""
        place = {name: i for i, name in enumerate(self.specification.names)}
        matrix = self._solved.coefficients[0]
        return {
            str(arrow): float(matrix[place[arrow.source], place[arrow.target]])
            for arrow in self.specification.paths
        }

    @property
    def paths_(self) -> pd.DataFrame:
        """Path coefficients, row (cause) to column (effect); 0 without an arrow."""
        return self._square(self._solved.coefficients[0])

    @property
    def construct_correlations_(self) -> pd.DataFrame:
        """Correlations of the constructs; corrected for measurement error if PLSc."""
        return self._square(self._solved.constructs[0])

    @property
    def r_squared_(self) -> pd.Series:
        """Explained share of each endogenous construct."""
        values = pd.Series(self._solved.explained[0], index=self.specification.names)
        return values[list(self.specification.endogenous)].rename("r_squared")

    @property
    def cross_loadings_(self) -> pd.DataFrame:
        """Correlations of every indicator with every construct score."""
        return pd.DataFrame(
            self._solved.cross[0],
            index=list(self.specification.indicators),
            columns=list(self.specification.names),
        )

    @property
    def weights_(self) -> pd.Series:
        """Outer weights of standardised indicators, indexed by construct and indicator."""
        return self._outer(self._solved.weights[0], "weight")

    @property
    def loadings_(self) -> pd.Series:
        """Loadings (PLSc: corrected for measurement error), by construct and indicator."""
        return self._outer(self._solved.loadings[0], "loading")

    def outer_model(self) -> pd.DataFrame:
        """Return weight, loading, communality and VIF of each indicator."""
        table = pd.DataFrame({"weight": self.weights_, "loading": self.loadings_})
        table["communality"] = table["loading"] ** 2
        table["vif"] = measurement.indicator_vif(self.moments_.correlation, self._plan)
        return table

    def reliability(self) -> pd.DataFrame:
        """Return Cronbach's alpha, rho_A, rho_C and AVE of each construct.

        They speak of reflective measurement; for mode B constructs they are NaN.
        """
        fitted, plan = self._solved, self._plan
        columns = {
            "alpha": measurement.cronbach_alpha(self.moments_.correlation, plan),
            "rho_a": fitted.reliability[0],
            "rho_c": measurement.rho_c(fitted.loadings[0], plan),
            "ave": measurement.average_variance_extracted(fitted.loadings[0], plan),
        }
        table = pd.DataFrame(columns, index=list(self.specification.names))
        table.iloc[list(plan.formative)] = np.nan
        return table

    def htmt(self) -> pd.DataFrame:
        """Return the heterotrait-monotrait ratios of all pairs of constructs."""
        return self._square(
            measurement.heterotrait_monotrait(self.moments_.correlation, self._plan)
        )

    def fornell_larcker(self) -> pd.DataFrame:
        """Return correlations of constructs, with the square root of AVE on the diagonal."""
        table = self._solved.constructs[0].copy()
        ave = measurement.average_variance_extracted(self._solved.loadings[0], self._plan)
        np.fill_diagonal(table, np.sqrt(ave))
        return self._square(table)

    def vif(self) -> pd.DataFrame:
        """Return the VIF of each predecessor (row) in the regression of each construct (column)."""
        return self._square(structure.variance_inflation(self._solved.constructs[0], self._plan))

    def f_squared(self) -> pd.DataFrame:
        """Return Cohen's f² of each arrow (.02 small, .15 medium, .35 large)."""
        fitted = self._solved
        vif = structure.variance_inflation(fitted.constructs[0], self._plan)
        return self._square(
            structure.effect_sizes(fitted.coefficients[0], fitted.explained[0], vif)
        )

    def total_effects(self) -> pd.DataFrame:
        """Return direct plus indirect effects, row to column."""
        return self._square(structure.total_effects(self._solved.coefficients[0]))

    def indirect_effects(self) -> pd.DataFrame:
        """Return the effects that run through other constructs, row to column."""
        direct = self._solved.coefficients[0]
        return self._square(structure.total_effects(direct) - direct)

    def inner_model(self) -> pd.DataFrame:
        """Return R², adjusted R² and BIC of each endogenous construct.

        ``adjusted = 1 - (1 - R²)(n - 1)/(n - k - 1)`` and
        ``BIC = n ln((1 - R²)(n - 1)/n) + (k + 1) ln n`` with k predecessors.
        """
        names = list(self.specification.endogenous)
        explained = self.r_squared_.to_numpy()
        k = np.array([len(self.specification.predecessors(name)) for name in names])
        return pd.DataFrame(fit_measures(explained, k, self.n_obs_), index=names)

    def summary(self) -> pd.DataFrame:
        """Return one row per arrow: coefficient, indirect and total effect, VIF, f²."""
        arrows = self.specification.paths
        tables = {
            "estimate": self.paths_,
            "indirect": self.indirect_effects(),
            "total": self.total_effects(),
            "vif": self.vif(),
            "f_squared": self.f_squared(),
        }
        rows = [[table.loc[p.source, p.target] for table in tables.values()] for p in arrows]
        return pd.DataFrame(rows, index=[str(p) for p in arrows], columns=list(tables))

    def _square(self, matrix: NDArray[np.float64]) -> pd.DataFrame:
        names = list(self.specification.names)
        return pd.DataFrame(matrix.copy(), index=names, columns=names)

    def _outer(self, values: NDArray[np.float64], name: str) -> pd.Series:
        spec = self.specification
        pairs = [(each.name, column) for each in spec.constructs for column in each.indicators]
        index = pd.MultiIndex.from_tuples(pairs, names=["construct", "indicator"])
        return pd.Series(values.copy(), index=index, name=name)


def fit_measures(
    explained: NDArray[np.float64] | Sequence[float],
    predictors: NDArray[np.intp] | Sequence[int],
    n: float,
) -> dict[str, NDArray[np.float64]]:
    """Return R², adjusted R² and BIC of regressions with the given numbers of predictors.

    Examples
    --------
    >>> found = fit_measures([0.590603320426892], [3], 250)
    >>> [round(float(found[name][0]), 9) for name in ("r_squared_adjusted", "bic")]
    [0.585610678, -202.183840743]
    """
    r2, k = np.asarray(explained, dtype=np.float64), np.asarray(predictors)
    freedom = n - k - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        adjusted = np.where(freedom > 0, 1.0 - (1.0 - r2) * (n - 1) / freedom, np.nan)
        bic = n * np.log((1.0 - r2) * (n - 1) / n) + (k + 1) * np.log(n)
    return {"r_squared": r2, "r_squared_adjusted": adjusted, "bic": bic}
