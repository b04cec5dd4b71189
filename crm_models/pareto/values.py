"""What a column of customer values must be like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.errors import DataError, ModelError

if TYPE_CHECKING:
    import pandas as pd


def checked(value: pd.Series, *, negative: bool = False) -> pd.Series:
    """Return the values as floats, or say which customers' values cannot be used.

    Parameters
    ----------
    value
        One number per customer, indexed by customer.
    negative
        Whether negative values (customers who cost more than they bring) are allowed.

    Raises
    ------
    ModelError
        If there are no customers, or a customer stands twice.
    DataError
        Naming the customers with missing, infinite or (where not allowed) negative values.
    """
    numbers = value.astype("float64")
    if numbers.empty:
        raise ModelError("没有客户", "there are no customers")
    if not numbers.index.is_unique:
        doubled = numbers.index[numbers.index.duplicated()].unique().tolist()
        raise DataError(
            "客户编号重复；每位客户只能有一个数值",
            "customers stand twice; each may have one value only",
            rows=doubled,
        )
    bad = ~np.isfinite(numbers.to_numpy())
    if bad.any():
        raise DataError(
            "价值缺失或为无穷大", "values are missing or infinite", rows=numbers.index[bad].tolist()
        )
    below = (numbers < 0).to_numpy()
    if not negative and below.any():
        raise DataError(
            "价值为负，不能计算占比；请单独处理这些客户",
            "values are negative, so shares of the total have no meaning; treat these apart",
            rows=numbers.index[below].tolist(),
        )
    return numbers


def total(numbers: pd.Series) -> float:
    """Return the sum, independent of the order, or refuse a total of zero."""
    whole = float(np.sort(numbers.to_numpy()).sum())
    if whole <= 0:
        raise ModelError("价值合计为零，没有占比", "the values add up to zero: there are no shares")
    return whole


def from_the_top(numbers: pd.Series) -> pd.Series:
    """Return the values from the highest down, equal ones in the order of their labels."""
    return numbers.sort_index().sort_values(ascending=False, kind="stable")
