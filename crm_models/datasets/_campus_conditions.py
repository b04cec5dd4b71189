"""What every campus store must fulfil, so that answers are unambiguous and the trap is there."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_models import retention, rfm

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_PER_CODE = 3
LEAST_CELLS_IN_SHAPE = 6
LEAST_DISTANCE = {"days_since_last": 0.01, "frequency": 0.01, "monetary_value": 0.005}
"""How far from the mean everybody is: days, purchases, yuan. Far more than rounding."""


def is_well_conditioned(
    transactions: pd.DataFrame, periods: pd.DataFrame, as_of: pd.Timestamp
) -> bool:
    """Tell whether the codes are clear and spending has the shape that the course teaches."""
    table = rfm.compute(transactions, as_of=as_of)
    codes = rfm.binary_codes(table)
    return (
        len(table) > 0
        and codes.value_counts().reindex(list(rfm.SEGMENTS), fill_value=0).min() >= LEAST_PER_CODE
        and median_is_tied(table["frequency"])
        and has_the_shape(retention.spend_per_period(transactions, periods, codes), periods)
        and all(map(nobody_is_on_a_mean, all_readings(transactions, as_of)))
    )


def all_readings(transactions: pd.DataFrame, as_of: pd.Timestamp) -> Iterator[pd.DataFrame]:
    """Compute R, F, M under every choice a task may make, on two days of analysis."""
    month_end = pd.Timestamp("2025-04-30")
    for day, purchases, refunds in product(
        (as_of, month_end), ("row", "day"), ("subtract", "ignore")
    ):
        table = rfm.compute(
            transactions,
            as_of=day,
            purchases=purchases,  # type: ignore[arg-type]
            refunds=refunds,  # type: ignore[arg-type]
        )
        yield table
        yield table.assign(monetary_value=table["monetary_value"] / table["frequency"])


def nobody_is_on_a_mean(table: pd.DataFrame) -> bool:
    """Tell whether every customer is clearly above or below each mean."""
    distance = (table - table.mean()).abs().min()
    return bool((distance >= pd.Series(LEAST_DISTANCE)).all())


def median_is_tied(values: pd.Series) -> bool:
    """Tell whether several customers lie exactly on the median."""
    return int((values == values.median()).sum()) >= 2


def has_the_shape(spend: pd.DataFrame, periods: pd.DataFrame) -> bool:
    """Tell whether April's total is the higher, but April's spending per day the lower.

    So it must be for the shop as a whole and for most codes; every code spends something in
    every month, so that every ratio exists.
    """
    if (spend <= 0).any(axis=None):
        return False
    with_total = pd.concat([spend, spend.sum().to_frame("all").T])
    ratios = retention.ratio_chain(with_total, periods["exposure"].tolist())
    march, april = (with_total[name] for name in periods.index[:2])
    in_shape = (april > march) & (ratios[periods.index[1]] < 1)
    return bool(
        in_shape["all"]
        and in_shape.drop("all").sum() >= LEAST_CELLS_IN_SHAPE
        and np.all(ratios.loc["all"] < 0.95)
    )
