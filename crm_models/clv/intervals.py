"""How sure a forecast is: weighted bootstrap of the fit, and chance on top of it.

Each replicate weighs the customers anew (multinomial counts), fits again from the estimates,
and forecasts for every customer. Distinct histories make a refit of CDNOW cost two milliseconds.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from crm_models.clv.rows import Rows
from crm_models.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from crm_models.clv.likelihood_model import LikelihoodModel
    from crm_models.clv.purchase_model import PurchaseModel

    Vector = NDArray[np.float64]

Of = Literal["expectation", "purchases"]


def refits(
    model: LikelihoodModel, replicates: int, rng: np.random.Generator
) -> Iterator[LikelihoodModel]:
    """Yield copies of a fitted model, each fitted to customers drawn with replacement."""
    rows = model._rows_of(None)
    total = rows.weight.sum()
    # From an edge the search may not find back inside; then it starts as a first fit does.
    start = list(model.params_.values()) if model.status_.kind == "interior" else None
    for _ in range(replicates):
        weight = rng.multinomial(round(total), rows.weight / total).astype(float)
        some = weight > 0
        columns = tuple(column[some] for column in rows.columns)
        again = copy(model)
        # These rows stand for no table: no index, no inverse.
        again._fit_rows(Rows(columns, weight[some], rows.inverse[:0], rows.index[:0]), start)
        yield again


def bootstrap_params(
    model: LikelihoodModel, *, replicates: int = 1000, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the estimates of each bootstrap replicate, one row each."""
    import pandas as pd

    found = [dict(again.params_) for again in refits(model, replicates, rng)]
    return pd.DataFrame(found).rename_axis("replicate")


def forecast_interval(
    model: PurchaseModel,
    t: float,
    data: pd.DataFrame | None = None,
    *,
    of: Of = "purchases",
    level: float = 0.9,
    replicates: int = 1000,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return an interval of each customer's purchases in the next ``t``.

    Parameters
    ----------
    model
        A model fitted here (with its data).
    t
        A time in the unit of the data.
    data
        Customers in the format of `fit`; those of `fit` if None.
    of
        ``"purchases"``: a prediction interval of the number itself, from the uncertainty of the
        estimates and from chance. ``"expectation"``: a confidence interval of the mean only.
    level
        Probability that the interval holds, between 0 and 1.
    replicates
        How many refits.
    rng
        Where chance comes from.

    Returns
    -------
    pandas.DataFrame
        Columns expected, lower and upper, with the index of the customers.
    """
    import pandas as pd

    if not 0 < level < 1:
        raise ModelError("level 必须在 0 与 1 之间", "level must be between 0 and 1")
    if of not in {"purchases", "expectation"}:
        raise ModelError("of 须为 purchases 或 expectation", "of must be purchases or expectation")
    rows = model._rows_of(data)
    x, t_x, T = rows.columns
    drawn = np.array(
        [
            again._draw_future(t, x, t_x, T, rng)
            if of == "purchases"
            else again._expected(t, x, t_x, T)
            for again in cast("Iterator[PurchaseModel]", refits(model, replicates, rng))
        ]
    )
    tail = (1 - level) / 2
    lower, upper = np.quantile(drawn, [tail, 1 - tail], axis=0)
    expected = model._expected(t, x, t_x, T)
    columns = {"expected": expected, "lower": lower, "upper": upper}
    return pd.DataFrame({name: rows.spread(values, name) for name, values in columns.items()})
