"""Standard errors and intervals of a path model by resampling, all replicates at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from crm_models.errors import ModelError
from crm_models.sem import measurement, structure
from crm_models.sem.answers import read_answers
from crm_models.sem.moments import moments, resampled_correlations
from crm_models.sem.solution import Solution, solve

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from crm_models.sem.plan import Plan
    from crm_models.sem.pls import PLSPathModel

Quantity = Literal["paths", "total_effects", "loadings", "weights", "r_squared", "htmt"]
_BATCH = 6_000_000  # numbers held at once: counts and correlation matrices of a batch


@dataclass(frozen=True)
class Bootstrap:
    """Replicates of a fitted path model.

    Attributes
    ----------
    estimates : for each quantity, the estimate on the whole sample, a labelled series.
    replicates : for each quantity, one row per usable replicate, columns as in ``estimates``.
    failed : number of replicates without a solution (constant items, no convergence).
    """

    estimates: dict[str, pd.Series]
    replicates: dict[str, NDArray[np.float64]]
    failed: int

    def table(self, quantity: Quantity = "paths", *, level: float = 0.95) -> pd.DataFrame:
        """Return estimate, bootstrap mean, standard error, t and a percentile interval.

        Parameters
        ----------
        quantity
            ``"paths"``, ``"total_effects"``, ``"loadings"``, ``"weights"``, ``"r_squared"`` or
            ``"htmt"``.
        level
            Probability that the interval is to cover.
        """
        if not 0 < level < 1:
            raise ModelError(
                f"level 要在 0 和 1 之间，得到 {level}",
                f"level must lie between 0 and 1, got {level}",
            )
        if quantity not in self.estimates:
            known = ", ".join(self.estimates)
            raise ModelError(
                f"没有 {quantity!r}，可选：{known}", f"no {quantity!r}; choose: {known}"
            )
        estimate, draws = self.estimates[quantity], self.replicates[quantity]
        error = draws.std(axis=0, ddof=1)
        lower, upper = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
        # A quantity that cannot vary (the weight of a single item) has no t value.
        ratio = np.divide(estimate, error, out=np.full(len(error), np.nan), where=error > 1e-12)
        return pd.DataFrame(
            {
                "estimate": estimate,
                "mean": draws.mean(axis=0),
                "se": error,
                "t": ratio,
                "lower": lower,
                "upper": upper,
            },
            index=estimate.index,
        )

    def __repr__(self) -> str:
        done = len(self.replicates["paths"])
        return f"Bootstrap({done} replicates, {self.failed} without a solution)"


def run(
    model: PLSPathModel,
    data: pd.DataFrame,
    *,
    weights: ArrayLike | None,
    replicates: int,
    seed: int | np.random.Generator | None,
) -> Bootstrap:
    """Resample the rows of ``data`` and estimate the model on each resample.

    A replicate draws as many respondents as the sample has, with replacement; with case weights
    the draws are as from the sample with its rows repeated. Replicates keep the orientation of
    the whole sample: a construct that comes out mirrored is turned round.

    Raises
    ------
    ModelError
        The data are not those of the fit, or hardly any replicate has a solution.
    """
    if replicates < 2:
        raise ModelError("至少需要 2 次重抽样", "at least 2 replicates are needed")
    plan, original = model._plan, model._solved
    names = model.specification.indicators
    answers = read_answers(data, names, weights=weights, missing=model.missing)
    found = moments(answers, names)
    if not np.allclose(found.correlation, model.moments_.correlation, atol=1e-9):
        raise ModelError(
            "这不是拟合时的数据：bootstrap 要用同样的数据和权重",
            "these are not the data of the fit: bootstrap needs the same data and weights",
        )
    standard = (answers.values - found.mean) / found.deviation
    share = answers.weights / answers.total
    rng = np.random.default_rng(seed)
    batch = max(1, _BATCH // (len(standard) + standard.shape[1] ** 2))
    parts: list[dict[str, NDArray[np.float64]]] = []
    for start in range(0, replicates, batch):
        size = min(batch, replicates - start)
        counts = rng.multinomial(round(answers.total), share, size=size).astype(np.float64)
        correlations, deviations = resampled_correlations(standard, counts)
        whole = np.isfinite(correlations).all(axis=(1, 2))
        correlations, deviations = correlations[whole], deviations[whole] * found.deviation
        solution = solve(correlations, deviations, plan, model._settings)
        parts.append(_quantities(_mirror(solution, original, plan), correlations, plan))
    draws = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    usable = len(draws["paths"])
    if usable < 2:
        raise ModelError(
            f"{replicates} 次重抽样中只有 {usable} 次有解：样本太小，或题项几乎不变",
            f"only {usable} of {replicates} replicates have a solution: the sample is too small "
            "or its items hardly vary",
        )
    own = _quantities(original, found.correlation[None], plan, every=True)
    labels = _labels(model)
    estimates = {name: pd.Series(own[name][0], index=labels[name]) for name in own}
    return Bootstrap(estimates, draws, replicates - usable)


def _mirror(solution: Solution, original: Solution, plan: Plan) -> Solution:
    agreement = (solution.loadings * original.loadings) @ plan.member
    sign = np.where(agreement < 0, -1.0, 1.0)
    by_item, pairs = sign[:, plan.block], sign[:, :, None] * sign[:, None, :]
    return Solution(
        outer=solution.outer,
        weights=solution.weights * by_item,
        cross=solution.cross * sign[:, None, :],
        loadings=solution.loadings * by_item,
        composites=solution.composites * pairs,
        constructs=solution.constructs * pairs,
        reliability=solution.reliability,
        coefficients=solution.coefficients * pairs,
        explained=solution.explained,
    )


def _quantities(
    solution: Solution, correlations: NDArray[np.float64], plan: Plan, *, every: bool = False
) -> dict[str, NDArray[np.float64]]:
    keep = np.ones(len(correlations), dtype=bool) if every else solution.usable
    sources, targets = np.nonzero(plan.arrows)
    coefficients = solution.coefficients[keep]
    total = structure.total_effects(coefficients)
    reach = np.nonzero(structure.total_effects(plan.arrows))
    ratios = measurement.heterotrait_monotrait(correlations[keep], plan)
    one, other = np.triu_indices(len(plan.slices), 1)
    return {
        "paths": coefficients[:, sources, targets],
        "total_effects": total[:, reach[0], reach[1]],
        "loadings": solution.loadings[keep],
        "weights": solution.weights[keep],
        "r_squared": solution.explained[keep][:, plan.regressions.outcomes],
        "htmt": ratios[:, one, other],
    }


def _labels(model: PLSPathModel) -> dict[str, pd.Index]:
    plan, names = model._plan, model.specification.names

    def arrows(matrix: NDArray[np.float64], sign: str) -> pd.Index:
        return pd.Index(
            [f"{names[i]} {sign} {names[j]}" for i, j in zip(*np.nonzero(matrix), strict=True)]
        )

    outer = model.weights_.index
    return {
        "paths": arrows(plan.arrows, "->"),
        "total_effects": arrows(structure.total_effects(plan.arrows), "->"),
        "loadings": outer,
        "weights": outer,
        "r_squared": pd.Index([names[j] for j in plan.regressions.outcomes]),
        "htmt": arrows(np.triu(np.ones((len(names),) * 2), 1), "~"),
    }
