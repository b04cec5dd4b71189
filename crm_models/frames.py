"""Tables of other libraries (polars, Arrow), read column by column into pandas."""

from __future__ import annotations

from typing import Any

import pandas as pd


def as_pandas(table: Any) -> pd.DataFrame:
    """Return a table as a pandas DataFrame; one of pandas comes back as it is.

    Numbers are the same whatever library the table comes from. It must name its columns
    (``columns`` or ``column_names``) and give each as an array (``table[name].to_numpy()``), as
    polars and pyarrow do; neither is needed here.

    Parameters
    ----------
    table
        A table with named columns.

    Returns
    -------
    DataFrame
        With the rows in their order and, unless pandas' own, the index 0, 1, 2, ...
    """
    if isinstance(table, pd.DataFrame):
        return table
    names = getattr(table, "column_names", None) or list(table.columns)
    return pd.DataFrame({name: _series(table[name]) for name in names})


def _series(column: Any) -> pd.Series:
    values = column.to_numpy()
    # Objects are texts with or without gaps: pandas finds out which.
    read = pd.Series(values.tolist() if values.dtype == object else values)
    zone = _time_zone(column)
    # The numbers alone have lost it, and would pass for local time.
    return read if zone is None else read.dt.tz_localize("UTC").dt.tz_convert(zone)


def _time_zone(column: Any) -> str | None:
    kind = getattr(column, "dtype", None) or getattr(column, "type", None)
    zone = getattr(kind, "time_zone", None) or getattr(kind, "tz", None)
    return None if zone is None else str(zone)
