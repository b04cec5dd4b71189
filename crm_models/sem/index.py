"""Construct scores on the 0..100 scale of satisfaction indices, and the map built on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models.errors import DataError, ModelError
from crm_models.sem import structure
from crm_models.sem.answers import read_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from crm_models.sem.answers import Missing
    from crm_models.sem.moments import Moments
    from crm_models.sem.plan import Plan
    from crm_models.sem.solution import Solution
    from crm_models.sem.specification import Specification

Scale = tuple[float, float]


class Indices:
    """Scores, indices and the importance-performance map; mixed into ``PLSPathModel``."""

    if TYPE_CHECKING:
        specification: Specification
        missing: Missing

        def _need_fit(self) -> None: ...

        moments_: Moments

        _plan: Plan

        @property
        def _solved(self) -> Solution: ...

    def scores(self, data: pd.DataFrame) -> pd.DataFrame:
        """Return standardised construct scores of each row of ``data``.

        The means, spreads and weights are those of the fitted sample, so new rows are measured
        with the same ruler.
        """
        values, index = self._answers(data)
        standard = (values - self.moments_.mean) / self.moments_.deviation
        scores = standard @ (self._solved.weights[0][:, None] * self._plan.member)
        return pd.DataFrame(scores, index=index, columns=list(self.specification.names))

    def indices(
        self, data: pd.DataFrame, *, scale: Scale | Mapping[str, Scale] = (1, 10)
    ) -> pd.DataFrame:
        r"""Return each row's constructs on a scale of 0 to 100.

        .. math:: 100\,\frac{\sum_i w_i x_i - \sum_i w_i \min_i}
                            {\sum_i w_i \max_i - \sum_i w_i \min_i}

        with the weights of *unstandardised* indicators. The mean of a column is the index that
        ACSI, ECSI and CCSI publish (Fornell et al. 1996).

        Parameters
        ----------
        data
            Rows to score.
        scale
            Lowest and highest possible answer, for all indicators or by indicator.

        Raises
        ------
        ModelError
            A weight is negative, so that the index could leave 0..100.
        DataError
            Answers lie outside the scale.
        """
        low, high = self._bounds(scale)
        values, index = self._answers(data)
        outside = np.any((values < low) | (values > high), axis=1)
        if outside.any():
            raise DataError(
                "回答超出量表范围", "answers lie outside the scale", rows=index[outside]
            )
        raw = self._raw_weights()
        blocks = raw[:, None] * self._plan.member
        span = (high - low) @ blocks
        result = 100.0 * ((values - low) @ blocks) / span
        return pd.DataFrame(result, index=index, columns=list(self.specification.names))

    def importance_performance(
        self,
        target: str,
        data: pd.DataFrame,
        *,
        scale: Scale | Mapping[str, Scale] = (1, 10),
        weights: ArrayLike | None = None,
    ) -> pd.DataFrame:
        """Return importance (total effect on the target's index) and performance (mean index).

        Importance is in index points: how much the target's index rises when the construct's
        index rises by one point.

        Parameters
        ----------
        target
            The construct to be improved.
        data, scale
            As for :meth:`indices`.
        weights
            How often each row counts in the mean.
        """
        names = list(self.specification.names)
        place = names.index(self.specification[target].name)
        low, high = self._bounds(scale)
        # One standard deviation of each score, in index points.
        unit = 100.0 / ((high - low) @ (self._raw_weights()[:, None] * self._plan.member))
        total = structure.total_effects(self._solved.coefficients[0])[:, place]
        performance = np.average(
            self.indices(data, scale=scale).to_numpy(),
            axis=0,
            weights=None if weights is None else np.asarray(weights),
        )
        effective = total != 0.0
        return pd.DataFrame(
            {
                "importance": (total * unit[place] / unit)[effective],
                "performance": performance[effective],
            },
            index=[name for name, has in zip(names, effective, strict=True) if has],
        )

    def _raw_weights(self) -> NDArray[np.float64]:
        weights = self._solved.weights[0]
        negative = [n for n, w in zip(self.specification.indicators, weights, strict=True) if w < 0]
        if negative:
            listed = ", ".join(negative)
            raise ModelError(
                f"题项 {listed} 的权重为负，指数会超出 0–100：反向题先反向计分，否则删去",
                f"the weights of {listed} are negative, so the index could leave 0..100: turn "
                "reverse-coded items round, or leave them out",
            )
        raw: NDArray[np.float64] = weights / self.moments_.deviation
        return raw

    def _bounds(
        self, scale: Scale | Mapping[str, Scale]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        names = self.specification.indicators
        if isinstance(scale, tuple):
            pairs = [scale] * len(names)
        else:
            absent = [name for name in names if name not in scale]
            if absent:
                raise ModelError(
                    f"量表范围缺少：{'、'.join(absent)}", f"no scale given for: {', '.join(absent)}"
                )
            pairs = [scale[name] for name in names]
        low, high = np.array(pairs, dtype=np.float64).T
        if not (high > low).all():
            raise ModelError("量表的上限要大于下限", "a scale must end above its start")
        return low, high

    def _answers(self, data: pd.DataFrame) -> tuple[NDArray[np.float64], pd.Index]:
        self._need_fit()
        mean = self.moments_.mean
        if np.isnan(mean).any():
            raise ModelError(
                "模型是用相关矩阵拟合的，没有均值和标准差：要计算得分，请用 fit(data)",
                "the model was fitted to correlations and knows no means: use fit(data) for scores",
            )
        names = self.specification.indicators
        if self.missing == "mean":  # the means of the fitted sample, not of these rows
            data = data.fillna(dict(zip(names, mean, strict=True)))
        answers = read_answers(data, names, missing=self.missing, least=1)
        return answers.values, answers.index
